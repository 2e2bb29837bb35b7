"""Entries keep their names: what is spelled is found again, and a moved entry is known."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from fuzzing import examples
from hypothesis import given
from hypothesis import strategies as st

from miljo_tui.model.changes import compare, leaves
from miljo_tui.model.entry_matching import match
from miljo_tui.model.paths import named, parse, spell
from miljo_tui.model.records import Measure
from miljo_tui.model.structures import Entries
from miljo_tui.model.tree import editable

TITLES = st.sampled_from(["a", "A", "å", "a, b", "2", "2022", "x]y", "", " a ", "a=b", "Ängar"])
ACTIONS = st.lists(st.fixed_dictionaries({"title": TITLES}), max_size=5)
FOLLOW_UPS = st.lists(
    st.fixed_dictionaries(
        {"year": st.integers(2022, 2024)}, optional={"reported_by": TITLES | st.just("B, C")}
    ),
    max_size=5,
)


def kind_of(key: str) -> Entries:
    """Return the kind of a list of entries."""
    kind = editable(Measure)[(key,)].kind
    assert isinstance(kind, Entries)
    return kind


@examples(400)
@given(ACTIONS, FOLLOW_UPS)
def test_what_is_spelled_is_found_again(
    actions: list[dict[str, Any]], follow_ups: list[dict[str, Any]]
) -> None:
    raw = {"actions": actions, "follow_ups": follow_ups}
    for key, entries in raw.items():
        for index in range(len(entries)):
            spelled = spell(Measure, raw, (key, index, "status"))
            (name, entry), (field, nothing) = parse(spelled)
            assert (name, field, nothing) == (key, "status", None) and entry is not None
            assert named(kind_of(key), entries, entry) == [index], spelled


@pytest.mark.parametrize(
    "text", ["", ".", "a.", ".a", "a[", "a]b", "a[b]c", "a b", "[a]", "a[b\n]"]
)
def test_what_is_no_path(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"title": st.sampled_from("abcdef")}, optional={"status": st.sampled_from("GHPE")}
    ),
    max_size=5,
)


@examples(400)
@given(ENTRIES, ENTRIES)
def test_each_entry_becomes_at_most_one(old: list[Any], new: list[Any]) -> None:
    was = match(old, new, ("title",))
    known = [index for index in was if index is not None]
    assert len(was) == len(new) and len(set(known)) == len(known)
    assert all(0 <= index < len(old) for index in known)


@examples(300)
@given(st.lists(st.sampled_from("abcdef"), unique=True, max_size=6), st.data())
def test_moved_entries_are_known(titles: list[str], data: st.DataObject) -> None:
    old = [{"title": title, "status": "G"} for title in titles]
    order = data.draw(st.permutations(range(len(old))))
    new = [deepcopy(old[index]) for index in order]
    if new:
        data.draw(st.sampled_from(new))["status"] = "H"
    assert match(old, new, ("title",)) == list(order)


def test_a_renamed_entry_is_known_by_its_place() -> None:
    old = [{"title": "a"}, {"title": "b"}, {"title": "c"}]
    renamed = [{"title": "a"}, {"title": "x"}, {"title": "c"}, {"title": "d"}]
    assert match(old, renamed, ("title",)) == [0, 1, 2, None]
    assert match(old, [{"title": "b"}, {"title": "c"}, {"title": "d"}], ("title",)) == [1, 2, None]


@examples(300)
@given(ENTRIES, ENTRIES)
def test_every_difference_is_told_once_by_its_field(old: list[Any], new: list[Any]) -> None:
    changes = compare(Measure, {"actions": old}, {"actions": new})
    assert bool(changes) == (old != new)
    told = [leaf.key for change in changes for leaf in leaves(change)]
    for leaf in (leaf for change in changes for leaf in leaves(change)):
        assert leaf.old != leaf.new
    if len({entry["title"] for entry in old}) == len(old) == len(new):
        assert len(set(told)) == len(told) or len({e["title"] for e in new}) != len(new)
