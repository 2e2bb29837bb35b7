"""Any text can be written in place of any other, whatever quotation marks that one had."""

from __future__ import annotations

import tomllib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miljo_tui.store.value_style import spell_text

AWKWARD = st.text("\"'\\\n\r\t a\x00\u202e\u2028å", max_size=9)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "like", ["", '""', '"a"', "'a'", '"""a"""', '"""\na"""', "'''a'''", "'''\na'''"]
)
@settings(derandomize=True, max_examples=150, deadline=None)
@given(AWKWARD)
def test_a_text_reads_back_whatever_it_replaces(like: str, newline: str, value: str) -> None:
    spelled = spell_text(value, newline, like, "a")
    assert tomllib.loads(f"x = {spelled}{newline}") == {"x": value}
    for char in spelled.replace(newline, "").replace("\t", ""):
        assert unicodedata.category(char) not in ("Cc", "Cf", "Zl")
