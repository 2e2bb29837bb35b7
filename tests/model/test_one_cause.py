"""One cause is one finding, however many rules could have seen it; two causes are two."""

from __future__ import annotations

import pytest
from making import PERIOD, folder, problems_of_measure, said

from miljo_tui.model.problems import Path, Severity
from miljo_tui.model.rules import check

T = 'title = "Ängar"\n'
REPORTS = T + "[[follow_ups]]\nyear = {0}\n[[follow_ups]]\nyear = {0}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('title = " \\t"', [("missing-required", ("title",))]),
        (T + '[[follow_ups]]\nyear = ""', [("missing-required", ("follow_ups", 0, "year"))]),
        (T + '[[links]]\ntitle = "x"\nurl = " "', [("missing-required", ("links", 0, "url"))]),
        (T + 'responsible = "a\\r\\nb"', [("line-break", ("responsible",))]),
        (
            T + "objectives = [99, 99]",
            [("out-of-range", ("objectives", 0)), ("twice-in-list", ("objectives", 1))],
        ),
        (
            T + "participants = [1, 1]",
            [("wrong-type", ("participants", 0)), ("twice-in-list", ("participants", 1))],
        ),
        (
            T + 'areas = ["skogen", "skogen"]',
            [("unknown-area", ("areas", 0)), ("twice-in-list", ("areas", 1))],
        ),
        (
            T + 'actions = [1, { title = "x", zz = 1 }]',
            [("wrong-type", ("actions", 0)), ("unknown-key", ("actions", 1, "zz"))],
        ),
        (
            T + '[[indicators]]\nname = "x"\n[[indicators.values]]\nyear = 2022\nvlue = 1',
            [
                ("unknown-key", ("indicators", 0, "values", 0, "vlue")),
                ("missing-required", ("indicators", 0, "values", 0)),
            ],
        ),
        (
            REPORTS.format("true"),
            [("wrong-type", ("follow_ups", 0, "year")), ("wrong-type", ("follow_ups", 1, "year"))],
        ),
        (
            REPORTS.format(20222),
            [
                ("out-of-range", ("follow_ups", 0, "year")),
                ("out-of-range", ("follow_ups", 1, "year")),
            ],
        ),
    ],
)
def test_each_cause_is_found_once(text: str, found: list[tuple[str, Path]]) -> None:
    problems = [(problem.code, problem.path) for problem in problems_of_measure(text)]
    assert sorted(problems) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        T + 'criterion = "  "\ndescription = " \\n"\nsources = [" "]\nareas = [""]',
        T + '[[actions]]\ntitle = "x"\nstatus = " "',
    ],
)
def test_blank_fields_are_no_findings(text: str) -> None:
    assert problems_of_measure(text) == []


def test_a_title_below_a_table_header_is_misplaced_and_not_missing() -> None:
    (problem,) = problems_of_measure('start = 2022\n[[funding]]\nsource = "LONA"\ntitle = "x"')
    assert (problem.code, problem.path) == ("misplaced-key", ("funding", 0, "title"))
    assert problem.severity is Severity.ERROR, "the file lacks its title until the line is moved"


def test_a_key_that_the_file_has_is_not_to_be_moved_up_again() -> None:
    text = T + 'responsible = "A"\n[[follow_ups]]\nyear = 2022\nresponsible = "B"'
    (problem,) = problems_of_measure(text)
    assert (problem.code, problem.path) == ("unknown-key", ("follow_ups", 0, "responsible"))


def test_the_same_reporter_is_known_with_a_blank_behind_the_name() -> None:
    text = T + '[[follow_ups]]\nyear = 2022\nreported_by = "A"\n'
    (problem,) = problems_of_measure(text + '[[follow_ups]]\nyear = 2022\nreported_by = "A "')
    assert problem.code == "same-reporter-twice" and "A reports twice on 2022" in said(problem)


def test_an_agreement_that_ends_before_it_starts_blames_no_measure() -> None:
    measure = T + "start = 2023\n[[follow_ups]]\nyear = 2023"
    found = check(
        folder('title = "x"\nstart = 2026\nend = 2022\nareas = []', measures={"a": measure})
    )
    assert {address: [p.code for p in problems] for address, problems in found.items()} == {
        "agreement": ["end-before-start"]
    }


def test_an_empty_start_of_the_agreement_is_missing_and_of_no_wrong_type() -> None:
    found = check(folder('title = "x"\nstart = ""\nend = 2025'))["agreement"]
    assert [(problem.code, problem.path) for problem in found] == [("missing-required", ("start",))]


def test_two_names_in_capitals_clash_once_and_name_each_other() -> None:
    found = check(folder(measures={"ANGAR": T, "Angar": T}))
    assert [problem.code for problem in found["measures/Angar"]] == ["case-clash"]
    assert "Angar and ANGAR" in said(found["measures/Angar"][0])
    assert [problem.code for problem in found["measures/ANGAR"]] == ["file-name"]


def test_faults_of_twelve_kinds_across_the_agreement_are_twelve_findings() -> None:
    found = check(
        folder(
            agreement=PERIOD + 'areas = ["pollinering", "skogen"]\nlanguage = "de"\nactr = "x"',
            areas={"Vatten": 'name = "Vatten"', "luft": "number = 0\nname = 'Luft'"},
            measures={
                "a": 'end = "snart"\ntitle = "x"',
                "b": T + "start = 2024\nend = 2023",
                "c": T + 'areas = ["giftfri"]\nsources = ["hagfors"]',
                "d": T + "[[funding]]\nsource = 'LONA'\namount = -1",
                "e": T + "start = 2031\n[[follow_ups]]\nstatus = 'G'",
            },
        )
    )
    assert {
        address: sorted(problem.code for problem in problems) for address, problems in found.items()
    } == {
        "agreement": ["not-a-choice", "unknown-area", "unknown-key"],
        "areas/Vatten": ["file-name"],
        "areas/luft": ["out-of-range"],
        "measures/a": ["wrong-type"],
        "measures/b": ["end-before-start"],
        "measures/c": ["area-not-chosen", "bad-url"],
        "measures/d": ["negative-money"],
        "measures/e": ["missing-required", "outside-period"],
    }
