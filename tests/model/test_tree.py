"""The one walk over a record: what it yields, in which order, and what it does not go into."""

from __future__ import annotations

import tomllib

from miljo_tui.model.fields import Field
from miljo_tui.model.parts import Decision, FollowUp, Indicator, Reading
from miljo_tui.model.records import Area, Measure
from miljo_tui.model.scalars import YEAR
from miljo_tui.model.tree import declarations, rebuilt, tables, walk

TEXT = """
own = 1
title = "Ängar"
[decision]
body = "Kommunstyrelsen"
[[indicators]]
name = "Yta"
values = [{ year = 2022, value = 3 }]
[[follow_ups]]
year = 2022
[[follow_ups]]
year = 2023
"""


def test_a_walk_yields_tables_and_entries_before_what_stands_in_them() -> None:
    assert [node.path for node in walk(Measure, tomllib.loads(TEXT))] == [
        ("title",),
        ("decision",),
        ("decision", "body"),
        ("indicators",),
        ("indicators", 0),
        ("indicators", 0, "name"),
        ("indicators", 0, "values"),
        ("indicators", 0, "values", 0),
        ("indicators", 0, "values", 0, "year"),
        ("indicators", 0, "values", 0, "value"),
        ("follow_ups",),
        ("follow_ups", 0),
        ("follow_ups", 0, "year"),
        ("follow_ups", 1),
        ("follow_ups", 1, "year"),
        ("own",),
    ]


def test_only_a_key_of_somebodys_own_has_no_declaration() -> None:
    nodes = list(walk(Measure, tomllib.loads(TEXT)))
    assert [node.path for node in nodes if node.field is None] == [("own",)]


def test_what_is_no_list_of_entries_is_a_single_value() -> None:
    raw = {"decision": "KS", "follow_ups": [{"year": 2022}, 2023]}
    assert [(node.path, node.holds_others) for node in walk(Measure, raw)] == [
        (("decision",), False),
        (("follow_ups",), False),
    ]


def test_the_tables_of_a_record_come_with_the_classes_of_their_fields() -> None:
    found = [cls for cls, _table in tables(Measure, tomllib.loads(TEXT))]
    assert found == [Measure, Decision, Indicator, Reading, FollowUp, FollowUp]


def test_a_table_is_found_beside_what_is_none() -> None:
    raw = {"decision": "KS", "follow_ups": [2023, {"year": 2022}]}
    assert list(tables(Measure, raw)) == [(Measure, raw), (FollowUp, {"year": 2022})]


def test_what_is_rebuilt_has_every_declared_value_as_it_was_changed() -> None:
    raw = tomllib.loads(TEXT)
    del raw["own"]
    again = rebuilt(Measure, tomllib.loads(TEXT), lambda _field, value: value)
    assert again == raw and list(again) == ["title", "decision", "indicators", "follow_ups"]


def test_a_value_that_becomes_none_is_left_out_after_what_was_in_it() -> None:
    asked = []

    def without_years(field: Field, value: object) -> object:
        asked.append(field.key)
        return None if field.kind is YEAR or value == [] else value

    raw = {"title": "Ängar", "links": [], "follow_ups": [{"year": 2022, "status": "G"}]}
    assert rebuilt(Measure, raw, without_years) == {
        "title": "Ängar",
        "follow_ups": [{"status": "G"}],
    }
    assert asked == ["title", "links", "year", "status", "follow_ups"]


def test_the_declarations_of_a_table_or_an_entry_follow_its_own() -> None:
    paths = [path for path, _field in declarations(Area)]
    assert paths[paths.index(("working_group",)) :][:4] == [
        ("working_group",),
        ("working_group", "name"),
        ("working_group", "start"),
        ("working_group", "convener"),
    ]
    assert ("meetings", "title") in paths
