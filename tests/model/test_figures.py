"""The figures of four areas and four years, worked out by hand and written here as numbers."""

from __future__ import annotations

from datetime import date

import pytest
from making import ENGLISH, folder

from miljo_tui.model.figures import AS_OF, FOR_YEAR, Figures, Reading, Share, figures
from miljo_tui.model.groups import groups
from miljo_tui.model.participation import attendance, communications, participation
from miljo_tui.model.rounds import Standing, present_year, state, years

AGREEMENT = """\
title = "Avtal"
start = 2022-01-01
end = 2025-12-31
areas = ["luft", "vatten", "skog", "stad"]
[[communications]]
title = "Nyhetsbrev"
date = 2023-02-01
audience = "internal"
[[communications]]
title = "Pressmeddelande"
date = 2024
audience = "external"
[[communications]]
title = "Utan datum"
"""

AREAS = {
    "luft": 'name = "Luft"\nfocus_area = "Klimat"',
    "vatten": """\
name = "Vatten"
focus_area = "Hållbart vatten"
[[meetings]]
title = "Start"
date = 2022-03-01
kind = "meeting"
attended = true
[[meetings]]
title = "Höstmöte"
date = 2022-10-01
attended = false
[[meetings]]
title = "Annonserat möte, som ingen säger något mer om"
date = 2022-11-01
[[meetings]]
title = "Vattendag"
date = 2022
kind = "activity"
attended = true
[[meetings]]
title = "Årsmöte"
date = 2023-05-05
kind = "meeting"
attended = false
""",
    "skog": 'name = "Skog"\nfocus_area = "Landskap"',
    "stad": 'name = "Stad"\nfocus_area = "Klimat"',
}


def measure(head: str, *follow_ups: tuple[int, str] | tuple[int, str, str]) -> str:
    """The text of a measure with these follow-ups, each a year, a status and perhaps a reporter."""
    lines = ['title = "Åtgärd"', *head.split("; ")]
    for year, status, *reporter in follow_ups:
        lines += ["[[follow_ups]]", f"year = {year}", f'status = "{status}"']
        lines += [f'reported_by = "{name}"' for name in reporter]
    return "\n".join(lines)


MEASURES = {
    "angar": measure(
        'areas = ["luft"]; responsible = "Park"; start = 2022; end = 2025; objectives = [13, 16]',
        (2022, "E"),
        (2025, "G"),
        (2023, "P"),
        (2024, "H"),
    ),
    "laddning": measure(
        'areas = ["luft"]; responsible = "Teknik"; start = 2022; end = 2023',
        (2022, "P"),
        (2023, "G"),
    ),
    "dricksvatten": measure(
        'areas = ["vatten"]; responsible = "Teknik"; continuous = true; objectives = [9]',
        (2022, "G"),
        (2024, "G"),
    ),
    "strand": measure(
        'areas = ["vatten", "skog"]; responsible = "Park"; start = 2023-04-01; end = 2025-10-31',
        (2023, "E"),
        (2024, "not_relevant"),
    ),
    "dialog": measure(
        'areas = ["skog"]; start = 2022',
        (2022, "H"),
        (2023, "not_relevant"),
    ),
    "klimatplan": measure('responsible = "Plan"; end = 2024', (2024, "P")),
    "oversiktsplan": measure(
        'areas = ["stad"]; responsible = "Plan"; start = 2025; objectives = [15]'
    ),
    "gallring": measure(
        'areas = ["skog"]; responsible = "Park"; start = 2024; end = 2024',
        (2024, "P", "Kontoret"),
        (2024, "H", "Parken"),
    ),
    "gammal": measure('areas = ["stad"]; start = 2017; end = 2019'),
    "pahittad": measure(
        'areas = ["stad"]; continuous = true; example = true', (2022, "G"), (2023, "G"), (2025, "G")
    ),
}

FOLDER = folder(AGREEMENT, AREAS, MEASURES)
TODAY = date(2025, 7, 1)

# all, done, past half, at least started, not started, not relevant, not reported
Row = tuple[int, int, int, int, int, int, int]


def row(of: Figures) -> Row:
    return (
        of.all,
        of.done,
        of.past_half,
        of.at_least_started,
        of.not_started,
        of.not_relevant,
        of.not_reported,
    )


@pytest.mark.parametrize(
    ("reading", "table"),
    [
        (
            FOR_YEAR,
            {
                2021: (0, 0, 0, 0, 0, 0, 0),
                2022: (4, 1, 2, 3, 1, 0, 0),
                2023: (5, 1, 1, 2, 1, 1, 1),
                2024: (5, 1, 3, 4, 0, 1, 0),
                2025: (4, 1, 1, 1, 0, 0, 3),
                2026: (0, 0, 0, 0, 0, 0, 0),
            },
        ),
        (
            AS_OF,
            {
                2022: (4, 1, 2, 3, 1, 0, 0),
                2023: (5, 2, 2, 3, 1, 1, 0),
                2024: (7, 2, 4, 5, 0, 2, 0),
                2025: (8, 3, 4, 5, 0, 2, 1),
            },
        ),
    ],
    ids=["for-the-year", "as-of-the-year"],
)
def test_the_whole_by_year(reading: Reading, table: dict[int, Row]) -> None:
    assert {year: row(figures(FOLDER, year, reading, TODAY)) for year in table} == table


def test_the_areas_by_year() -> None:
    none = (0, 0, 0, 0, 0, 0, 0)
    table: dict[int, dict[str, Row]] = {
        2022: {
            "luft": (2, 0, 0, 1, 1, 0, 0),
            "vatten": (1, 1, 1, 1, 0, 0, 0),
            "skog": (1, 0, 1, 1, 0, 0, 0),
            "stad": none,
        },
        2023: {
            "luft": (2, 1, 1, 2, 0, 0, 0),
            "vatten": (2, 0, 0, 0, 1, 0, 1),
            "skog": (2, 0, 0, 0, 1, 1, 0),
            "stad": none,
        },
        2024: {
            "luft": (1, 0, 1, 1, 0, 0, 0),
            "vatten": (2, 1, 1, 1, 0, 1, 0),
            "skog": (2, 0, 1, 1, 0, 1, 0),
            "stad": none,
            "": (1, 0, 0, 1, 0, 0, 0),
        },
        2025: {
            "luft": (1, 1, 1, 1, 0, 0, 0),
            "vatten": (2, 0, 0, 0, 0, 0, 2),
            "skog": (1, 0, 0, 0, 0, 0, 1),
            "stad": (1, 0, 0, 0, 0, 0, 1),
        },
    }
    for year, areas in table.items():
        found = groups(FOLDER, "area", year, FOR_YEAR, TODAY)
        assert [(group.key, row(group.figures)) for group in found] == list(areas.items()), year


@pytest.mark.parametrize(
    ("by", "table"),
    [
        (
            "area",
            {
                "Luft": (2, 2, 2, 2, 0, 0, 0),
                "Vatten": (2, 1, 1, 1, 0, 1, 0),
                "Skog": (3, 0, 1, 1, 0, 2, 0),
                "Stad": (1, 0, 0, 0, 0, 0, 1),
                "Outside every area": (1, 0, 0, 1, 0, 0, 0),
            },
        ),
        (
            "responsible",
            {
                "Park": (3, 1, 2, 2, 0, 1, 0),
                "Plan": (2, 0, 0, 1, 0, 0, 1),
                "Teknik": (2, 2, 2, 2, 0, 0, 0),
                "Without a responsible unit": (1, 0, 0, 0, 0, 1, 0),
            },
        ),
        (
            "focus_area",
            {
                "Klimat": (3, 2, 2, 2, 0, 0, 1),
                "Hållbart vatten": (2, 1, 1, 1, 0, 1, 0),
                "Landskap": (3, 0, 1, 1, 0, 2, 0),
                "Outside every focus area": (1, 0, 0, 1, 0, 0, 0),
            },
        ),
        (
            "objective",
            {
                "9 Good-Quality Groundwater": (1, 1, 1, 1, 0, 0, 0),
                "13 A Varied Agricultural Landscape": (1, 1, 1, 1, 0, 0, 0),
                "15 A Good Built Environment": (1, 0, 0, 0, 0, 0, 1),
                "16 A Rich Diversity of Plant and Animal Life": (1, 1, 1, 1, 0, 0, 0),
                "Without a national objective": (5, 1, 2, 3, 0, 2, 0),
            },
        ),
    ],
)
def test_the_groups_as_of_the_last_year(by: str, table: dict[str, Row]) -> None:
    found = groups(FOLDER, by, 2025, AS_OF, TODAY)
    assert [(ENGLISH.spell(group.name), row(group.figures)) for group in found] == list(
        table.items()
    )


def test_the_change_from_one_year_to_the_next() -> None:
    assert figures(FOLDER, 2025, AS_OF, TODAY).since(figures(FOLDER, 2024, AS_OF, TODAY)) == {
        "all": 1,
        "done": 1,
        "past_half": 0,
        "at_least_started": 0,
        "not_started": 0,
        "not_relevant": 0,
        "not_reported": 1,
    }


def test_where_each_measure_stands_in_the_middle_of_2025() -> None:
    signs = {
        Standing.REPORTED: "r",
        Standing.MISSING: "m",
        Standing.OVERDUE: "o",
        Standing.DONE: "d",
        Standing.OVER: "v",
        Standing.NOT_BEGUN: "b",
        Standing.EXAMPLE: "x",
    }
    found = {
        id: "".join(
            signs[state(record.value, year, FOLDER, date(2025, 7, 1)).standing]
            for year in years(FOLDER)
        )
        for id, record in FOLDER.measures.items()
    }
    assert found == {
        "angar": "rrrr",
        "laddning": "rrdd",
        "dricksvatten": "rorm",
        "strand": "brrm",
        "dialog": "rrvv",
        "klimatplan": "bbrv",
        "oversiktsplan": "bbbm",
        "gallring": "bbrv",
        "gammal": "vvvv",
        "pahittad": "rrxr",
    }


@pytest.mark.parametrize(
    ("head", "due"),
    [
        ("start = 2022; end = 2025", False),
        ("start = 2022", False),
        ("start = 2022; end = 2025; continuous = true", True),
    ],
)
def test_a_measure_that_is_done_is_not_due_again(head: str, due: bool) -> None:
    done = folder(AGREEMENT, AREAS, {"angar": measure(head, (2023, "G"))})
    angar = done.measures["angar"].value
    stands = Standing.OVERDUE if due else Standing.DONE
    assert state(angar, 2024, done, date(2025, 7, 1)).standing is stands
    assert figures(done, 2024, FOR_YEAR, TODAY).not_reported == due
    assert figures(done, 2024, AS_OF, TODAY).done == 1


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("start = 2023-05-01", 2023),
        ("decision.date = 2024-11-01", 2024),
        ('actions = [{title = "Slåtter", start = 2023}, {title = "Skylt"}]', 2023),
        ("", 2025),
        ("continuous = true", 2025),
        ("end = 2024", 2024),
        ("end = 2027", 2025),
    ],
)
def test_nothing_is_owed_for_years_before_a_measure_began(head: str, first: int) -> None:
    new = folder(AGREEMENT, AREAS, {"angar": measure(head)})
    angar = new.measures["angar"].value
    owed = [each for each in years(new) if state(angar, each, new, TODAY).is_owed]
    assert owed[0] == first
    assert [each for each in years(new) if figures(new, each, AS_OF, TODAY).all] == [
        each for each in years(new) if each >= first
    ]


def test_what_was_reported_tells_when_a_measure_began() -> None:
    known = folder(AGREEMENT, AREAS, {"angar": measure("", (2023, "P"))})
    angar = known.measures["angar"].value
    found = [state(angar, each, known, date(2031, 1, 1)).standing for each in years(known)]
    assert found == [
        Standing.NOT_BEGUN,
        Standing.REPORTED,
        Standing.OVERDUE,
        Standing.OVERDUE,
    ]


@pytest.mark.parametrize(
    ("today", "reported", "year"),
    [
        (date(2024, 3, 1), 2023, 2024),
        (date(2031, 3, 1), 2023, 2025),
        (date(2024, 3, 1), 2026, 2026),
    ],
)
def test_the_year_that_the_state_is_told_for(today: date, reported: int, year: int) -> None:
    known = folder(AGREEMENT, AREAS, {"angar": measure("", (reported, "P"))})
    assert present_year(known, today) == year


def test_a_measure_that_went_back_after_it_was_done_is_due_again() -> None:
    back = folder(AGREEMENT, AREAS, {"angar": measure("end = 2025", (2022, "G"), (2023, "H"))})
    stands = state(back.measures["angar"].value, 2024, back, date(2025, 7, 1)).standing
    assert stands is Standing.OVERDUE


def test_a_status_off_the_scale_is_no_report() -> None:
    odd = folder(AGREEMENT, AREAS, {"angar": measure("start = 2022", (2022, "X"))})
    assert row(figures(odd, 2022, FOR_YEAR, TODAY)) == (1, 0, 0, 0, 0, 0, 1)
    angar = odd.measures["angar"].value
    assert state(angar, 2022, odd, date(2025, 1, 1)).standing is Standing.OVERDUE


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Share(12, 40), "12 of 40 (30\N{NO-BREAK SPACE}%)"),
        (Share(1, 8), "1 of 8 (13\N{NO-BREAK SPACE}%)"),
        (Share(1, 300), "1 of 300 (1\N{NO-BREAK SPACE}%)"),
        (Share(299, 300), "299 of 300 (99\N{NO-BREAK SPACE}%)"),
        (Share(0, 3), "0 of 3 (0\N{NO-BREAK SPACE}%)"),
        (Share(3, 3), "3 of 3 (100\N{NO-BREAK SPACE}%)"),
        (Share(0, 0), "0 of 0"),
    ],
)
def test_a_share_is_a_pair_of_numbers_in_words(share: Share, said: str) -> None:
    assert ENGLISH.say(share.words) == said


def test_what_was_attended_and_communicated_by_year() -> None:
    found = {each.area: each for each in attendance(FOLDER, 2022)}
    assert list(found) == ["luft", "vatten", "skog", "stad"]
    assert (found["vatten"].meetings, found["vatten"].activities) == (Share(1, 2), Share(1, 1))
    assert found["luft"].meetings == Share(0, 0)
    assert attendance(FOLDER, 2023)[1].meetings == Share(0, 1)
    told = {
        year: [each.title for each in communications(FOLDER, year)] for year in (2022, 2023, 2024)
    }
    assert told == {2022: [], 2023: ["Nyhetsbrev"], 2024: ["Pressmeddelande"]}
    years = [
        (each.year, each.meetings, each.activities, each.communications)
        for each in participation(FOLDER)
    ]
    assert years == [
        (2022, Share(1, 2), Share(1, 1), 0),
        (2023, Share(0, 1), Share(0, 0), 1),
        (2024, Share(0, 0), Share(0, 0), 1),
    ]
