"""A finding shows its line, however long that is, with the marks right below the place."""

from __future__ import annotations

import pytest

from miljo_tui.store.positions import LONGEST, SourcePosition


@pytest.mark.parametrize(
    ("place", "line", "marks"),
    [
        (SourcePosition(1, 5, 7, "x = ja"), "x = ja", "    ^^"),
        (SourcePosition(1, 7, 8, 'x = "a\x00b"'), 'x = "a\\x00b"', "      ^^^^"),
        (SourcePosition(1, 1, 2, ""), "", "^"),
    ],
)
def test_a_short_line_is_shown_whole(place: SourcePosition, line: str, marks: str) -> None:
    assert place.excerpt() == (line, marks)


@pytest.mark.parametrize("column", [1, 50, 5_000, 1_000_000])
def test_a_long_line_is_cut_around_the_place(column: int) -> None:
    text = "[" * 1_000_000
    place = SourcePosition(1, column, column + 1, text[: column - 1] + "X" + text[column:])
    line, marks = place.excerpt()
    assert len(line) <= LONGEST + 2 and len(marks) <= len(line)
    assert line[marks.index("^")] == "X"
    assert line.startswith("…") == (column > LONGEST) and line.endswith("…") == (column < 1_000_000)


def test_hidden_characters_do_not_make_it_longer() -> None:
    line, marks = SourcePosition(1, 1, 2, "\x00" * 4096).excerpt()
    assert len(line) <= LONGEST + 2 and line.endswith("…") and marks == "^^^^"
