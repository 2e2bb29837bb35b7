"""JSON for everyone: typed, described by its schema, and without what is internal."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
from anything import COMMIT, FOLDERS, publication, published
from hypothesis import given, settings

from miljo_tui.locale import language
from miljo_tui.model.folder import Folder
from miljo_tui.publishing.open_data import open_data
from miljo_tui.publishing.open_data_schema import open_schema
from miljo_tui.setup.schema_export import schema_files

SCHEMA = jsonschema.Draft7Validator(
    open_schema(language("sv")), format_checker=jsonschema.FormatChecker(["date"])
)

MEASURE = """\
title = "Ängar"
areas = ["pollinering"]
start = 2022
end = 2023-10-31
internal_note = "Hemligt 1"
"okänd" = "Hemligt 2"
[[indicators]]
name = "Yta"
target = 2.5
[[indicators.values]]
year = 2022
value = 1
[[follow_ups]]
year = 2023
status = "H"
internal_note = "Hemligt 3"
reported_by = "Anna Andersson"
[[follow_ups]]
year = 2022
status = "P"
"""


def told(measure: str, **options: str) -> dict[str, Any]:
    """What is published of one measure."""
    data = json.loads(open_data(publication(measure, **options)))
    assert [error.message for error in SCHEMA.iter_errors(data)] == []
    return dict(data)


def test_a_measure_as_open_data() -> None:
    data = told(MEASURE)
    assert (data["format"], data["commit"], data["date"]) == (1, COMMIT, "2024-03-01")
    assert data["areas"] == [
        {"id": "pollinering", "last_changed": "2024-03-01", "number": 6, "name": "Pollinering"}
    ]
    assert data["measures"] == [
        {
            "id": "angar",
            "last_changed": "2024-03-01",
            "status": "H",
            "status_year": 2023,
            "title": "Ängar",
            "areas": ["pollinering"],
            "start": 2022,
            "end": "2023-10-31",
            "indicators": [{"name": "Yta", "target": 2.5, "values": [{"year": 2022, "value": 1}]}],
            "follow_ups": [{"year": 2023, "status": "H"}, {"year": 2022, "status": "P"}],
        }
    ]


def test_the_data_name_their_schema_which_lies_in_every_agreement() -> None:
    name = json.loads(open_data(publication('title = "Ä"')))["$schema"]
    assert json.loads(schema_files("sv")[name]) == SCHEMA.schema


def test_reporters_are_named_where_the_agreement_says_so() -> None:
    agreement = 'title = "Avtal"\nreporters_public = true\n'
    (measure,) = told(MEASURE, agreement_text=agreement)["measures"]
    assert measure["follow_ups"][0]["reported_by"] == "Anna Andersson"


def test_what_is_none_of_its_kind_is_left_out() -> None:
    (measure,) = told(
        'title = "Ä"\nstart = "snart"\nend = 3000\nobjectives = [13, 13, 99, "x"]\n'
        'continuous = "ja"\n[[follow_ups]]\nyear = 2022\nstatus = "Pågår"\n'
    )["measures"]
    assert measure == {
        "id": "angar",
        "last_changed": "2024-03-01",
        "status": None,
        "status_year": None,
        "title": "Ä",
        "objectives": [13],
        "follow_ups": [{"year": 2022}],
    }


def test_nothing_that_a_terminal_obeys_comes_out_raw() -> None:
    measure = publication(r'title = "\u001b[2J\u009b\u202e\u2028\U000E0001 Ä🌼"')
    text = open_data(measure).decode()
    assert not set(text) & set("\x1b\x9b\u202e\u2028\U000e0001") and "Ä🌼" in text
    assert json.loads(text)["measures"][0]["title"] == "\x1b[2J\x9b\u202e\u2028\U000e0001 Ä🌼"


@settings(max_examples=150, derandomize=True, deadline=None)
@given(FOLDERS)
def test_an_agreement_of_anything_keeps_to_the_schema(folder: Folder) -> None:
    text = open_data(published(folder))
    assert [error.message for error in SCHEMA.iter_errors(json.loads(text))] == []
    assert open_data(published(folder)) == text
