"""Each rule, by a fault that it alone finds; and what must not be found at all."""

from __future__ import annotations

import pytest
from making import CHOSEN, PERIOD, folder, problems_of_measure, said

from miljo_tui.model.problems import Path, Severity, Spot
from miljo_tui.model.rules import check

T = 'title = "Ängar"\n'
E, W = Severity.ERROR, Severity.WARNING

FAULTS: list[tuple[str, str, Severity, Path, list[str]]] = [
    (T + 'start = "2022"', "wrong-type", E, ("start",), ["Start", '"2022"', "a date, such as"]),
    (T + "start = 2022-01-01T08:00:00", "wrong-type", E, ("start",), ["Start"]),
    (T + 'continuous = "ja"', "wrong-type", E, ("continuous",), ["Continuous", "true or false"]),
    (T + "description = 1", "wrong-type", E, ("description",), ["Description", "1"]),
    (T + 'areas = "pollinering"', "wrong-type", E, ("areas",), ["Areas", "list"]),
    (T + "participants = [1]", "wrong-type", E, ("participants", 0), ["Participants", "1"]),
    (T + "[follow_ups]\nyear = 2022", "wrong-type", E, ("follow_ups",), ["[[follow_ups]]"]),
    ("end = 2023", "missing-required", E, (), ["Title", "missing", "title"]),
    ('title = ""', "missing-required", E, ("title",), ["Title"]),
    (T + "[[follow_ups]]\nstatus = 'G'", "missing-required", E, ("follow_ups", 0), ["year"]),
    (T + "[[links]]\ntitle = 'x'", "missing-required", E, ("links", 0), ["url"]),
    (T + 'descripton = "x"', "unknown-key", W, ("descripton",), ["descripton", "description?"]),
    (T + 'ansvarig = "x"', "unknown-key", W, ("ansvarig",), ["responsible?"]),
    (T + "zzz = 1", "unknown-key", W, ("zzz",), ["title, areas"]),
    (
        T + "[[follow_ups]]\nyear = 2022\nresponsible = 'x'",
        "misplaced-key",
        W,
        ("follow_ups", 0, "responsible"),
        ["[[follow_ups]]", "Move the line up"],
    ),
    (
        T + "[[actions]]\ntitle = 'x'\nstatus = 'X'",
        "not-a-choice",
        E,
        ("actions", 0, "status"),
        ['"X"', '"G", "H", "P", "E", "not_relevant"'],
    ),
    (T + "objectives = [1, 17]", "out-of-range", E, ("objectives", 1), ["1–16", "17"]),
    (T + "global_goals = [18]", "out-of-range", E, ("global_goals", 0), ["1–17", "18"]),
    (T + "start = 20222", "out-of-range", E, ("start",), ["2199", "20222"]),
    (T + "objectives = [3, 3]", "twice-in-list", E, ("objectives", 1), ["3 stands there twice"]),
    (T + "areas = ['polinering']", "unknown-area", E, ("areas", 0), ["pollinering?"]),
    (T + "areas = ['giftfri']", "area-not-chosen", W, ("areas", 0), ["Ängar", "Giftfri vardag"]),
    (T + "start = 2024\nend = 2023", "end-before-start", E, ("end",), ["2023", "2024"]),
    (T + "start = 2023-05-01\nend = 2022", "end-before-start", E, ("end",), ["2023-05-01"]),
    (
        T + "[[actions]]\ntitle = 'x'\nstart = 2024\nend = 2023",
        "end-before-start",
        E,
        ("actions", 0, "end"),
        ["2023"],
    ),
    (T + "end = 2021", "outside-period", W, ("end",), ["2021", "2022-01-01", "2025-12-31"]),
    (T + "start = 2026-01-01", "outside-period", W, ("start",), ["2026-01-01"]),
    (
        T + "[[follow_ups]]\nyear = 2019",
        "follow-up-outside-period",
        W,
        ("follow_ups", 0, "year"),
        ["2019", "2022–2025"],
    ),
    (
        T + "[[follow_ups]]\nyear = 2022\n[[follow_ups]]\nyear = 2022",
        "same-reporter-twice",
        E,
        ("follow_ups", 1, "year"),
        ["2022"],
    ),
    (
        T + "[[funding]]\nsource = 'LONA'\namount = -1",
        "negative-money",
        E,
        ("funding", 0, "amount"),
        ["-1", "0"],
    ),
    (T + "sources = ['hagfors.se']", "bad-url", E, ("sources", 0), ["hagfors.se", "https://"]),
    (T + 'responsible = "a\\nb"', "line-break", E, ("responsible",), ["one line"]),
    (T + 'responsible = "a\\u001b[2J"', "hidden-character", E, ("responsible",), ["character 2"]),
    (T + 'responsible = "a\\u202e"', "hidden-character", W, ("responsible",), ["RIGHT-TO-LEFT"]),
    (
        T + "lead = 'Sunne'\nparticipants = ['Torsby', 'Sunne kommun']",
        "lead-not-participant",
        W,
        ("lead",),
        ["Sunne leads", "Torsby, Sunne kommun"],
    ),
    (T + "lead = 'Sunne'", "lead-not-participant", W, ("lead",), ["Add it to the participants"]),
    (
        T + "[[indicators]]\nname = 'x'\ntarget = 3\ntarget_year = 2025\n"
        "[[indicators.targets]]\nyear = 2025\nvalue = 4",
        "year-twice",
        E,
        ("indicators", 0, "targets", 0, "year"),
        ["2025"],
    ),
    (
        T + "[[indicators]]\nname = 'x'\nbaseline = 10\ntarget = 3\ndirection = 'more'",
        "direction-against-target",
        W,
        ("indicators", 0, "direction"),
        ["target 3", "baseline 10"],
    ),
    (
        T + "[[actions]]\ntitle = 'x'\nstatus_year = 2023",
        "status-year-alone",
        W,
        ("actions", 0, "status_year"),
        ["2023"],
    ),
    (f'title = "{"å" * 141}"', "too-long", E, ("title",), ["141", "140"]),
]


@pytest.mark.parametrize(("text", "code", "severity", "path", "words"), FAULTS)
def test_a_fault_gives_one_finding(
    text: str, code: str, severity: Severity, path: Path, words: list[str]
) -> None:
    (problem,) = problems_of_measure(text)
    assert (problem.code, problem.severity, problem.path) == (code, severity, path)
    assert problem.file == "measures/angar.toml"
    assert [word for word in words if word not in said(problem)] == []


@pytest.mark.parametrize(
    "text",
    [
        T,
        T + "start = 2022\nend = 2022-03-01",
        T + "start = 2025-12-31\nend = 2025",
        T + 'participants = []\ncriterion = ""\ndescription = ""\nareas = []',
        T + 'sources = [""]\nobjectives = [1, 16]\nglobal_goals = [1, 17]',
        T + "[[follow_ups]]\nyear = 2022\nreported_by = 'A'\n[[follow_ups]]\nyear = 2022",
        T + "[[follow_ups]]\nyear = 2022\nstatus = 'not_relevant'",
        T + "[[funding]]\nsource = 'LONA'\namount = 0",
        T + 'description = """\nFlera\n\trader.\n"""',
        T + "[decision]\nbody = 'Kommunstyrelsen'\ndate = 2022-02-22",
        T + "lead = 'Sunne'\nparticipants = ['Torsby', 'Sunne']",
        T + "focus_areas = ['Hållbart vatten']",
        T + "[[indicators]]\nname = 'x'\nbaseline = 10\ntarget = 3\ndirection = 'near'",
        T + "[[actions]]\ntitle = 'x'\nstatus = 'G'\nstatus_year = 2023",
        T + "[[indicators]]\nname = 'x'\n[[indicators.values]]\nyear = 2022\nvalue = 1.5",
    ],
)
def test_what_real_agreements_hold_is_no_finding(text: str) -> None:
    assert problems_of_measure(text) == []


def test_equal_titles_are_no_finding() -> None:
    assert check(folder(measures={"a": T, "b": T})) == {}


def test_a_file_name_that_is_no_id() -> None:
    (problem,) = check(folder(measures={"Ängar 2": T}))["measures/Ängar 2"]
    assert (problem.code, problem.spot) == ("file-name", Spot.TABLE)
    assert "angar-2.toml" in said(problem)


def test_file_names_that_differ_in_case_are_one_finding() -> None:
    found = check(folder(measures={"angar": T, "Angar": T}))
    assert [problem.code for problem in found["measures/Angar"]] == ["case-clash"]
    assert "measures/angar" not in found


def test_a_chosen_area_that_is_not_there_and_one_chosen_twice() -> None:
    text = PERIOD + 'areas = ["pollinering", "skogen", "pollinering"]'
    found = check(folder(agreement=text))["agreement"]
    assert {(problem.code, problem.path) for problem in found} == {
        ("unknown-area", ("areas", 1)),
        ("twice-in-list", ("areas", 2)),
    }


def test_a_newer_format_is_said_once() -> None:
    (problem,) = check(folder(agreement="format = 2\n" + CHOSEN))["agreement"]
    assert problem.code == "newer-format" and "newer version" in said(problem)


def test_without_a_sane_period_no_measure_is_outside_it() -> None:
    found = check(folder(agreement='title = "x"\nstart = "snart"\n', measures={"a": T}))
    assert "measures/a" not in found
    assert sorted(problem.code for problem in found["agreement"]) == [
        "missing-required",
        "wrong-type",
    ]


def test_every_fault_of_a_bad_file_is_found_once() -> None:
    text = (
        'title = ""\nareas = ["skogen", "giftfri"]\nstart = 2030\nend = 2029\n'
        'objectives = [99]\nsources = ["x"]\ncontinuous = 1\nzzz = 1\n'
        "[[follow_ups]]\nyear = 2001\nstatus = 'Q'\n"
        "[[funding]]\nsource = 'x'\namount = -5\n"
    )
    codes = [problem.code for problem in problems_of_measure(text)]
    assert sorted(codes) == sorted(
        [
            "missing-required",
            "unknown-area",
            "area-not-chosen",
            "outside-period",
            "end-before-start",
            "out-of-range",
            "bad-url",
            "wrong-type",
            "unknown-key",
            "follow-up-outside-period",
            "not-a-choice",
            "negative-money",
        ]
    )


ASSESSED = CHOSEN + 'actor = "Hagfors kommun"\ncommitments = ["delta", "följa upp"]\n'


@pytest.mark.parametrize(
    ("entries", "code", "words"),
    [
        ([(2022, [1, 2]), (2023, [2])], "", []),
        ([(2022, [3])], "commitment-unknown", ["Commitment 3", "has 2", "from 1 to 2"]),
        ([(2022, [1, 1])], "commitment-twice", ["Commitment 1"]),
        ([(2022, []), (2022, [])], "year-twice", ["2022"]),
    ],
)
def test_what_is_assessed_is_one_of_the_commitments_once_a_year(
    entries: list[tuple[int, list[int]]], code: str, words: list[str]
) -> None:
    text = ASSESSED
    for year, numbers in entries:
        text += f"[[assessments]]\nyear = {year}\n"
        text += "".join(f"[[assessments.commitments]]\nnumber = {each}\n" for each in numbers)
    found = check(folder(agreement=text)).get("agreement", [])
    assert [problem.code for problem in found] == ([code] if code else [])
    assert all(problem.severity is E for problem in found)
    assert [word for word in words if word not in said(found[0])] == []


def test_a_focus_area_written_almost_as_an_area_has_it() -> None:
    areas = {"vatten": 'name = "Vatten"\nfocus_area = "Hållbart vatten"'}
    texts = {
        "a": 'title = "a"\nfocus_areas = ["Hållbart vatten", "Hållbart Vatten "]',
        "b": 'title = "b"\nfocus_areas = ["Hälsa och livsstil"]',
    }
    found = check(folder(areas=areas, measures=texts))
    (problem,) = found.pop("measures/a")
    assert (problem.code, problem.path) == ("focus-area-spelt-otherwise", ("focus_areas", 1))
    assert "Did you mean Hållbart vatten?" in said(problem)
    assert found == {}


def test_the_actor_leads_without_being_listed_and_is_no_other_actor() -> None:
    areas = {"vatten": 'name = "Vatten"\nchosen_by = ["Sunne kommun", "Hagfors kommun"]'}
    measures = {"a": 'title = "a"\nlead = "Hagfors kommun"\nparticipants = ["Fortum"]'}
    found = check(folder(agreement=ASSESSED, areas=areas, measures=measures))
    assert [(key, each.code, each.path) for key, here in found.items() for each in here] == [
        ("areas/vatten", "chosen-by-itself", ("chosen_by", 1))
    ]
