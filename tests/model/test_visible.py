"""What may reach a screen: readable text only, whatever the file or the history holds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miljo_tui.model.visible import HIDDEN, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Åtgärd [/x] [red] {0} \\n", "Åtgärd [/x] [red] {0} \\n"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b31m", "\\x9b31m"),
        ("a\r\nb", "a\\x0d⏎b"),
        ("a\tb", "a b"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
        ("soft\u00adhyphen\u200b", "soft\\xadhyphen\\u200b"),
        ("\ud800", "\\ud800"),
        ("\ue000\U000f0000", "\\ue000\\U000f0000"),
        ("\u0378", "\\u0378"),
        ("1\u00a0000 kr", "1\u00a0000 kr"),
        ("漢字 🌍", "漢字 🌍"),
        ("", ""),
    ],
)
def test_each_hidden_character_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_decomposed_letters_stay_as_they_are() -> None:
    decomposed = unicodedata.normalize("NFD", "åäö ÅÄÖ")
    assert visible(decomposed) == decomposed
    assert visible(decomposed + "\x07") == decomposed + "\\x07"


def test_lines_keeps_newlines_and_tabs_and_nothing_else() -> None:
    assert visible("a\n\tb\x1b", lines=True) == "a\n\tb\\x1b"


@given(st.text(alphabet=st.characters(codec=None)))
def test_nothing_hidden_is_left(text: str) -> None:
    assert not {unicodedata.category(character) for character in visible(text)} & HIDDEN
    assert (
        not {unicodedata.category(c) for c in visible(text, lines=True) if c not in "\n\t"} & HIDDEN
    )
