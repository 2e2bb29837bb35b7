"""What the screens show of a measure's state is what was worked out by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from seat import Seat, Sit
from states import BY_THEN, EXAMPLE, FOR_YEAR, KINDS, YEARS, Row, write

from miljo_tui.model.statuses import LETTERS

FIGURES = ("Done", "Past half", "At least started", "Not started", "Not relevant", "Not reported")


@pytest.fixture
def states(tmp_path: Path) -> Path:
    """An agreement with a measure of every kind."""
    folder = tmp_path / "lagen"
    write(folder)
    return folder


def figures(seat: Seat) -> Row:
    """The figures of the overview."""
    lines = [" ".join(line.split()) for line in seat.lines]
    found = [
        re.search(rf"^{label} \S+ (\d+) of (\d+)", line)
        for label in FIGURES
        for line in lines
        if line.startswith(f"{label} ")
    ]
    numbers = [int(each[1]) for each in found if each]
    (every,) = {int(each[2]) for each in found if each}
    one, two, three, four, five, six = numbers
    return every, one, two, three, four, five, six


async def test_the_matrix_of_the_rounds(states: Path, sit: Sit) -> None:
    async with sit(states, size=(120, 40)) as seat:
        await seat.press("f")
        assert seat.lines[0].startswith(" Follow-up 2025")
        heading = next(line for line in seat.lines if "[2025]" in line)
        places = [heading.index(str(year)) for year in YEARS]
        for title, kind in {**KINDS, "Exempel (made up)": EXAMPLE}.items():
            (line,) = (each for each in seat.lines if re.search(rf"  {re.escape(title)}  ", each))
            signs = [
                re.sub(r"[\[\]\s]", "", line[place - 1 : place + 5])[:1] or " " for place in places
            ]
            assert (title, "".join(signs)) == (title, kind.round.upper())


async def test_the_overview_year_by_year(states: Path, sit: Sit) -> None:
    async with sit(states, size=(120, 40)) as seat:
        await seat.press("o")
        for year in reversed(YEARS):
            assert f"state as of {year}" in seat.lines[0]
            assert figures(seat) == BY_THEN[year]
            await seat.press("s")
            assert f"reported for {year}" in seat.lines[0]
            assert figures(seat) == FOR_YEAR[year]
            await seat.press("s", "left")


async def test_the_list_of_the_measures(states: Path, sit: Sit) -> None:
    async with sit(states, size=(200, 60)) as seat:
        for title, kind in KINDS.items():
            letter = LETTERS[kind.newest[0]] if kind.newest else "·"
            assert re.search(rf" {re.escape(letter)} +{title} ", seat.text), title
