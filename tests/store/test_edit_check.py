"""A result that is not exactly what was asked for is recognised."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from miljo_tui.model.values import same
from miljo_tui.store.editing import holds, plain

WANT = {"title": "a", "end": 1, "page": {"image": "x"}}


@pytest.mark.parametrize(
    "text",
    [
        'title = "b"\nend = 1\n[page]\nimage = "x"\n',
        'title = "a"\nend = 1.0\n[page]\nimage = "x"\n',
        'title = "a"\nend = true\n[page]\nimage = "x"\n',
        'title = "a"\n[page]\nimage = "x"\nend = 1\n',
        'title = "a"\nend = 1\nmore = 1\n[page]\nimage = "x"\n',
        'title = "a"\nend = 1\n[page]\n',
        'title = "a"\nend = 1\n[page]\nimage = "x"\n[extra]\n',
        'title = "a"\nend = 1[page]\nimage = "x"\n',
    ],
)
def test_a_wrong_result_does_not_hold(text: str) -> None:
    assert not holds(text, WANT, {("page",)})


def test_layout_does_not_matter_nor_the_header_of_an_emptied_table() -> None:
    assert holds("page = {image = \"x\"}\nend = 0b1\ntitle = 'a'", WANT, set())
    assert holds("a = 1", {"a": 1, "page": {}}, {("page",)})
    assert holds("[page]", {}, {("page",)})
    assert not holds("[page]", {}, {()})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (1, 1, True),
        (1, True, False),
        (1, 1.0, False),
        (0.0, -0.0, False),
        (math.nan, math.nan, True),
        ([1, "a"], [1, "a"], True),
        ([1], [True], False),
        ([1], [1, 2], False),
        ({"a": {"b": 1}}, {"a": {"b": 1}}, True),
        ({"a": 1}, {"b": 1}, False),
        (date(2022, 1, 1), datetime(2022, 1, 1), False),
        (
            datetime(2022, 1, 1, 12, tzinfo=UTC),
            datetime(2022, 1, 1, 13, tzinfo=timezone(timedelta(hours=1))),
            False,
        ),
    ],
)
def test_values_are_the_same_only_with_their_types(one: Any, other: Any, expected: bool) -> None:
    assert same(one, other) is expected


def test_tuples_become_lists_throughout() -> None:
    assert plain(("a", ("b", 1))) == ["a", ["b", 1]]
