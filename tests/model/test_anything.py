"""Whatever stands in a file, reading, checking and comparing it never fails."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from fuzzing import examples
from hypothesis import given
from hypothesis import strategies as st
from making import ENGLISH, folder, said

from miljo_tui.model.changes import compare
from miljo_tui.model.fields import fields_of
from miljo_tui.model.folder import Record
from miljo_tui.model.paths import spell
from miljo_tui.model.query import search_text
from miljo_tui.model.records import KINDS, MEASURE, RecordKind
from miljo_tui.model.rules import check_record
from miljo_tui.model.structures import Entries, Listing
from miljo_tui.model.tree import editable
from miljo_tui.model.values import same
from miljo_tui.model.wording import words

SCALARS = st.one_of(
    st.text(max_size=12),
    st.integers(-3000, 3000),
    st.floats(),
    st.booleans(),
    st.dates(date(1, 1, 1)),
    st.datetimes(datetime(1, 1, 1)),
    st.times(),
    st.sampled_from(["G", "pollinering", "https://example.org/a", 2022, 13, date(2022, 2, 22)]),
)


def tables(kind: RecordKind) -> st.SearchStrategy[dict[str, Any]]:
    """Tables of known and unknown keys with values of every type, three levels deep."""
    known = [*fields_of(kind.cls), "year", "status", "title", "okänd", "a.b"]
    keys = st.sampled_from(known) | st.text(max_size=4)
    values = st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
        max_leaves=6,
    )
    return st.dictionaries(keys, values, max_size=8)


RECORDS = st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), tables(kind)))
TIME = examples(150)


@TIME
@given(RECORDS)
def test_a_record_of_anything_is_read_checked_searched_and_said(
    given: tuple[RecordKind, dict[str, Any]],
) -> None:
    kind, raw = given
    record = Record[Any](kind, "x", b"", raw)
    around = folder()
    for problem in check_record(record, around):
        assert said(problem)
        assert isinstance(spell(kind.cls, raw, problem.path), str)
    assert isinstance(search_text(record, around, ENGLISH), str)


@TIME
@given(st.sampled_from(KINDS).flatmap(lambda k: st.tuples(st.just(k), tables(k), tables(k))))
def test_comparing_tells_the_difference_and_only_that(
    given: tuple[RecordKind, dict[str, Any], dict[str, Any]],
) -> None:
    kind, old, new = given
    changes = compare(kind.cls, old, new)
    assert compare(kind.cls, old, old) == ()
    assert bool(changes) >= (not same(build_free(old), build_free(new)))
    for change in changes:
        assert ENGLISH.say(words(change))


def build_free(raw: dict[str, Any]) -> dict[str, Any]:
    """What the comparison sees of a table: empty tables count for nothing."""
    return {
        key: inner
        for key, value in raw.items()
        if (inner := build_free(value) if isinstance(value, dict) else value) != {}
    }


PLAIN = [path for path, field in editable(MEASURE.cls).items() if type(field.kind) is not Entries]


@pytest.mark.parametrize("path", PLAIN, ids=".".join)
def test_what_is_written_out_is_read_back(path: tuple[str, ...]) -> None:
    field = editable(MEASURE.cls)[path]
    kind = field.kind
    samples: list[Any] = [date(2022, 2, 22), 2023, True, False, "G", "Ord, och fler", [1, 16]]
    samples += [["a, b", "c"], "Rad\nRad två\n", "https://example.org/", time(8)]
    fitting = [value for value in samples if kind.fits(value)]
    assert fitting
    for value in fitting:
        if any(fault.code == "line-break" for fault in kind.faults(value, "x")):
            continue
        text = kind.write(value)
        if isinstance(kind, Listing):
            if all(kind.item.fits(item) for item in value):
                assert kind.read_items(text.split("\n"), "x") == value
        else:
            assert kind.read(text, "x") == value
