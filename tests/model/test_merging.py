"""The laws of joining two people's changes, and what a person would expect of it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from fuzzing import examples
from hypothesis import given
from hypothesis import strategies as st

from miljo_tui.model.merging import Merged, merge
from miljo_tui.model.records import Measure

BASE: dict[str, Any] = {
    "title": "Ängar",
    "areas": ["pollinering"],
    "start": 2022,
    "end": 2023,
    "decision": {"body": "KS"},
    "actions": [{"title": "Slåtter", "status": "P"}, {"title": "Sådd"}],
    "follow_ups": [{"year": 2022, "status": "P"}],
}


def changed(**values: Any) -> dict[str, Any]:
    """Return the base with other values; None takes a key away."""
    raw = {**deepcopy(BASE), **values}
    return {key: value for key, value in raw.items() if value is not None}


def merged(ours: dict[str, Any], theirs: dict[str, Any]) -> Merged:
    """Merge two versions of the base."""
    return merge(Measure, BASE, ours, theirs)


def test_different_fields_are_joined() -> None:
    result = merged(changed(end=2025), changed(responsible="Parken", start=None))
    assert result.raw == changed(end=2025, responsible="Parken", start=None)
    assert result.conflicts == ()


def test_the_same_change_is_one() -> None:
    assert merged(changed(end=2025), changed(end=2025)) == Merged(changed(end=2025), ())


def test_the_same_field_with_two_values_is_a_conflict() -> None:
    result = merged(changed(end=2025), changed(end=2026, start=2021))
    (conflict,) = result.conflicts
    assert conflict.path == ("end",)
    assert (conflict.base, conflict.ours, conflict.theirs) == (2023, 2025, 2026)
    assert result.raw == changed(end=2025, start=2021)


def test_fields_of_one_table_are_joined() -> None:
    ours = changed(decision={"body": "KS", "date": 2021})
    theirs = changed(decision={"body": "KF"})
    assert merged(ours, theirs).raw["decision"] == {"body": "KF", "date": 2021}


def test_both_put_into_a_list_and_take_out_of_it() -> None:
    ours, theirs = changed(areas=["pollinering", "gronska"]), changed(areas=["skogen"])
    assert merged(ours, theirs) == Merged(changed(areas=["skogen", "gronska"]), ())


def test_follow_ups_for_different_years_by_both() -> None:
    first = BASE["follow_ups"][0]
    ours = changed(follow_ups=[first, {"year": 2023, "status": "H"}])
    theirs = changed(follow_ups=[first, {"year": 2024, "status": "G"}])
    years = [entry["year"] for entry in merged(ours, theirs).raw["follow_ups"]]
    assert sorted(years) == [2022, 2023, 2024] and not merged(ours, theirs).conflicts


def test_the_same_year_by_both() -> None:
    first = BASE["follow_ups"][0]
    ours = changed(follow_ups=[first, {"year": 2023, "status": "H", "comment": "Bra"}])
    theirs = changed(follow_ups=[first, {"year": 2023, "status": "G"}])
    (conflict,) = merged(ours, theirs).conflicts
    assert conflict.path == ("follow_ups", 1, "status")
    assert (conflict.ours, conflict.theirs) == ("H", "G")
    assert merged(ours, theirs).raw["follow_ups"][1]["comment"] == "Bra"


def test_two_reporters_of_one_year_are_two_entries() -> None:
    ours = changed(follow_ups=[{"year": 2023, "reported_by": "A", "status": "H"}])
    theirs = changed(follow_ups=[{"year": 2023, "reported_by": "B", "status": "G"}])
    base = changed(follow_ups=None)
    result = merge(Measure, base, ours, theirs)
    assert len(result.raw["follow_ups"]) == 2 and not result.conflicts


def test_an_entry_renamed_by_one_and_reported_by_the_other() -> None:
    ours = changed(actions=[{"title": "Slåtter två gånger", "status": "P"}, {"title": "Sådd"}])
    theirs = changed(actions=[{"title": "Slåtter", "status": "G"}, {"title": "Sådd"}])
    assert merged(ours, theirs).raw["actions"] == [
        {"title": "Slåtter två gånger", "status": "G"},
        {"title": "Sådd"},
    ]


def test_an_entry_removed_by_one_and_changed_by_the_other() -> None:
    ours = changed(actions=[{"title": "Sådd"}])
    theirs = changed(actions=[{"title": "Slåtter", "status": "G"}, {"title": "Sådd"}])
    (conflict,) = merged(ours, theirs).conflicts
    assert conflict.ours is None and conflict.theirs == {"title": "Slåtter", "status": "G"}
    assert merged(ours, changed(end=2025)).raw["actions"] == [{"title": "Sådd"}]


def test_an_entry_moved_by_one_and_another_added_by_the_other() -> None:
    ours = changed(actions=list(reversed(BASE["actions"])))
    theirs = changed(actions=[*BASE["actions"], {"title": "Skyltar"}])
    for one, other in ((ours, theirs), (theirs, ours)):
        titles = [entry["title"] for entry in merged(one, other).raw["actions"]]
        assert titles == ["Sådd", "Slåtter", "Skyltar"]


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(["Ängar", "Vatten"]),
    "start": st.none() | st.integers(2020, 2022),
    "areas": st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3),
    "decision": st.none() | st.fixed_dictionaries({"body": st.sampled_from(["KS", "KF"])}),
    "actions": st.lists(
        st.fixed_dictionaries(
            {"title": st.sampled_from("abcd")}, optional={"status": st.sampled_from("GHP")}
        ),
        unique_by=lambda entry: entry["title"],
        max_size=4,
    ),
    "okänd": st.none() | st.integers(0, 2),
}
RECORDS = st.fixed_dictionaries(VALUES).map(
    lambda raw: {key: value for key, value in raw.items() if value not in (None, [])}
)
LAW = examples(400)


@LAW
@given(RECORDS, RECORDS)
def test_what_nobody_else_has_changed_is_taken_as_it_is(base: Any, one: Any) -> None:
    assert merge(Measure, base, base, one) == Merged(one, ())
    assert merge(Measure, base, one, base) == Merged(one, ())
    assert merge(Measure, base, one, one) == Merged(one, ())


@LAW
@given(RECORDS, st.data())
def test_changes_of_different_fields_commute(base: Any, data: st.DataObject) -> None:
    keys = data.draw(st.permutations(list(VALUES)))
    new = data.draw(RECORDS)

    def with_new(chosen: list[str]) -> dict[str, Any]:
        mixed = {key: (new if key in chosen else base).get(key) for key in VALUES}
        return {key: value for key, value in mixed.items() if value is not None}

    ours, theirs = with_new(keys[:3]), with_new(keys[3:])
    for result in (merge(Measure, base, ours, theirs), merge(Measure, base, theirs, ours)):
        assert result == Merged(with_new(keys), ())


def spelled(value: Any) -> str:
    """Spell a value, tables whatever the order of their keys."""
    return repr(sorted(value.items()) if isinstance(value, dict) else value)


@LAW
@given(RECORDS, RECORDS, RECORDS)
def test_who_is_asked_first_decides_nothing_but_conflicts(base: Any, one: Any, other: Any) -> None:
    first, second = merge(Measure, base, one, other), merge(Measure, base, other, one)
    assert len(first.conflicts) == len(second.conflicts)
    if not first.conflicts:
        for name in VALUES:
            values = first.raw.get(name), second.raw.get(name)
            if all(isinstance(value, list) for value in values):
                assert sorted(map(spelled, values[0])) == sorted(map(spelled, values[1]))
            else:
                assert values[0] == values[1]


@LAW
@given(RECORDS, RECORDS, RECORDS)
def test_no_entry_comes_from_nowhere_and_none_is_doubled(base: Any, one: Any, other: Any) -> None:
    result = merge(Measure, base, one, other)
    titles = [entry["title"] for entry in result.raw.get("actions", [])]
    known = {entry["title"] for raw in (base, one, other) for entry in raw.get("actions", [])}
    assert set(titles) <= known
    for title in titles:
        assert titles.count(title) == 1 or result.conflicts or _renamed(base, one, other)


def _renamed(*versions: Any) -> bool:
    """Tell whether an entry may have been given another's name, which then stands twice."""
    titles = [{entry["title"] for entry in raw.get("actions", [])} for raw in versions]
    return titles[0] != titles[1] or titles[0] != titles[2]


STATUS = st.fixed_dictionaries({}, optional={"status": st.sampled_from("GHP")})
YEARS = st.lists(
    st.fixed_dictionaries({"year": st.integers(2022, 2026)}, optional={"value": st.integers(1, 3)}),
    unique_by=lambda entry: entry["year"],
    max_size=3,
)
INDICATORS = st.fixed_dictionaries(
    {},
    optional={"unit": st.sampled_from(["m2", "st"]), "target": st.integers(1, 3), "values": YEARS},
).map(lambda entry: {key: value for key, value in entry.items() if value != []})
NAMED = {"actions": ("title", STATUS), "indicators": ("name", INDICATORS)}


@examples(250)
@given(st.sampled_from(sorted(NAMED)), st.data())
def test_changes_of_different_entries_commute(key: str, data: st.DataObject) -> None:
    name, inner = NAMED[key]
    sides: tuple[list[Any], list[Any]] = ([], [])
    base, wanted = [], []
    for number, who in enumerate(data.draw(st.lists(st.integers(0, 2), max_size=5))):
        old = {name: f"entry {number}", **data.draw(inner)}
        new = data.draw(st.none() | inner.map(lambda more, n=old[name]: {name: n, **more}))
        new = old if who == 2 else new
        base.append(old)
        for side, entries in enumerate(sides):
            entries += [] if side == who and new is None else [new if side == who else old]
        wanted += [] if new is None else [new]
    for side, entries in enumerate(sides):
        for number in range(data.draw(st.integers(0, 2))):
            added = {name: f"new {side} {number}", **data.draw(inner)}
            entries.append(added)
            wanted.append(added)
    versions = [{"title": "x", **({key: each} if each else {})} for each in (base, *sides)]
    for ours, theirs in ((1, 2), (2, 1)):
        result = merge(Measure, versions[0], versions[ours], versions[theirs])
        assert result.conflicts == ()
        held = result.raw.get(key, [])
        assert sorted(held, key=repr) == sorted(wanted, key=repr)
        stayed = [entry[name] for entry in held if entry[name].startswith("entry")]
        assert stayed == sorted(stayed)


@examples(250)
@given(YEARS, YEARS, YEARS)
def test_years_added_to_one_indicator_by_both(base: Any, one: Any, other: Any) -> None:
    def version(added: Any) -> dict[str, Any]:
        known = {entry["year"] for entry in base}
        values = [*base, *(entry for entry in added if entry["year"] not in known)]
        indicator = {"name": "yta", **({"values": values} if values else {})}
        return {"title": "x", "indicators": [indicator]}

    result = merge(Measure, version([]), version(one), version(other))
    years = [entry["year"] for entry in result.raw["indicators"][0].get("values", [])]
    assert len(years) == len(set(years))
    assert set(years) == {entry["year"] for entry in (*base, *one, *other)}
    new = {entry["year"]: entry for entry in one}
    known = {entry["year"] for entry in base}
    clashing = [
        entry
        for entry in other
        if entry["year"] not in known
        and "value" in entry
        and "value" in (mine := new.get(entry["year"], {}))
        and mine["value"] != entry["value"]
    ]
    assert len(result.conflicts) == len(clashing)


@pytest.mark.parametrize("value", [1, "x", [1], [{"title": "a"}, 1], {"title": "a"}])
def test_what_is_no_list_of_entries_is_merged_as_a_value(value: Any) -> None:
    assert merged(changed(actions=value), changed(end=2025)).raw["actions"] == value
    assert len(merged(changed(actions=value), changed(actions=None)).conflicts) == 1
