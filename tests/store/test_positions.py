"""Every key, value and header of a text is found where it stands."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from layouts import documents

from miljo_tui.locale import message
from miljo_tui.model.problems import Path, Problem, Severity, Spot
from miljo_tui.store.positions import Positions, SourcePosition, locate

TEXT = """\
#:schema ../x
title = "Äng" # note
areas = ["å", 'b', {x = 1, y."z z" = 1979-05-27 07:32:00}]
long = \"\"\"
one ""two
\"\"\"\"
[page]
a.b = 1_000
[[funding]]
n = 1
[funding.sub]
m = 2
[[funding]]
k = [
  # ] not yet
  1, # "
  2
]
""".replace('"""""', '"""')


def _problem(path: Path, spot: Spot, point: tuple[int, int] | None = None) -> Problem:
    words = message("x")
    return Problem("C", Severity.ERROR, "f", path, words, words, None, spot, point)


def _check(text: str, positions: Positions, value: Any, path: Path) -> int:
    """Read every value's span back; return how many there were."""
    span = positions.value(path)
    count = 0
    if span is not None:
        held = tomllib.loads("x=" + text[span.start : span.end])
        assert repr(held) == repr({"x": value})
        count = 1
    else:
        assert isinstance(value, dict | list)
    if isinstance(value, dict):
        for key, item in value.items():
            place = positions.key((*path, key))
            assert place is not None
            assert tomllib.loads(text[place.start : place.end] + "=1") == {key: 1}
            count += _check(text, positions, item, (*path, key))
    if isinstance(value, list):
        for index, item in enumerate(value):
            count += _check(text, positions, item, (*path, index))
    return count


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_value_of_a_text_is_found(ending: str) -> None:
    text = TEXT.replace("\n", ending)
    assert _check(text, Positions(text), tomllib.loads(text), ()) == 14


@settings(derandomize=True, max_examples=150, deadline=None)
@given(documents())
def test_every_value_of_any_text_is_found(text: str) -> None:
    _check(text, Positions(text), tomllib.loads(text), ())


@pytest.mark.parametrize(
    ("path", "header"),
    [
        (("page",), "[page]"),
        (("funding", 0), "[[funding]]"),
        (("funding", 0, "sub"), "[funding.sub]"),
        (("funding",), "[[funding]]"),
    ],
)
def test_headers_are_found(path: Path, header: str) -> None:
    span = Positions(TEXT).table(path)
    assert span is not None and TEXT[span.start : span.end] == header


def test_entries_have_their_own_headers_and_the_root_has_none() -> None:
    positions = Positions(TEXT)
    first, second = positions.table(("funding", 0)), positions.table(("funding", 1))
    assert first is not None and second is not None
    assert positions.line_column(first.start) == (9, 1)
    assert positions.line_column(second.start) == (13, 1)
    assert positions.table(()) is None
    key = positions.key(("funding",))
    assert key is not None and positions.line_column(key.start) == (9, 3)


def test_lines_and_columns_count_characters_from_one() -> None:
    positions = Positions("å = 1\r\nöä = 2")
    assert positions.line_column(0) == (1, 1)
    assert positions.line_column(4) == (1, 5)
    assert positions.line_column(7) == (2, 1)
    assert positions.line_column(9) == (2, 3)


@pytest.mark.parametrize(
    ("problem", "place"),
    [
        (_problem(("title",), Spot.VALUE), SourcePosition(2, 9, 14, 'title = "Äng" # note')),
        (_problem(("title",), Spot.KEY), SourcePosition(2, 1, 6, 'title = "Äng" # note')),
        (
            _problem(("areas", 1), Spot.VALUE),
            SourcePosition(
                3, 15, 18, """areas = ["å", 'b', {x = 1, y."z z" = 1979-05-27 07:32:00}]"""
            ),
        ),
        (
            _problem(("areas", 2), Spot.TABLE),
            SourcePosition(
                3, 20, 58, """areas = ["å", 'b', {x = 1, y."z z" = 1979-05-27 07:32:00}]"""
            ),
        ),
        (_problem(("long",), Spot.VALUE), SourcePosition(4, 8, 11, 'long = """')),
        (_problem(("page",), Spot.TABLE), SourcePosition(7, 1, 7, "[page]")),
        (_problem(("page",), Spot.KEY), SourcePosition(7, 2, 6, "[page]")),
        (_problem(("page",), Spot.VALUE), SourcePosition(7, 2, 6, "[page]")),
        (_problem(("funding", 1), Spot.TABLE), SourcePosition(13, 1, 12, "[[funding]]")),
        (_problem(("funding", 1, "k", 1), Spot.VALUE), SourcePosition(17, 3, 4, "  2")),
        (_problem((), Spot.TABLE), SourcePosition(1, 1, 2, "#:schema ../x")),
        (_problem(("absent",), Spot.VALUE), SourcePosition(1, 1, 2, "#:schema ../x")),
        (_problem((), Spot.POINT, (2, 9)), SourcePosition(2, 9, 10, 'title = "Äng" # note')),
    ],
)
def test_a_problem_is_located(problem: Problem, place: SourcePosition) -> None:
    assert locate(TEXT, problem) == place
    windows = TEXT.replace("\n", "\r\n")
    assert locate(windows, problem) == place


@pytest.mark.parametrize("spot", list(Spot))
@pytest.mark.parametrize(
    "text", ["", "x = ", 'x = "abc', "[", "[[a", "{", "a.b.", "x = [[[", "= 1", "x = " + "[" * 5000]
)
def test_text_that_is_not_toml_is_located_without_failing(text: str, spot: Spot) -> None:
    place = locate(text, _problem(("x", 0), spot, (9, 9) if spot is Spot.POINT else None))
    if spot is Spot.POINT:
        assert place == SourcePosition(9, 9, 10, "")
    else:
        assert (place.line, place.source_line) == (1, text)


def test_a_point_without_a_place_is_the_first_line() -> None:
    assert locate("x = ja", _problem((), Spot.POINT)) == SourcePosition(1, 1, 2, "x = ja")


def test_a_byte_order_mark_is_no_column() -> None:
    problem = _problem(("x",), Spot.KEY)
    assert (
        locate("\ufeffx = 1\n", problem)
        == locate("x = 1\n", problem)
        == SourcePosition(1, 1, 2, "x = 1")
    )
    assert locate("\ufeffx = ja", _problem((), Spot.POINT)) == SourcePosition(1, 1, 2, "x = ja")
