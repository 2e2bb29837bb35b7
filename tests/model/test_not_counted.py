"""What the figures leave out is said, with how many, for each reason."""

from __future__ import annotations

from datetime import date

import pytest
from making import ENGLISH, folder, record
from states import AGREEMENT, AREA, EXAMPLE, KINDS, YEARS

from miljo_tui.frozen import replace
from miljo_tui.locale import message
from miljo_tui.model.figures import AS_OF, FOR_YEAR, Reading, counted
from miljo_tui.model.not_counted import measures_not_counted, meetings_not_counted
from miljo_tui.model.problems import Problem, Severity
from miljo_tui.model.records import MEASURE

TEXTS = {
    title: f'title = "{title}"\n{kind.text}'
    for title, kind in {**KINDS, "Exempel": EXAMPLE}.items()
}
BROKEN = replace(
    record(MEASURE, "trasig", "start = 2022"),
    fault=Problem("toml-syntax", Severity.ERROR, "", (), message("?"), message("?")),
)
WHOLE = folder(AGREEMENT, {"luft": AREA}, TEXTS)
FOLDER = replace(
    WHOLE,
    measures={**WHOLE.measures, "trasig": BROKEN},
    elsewhere=("measures/borta", "areas/borta"),
)
TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("year", "reading", "told"),
    [
        (
            2024,
            AS_OF,
            [
                "3 are not counted: they had not begun, as far as is known",
                "1 is not counted: it was over before the agreement",
                "1 is not counted: it is made up as an example",
                "1 is not counted: its file cannot be read",
                "1 is not counted: its file is not checked out",
            ],
        ),
        (
            2024,
            FOR_YEAR,
            [
                "3 are not counted: they were done before, and are not due again",
                "3 are not counted: they had not begun, as far as is known",
                "1 is not counted: it was over before the agreement",
                "1 is not counted: it was over before the year",
                "1 is not counted: it is made up as an example",
                "1 is not counted: its file cannot be read",
                "1 is not counted: its file is not checked out",
            ],
        ),
    ],
)
def test_each_reason_with_how_many(year: int, reading: Reading, told: list[str]) -> None:
    said = [ENGLISH.say(each) for each in measures_not_counted(FOLDER, year, reading, TODAY)]
    assert sorted(said) == sorted(told)


@pytest.mark.parametrize("reading", [FOR_YEAR, AS_OF])
@pytest.mark.parametrize("year", YEARS)
def test_what_is_counted_and_what_is_not_are_all(year: int, reading: Reading) -> None:
    left = sum(each.values["count"] for each in measures_not_counted(WHOLE, year, reading, TODAY))
    assert len(counted(WHOLE, year, reading, TODAY)) + left == len(WHOLE.measures)


def test_meetings_of_which_nobody_says_whether_they_were_attended() -> None:
    meetings = "[[meetings]]\ntitle = 'Start'\ndate = 2024-02-01\nattended = true\n" + "".join(
        f"[[meetings]]\ntitle = 'Möte {day}'\ndate = 2024-03-{day}\n" for day in (10, 20)
    )
    found = folder(AGREEMENT, {"luft": f"{AREA}{meetings}"})
    (said,) = meetings_not_counted(found, 2024)
    assert ENGLISH.say(said).startswith("2 are not counted: the file does not say")
    assert not list(meetings_not_counted(found, 2023))
