"""The exported schema and the rules say the same of the same files, as far as a schema can.

What only the rules can say: references, the chosen areas, the period, an end before its start, the
same reporter twice, file names, unknown keys (kept, so no error of a schema), characters that
cannot be seen, line breaks, a required text of blanks only, a newer format. What only the schema
refuses: an optional web address or choice of blanks only, which the rules take as empty.
"""

from __future__ import annotations

import json
import tomllib
from typing import Any

import jsonschema
import pytest
from making import CHOSEN, folder
from test_rules import FAULTS

from miljo_tui.locale import language
from miljo_tui.model.problems import Severity
from miljo_tui.model.records import AGREEMENT, AREA, KINDS, MEASURE, RecordKind
from miljo_tui.model.rules import check
from miljo_tui.model.schema import schema

RULES_ONLY = {
    "unknown-area",
    "area-not-chosen",
    "end-before-start",
    "outside-period",
    "follow-up-outside-period",
    "same-reporter-twice",
    "lead-not-participant",
    "year-twice",
    "direction-against-target",
    "status-year-alone",
    "unknown-key",
    "misplaced-key",
    "hidden-character",
    "line-break",
}


def as_json(text: str) -> Any:
    """The data as JSON sees it: dates are texts."""
    raw = tomllib.loads(text)
    return json.loads(json.dumps(raw, default=lambda value: value.isoformat()))


def schema_faults(text: str, kind: RecordKind = MEASURE) -> list[str]:
    validator = jsonschema.Draft7Validator(
        schema(kind, language("sv")), format_checker=jsonschema.FormatChecker(["date"])
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


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('start = 2022\nend = 2025\ntitle = ""', "missing-required"),
        ('title = "x"\nend = 2025', "missing-required"),
        (CHOSEN + 'language = "de"', "not-a-choice"),
        (CHOSEN + 'signed = "i februari"', "wrong-type"),
        (CHOSEN + "format = 0", "out-of-range"),
        (CHOSEN + 'contact = "kommun@example.org"', "wrong-type"),
        (CHOSEN + '[contact]\nurl = "hagfors"', "bad-url"),
        (CHOSEN + "[page]\nhow_we_work = 1", "wrong-type"),
        (CHOSEN + "earlier_rounds = [1]", "wrong-type"),
        (CHOSEN + "[[milestones]]\ndate = 2022", "missing-required"),
        (CHOSEN + 'language = ""\n[page]\nwhy = ""\n[contact]\nurl = ""', None),
        (CHOSEN + "[[earlier_rounds]]\ntitle = 'x'\nstart = 2018\nsignatories = []", None),
    ],
)
def test_schema_and_rules_agree_on_agreements(text: str, code: str | None) -> None:
    found = check(folder(agreement=text)).get("agreement", [])
    assert [problem.code for problem in found] == ([code] if code else [])
    assert bool(schema_faults(text, AGREEMENT)) == bool(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("number = 3", "missing-required"),
        ('name = "x"\nnumber = 0', "out-of-range"),
        ('name = "x"\nnumber = 1.5', "wrong-type"),
        ('name = "x"\naliases = [1]', "wrong-type"),
        ('name = "x"\nglobal_goals = [15, 15]', "twice-in-list"),
        ('name = "x"\n[[meetings]]\ntitle = "y"\nkind = "fest"', "not-a-choice"),
        ('name = "x"\naliases = []\n[working_group]\nstart = 2022', None),
        ('name = "x"\n[[meetings]]\ntitle = "y"\nkind = "meeting"\ndate = 2022-03-01', None),
    ],
)
def test_schema_and_rules_agree_on_areas(text: str, code: str | None) -> None:
    found = check(folder(areas={"pollinering": text})).get("areas/pollinering", [])
    assert [problem.code for problem in found] == ([code] if code else [])
    assert bool(schema_faults(text, AREA)) == bool(code)
