"""Lines that are broken go on below their first word, and nothing of them is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from miljo_tui.tui.hanging_text import hanging


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("kort", ["kort"]),
        ("", [""]),
        ("ett två tre fyra", ["ett två", "tre fyra"]),
        ("• Slut: 2023 → 2025", ["• Slut:", "  2023 →", "  2025"]),
        ("  – ett två tre", ["  – ett", "    två", "    tre"]),
        ("! ett\n\nhttps://hagfors.se/x", ["! ett", "", "https://h", "agfors.se", "/x"]),
    ],
)
def test_where_lines_are_broken(text: str, lines: list[str]) -> None:
    assert hanging(Content(text), 9).plain.split("\n") == lines


@given(
    st.text(st.sampled_from("aå 漢•–\n"), max_size=60),
    st.integers(min_value=2, max_value=30),
)
def test_no_word_is_lost_and_no_line_is_too_long(text: str, width: int) -> None:
    shown = hanging(Content(text), width).plain
    assert shown.replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")
    assert all(cell_len(line.rstrip()) <= width for line in shown.split("\n"))


def test_what_is_bold_stays_bold() -> None:
    bold = Content.assemble("• ", ("ett två tre", "bold"))
    spans = hanging(bold, 8).spans
    assert all(span.style == "bold" for span in spans) and len(spans) == 3
