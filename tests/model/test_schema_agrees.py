"""The exported schema and the rules say the same of the same files, as far as a schema can.

What only the rules can say: references, the chosen areas, the period, an end before its start, the
same reporter twice, file names, unknown keys (kept, so no error of a schema), characters that
cannot be seen, line breaks.
"""

from __future__ import annotations

import json
import tomllib
from typing import Any

import jsonschema
import pytest
from making import folder
from test_rules import FAULTS

from miljo_tui.locale import language
from miljo_tui.model.problems import Severity
from miljo_tui.model.records import KINDS, MEASURE
from miljo_tui.model.rules import check
from miljo_tui.model.schema import schema

RULES_ONLY = {
    "unknown-area",
    "area-not-chosen",
    "end-before-start",
    "outside-period",
    "follow-up-outside-period",
    "same-reporter-twice",
    "unknown-key",
    "misplaced-key",
    "hidden-character",
    "line-break",
}


def as_json(text: str) -> Any:
    """The data as JSON sees it: dates are texts."""
    raw = tomllib.loads(text)
    return json.loads(json.dumps(raw, default=lambda value: value.isoformat()))


def schema_faults(text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(
        schema(MEASURE, language("sv")), format_checker=jsonschema.FormatChecker(["date"])
    )
    return [error.message for error in validator.iter_errors(as_json(text))]


@pytest.mark.parametrize(
    ("text", "code"), [(fault[0], fault[1]) for fault in FAULTS if fault[1] not in RULES_ONLY]
)
def test_what_the_rules_refuse_the_schema_refuses(text: str, code: str) -> None:
    assert schema_faults(text), code


@pytest.mark.parametrize("text", [fault[0] for fault in FAULTS if fault[1] in RULES_ONLY])
def test_what_only_the_rules_know_is_no_fault_of_the_schema(text: str) -> None:
    assert schema_faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'title = "x"\nstart = 2022\nend = 2022-03-01\nobjectives = [1, 16]\nareas = []',
        'title = "x"\nsources = ["https://example.org/å?b#c"]\ncontinuous = false',
        'title = "x"\n[[indicators]]\nname = "y"\nbaseline = 1.5\n'
        "[[indicators.values]]\nyear = 2022\nvalue = 3",
    ],
)
def test_what_the_rules_accept_the_schema_accepts(text: str) -> None:
    found = check(folder(measures={"a": text})).get("measures/a", [])
    assert [problem for problem in found if problem.severity is Severity.ERROR] == []
    assert schema_faults(text) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_schemas_are_schemas_with_swedish_words(kind: Any) -> None:
    exported = schema(kind, language("sv"))
    jsonschema.Draft7Validator.check_schema(exported)
    assert exported["title"] in {"Överenskommelse", "Område", "Åtgärd"}
