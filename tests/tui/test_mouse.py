"""The mouse does what the keys do, and is never needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from seat import Sit


async def test_a_click_chooses_a_second_one_goes_in(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        row = next(y for y, line in enumerate(seat.lines) if "Pollinering" in line)
        await seat.pilot.click(offset=(12, row))
        await seat.settle()
        assert seat.lines[row].lstrip("│").startswith("▶")
        await seat.pilot.click(offset=(12, row))
        await seat.settle()
        assert "Ängar i tätorten" in seat.text


async def test_a_click_on_a_word_of_the_key_line(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        line = seat.lines[-1]
        await seat.pilot.click(offset=(line.index("Help") + 1, len(seat.lines) - 1))
        await seat.settle()
        assert "Change the fields of the record." in seat.text


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (80, "/ Filter  e Edit  n New…  f Follow-up  h History  U Undo…  p Page  F1 Help"),
        (40, "/ Filter  e Edit  n New…  F1 Help"),
        (24, "/ Filter  F1 Help"),
    ],
)
async def test_the_key_line_names_the_places_and_never_loses_the_help(
    agreement: Path, sit: Sit, columns: int, line: str
) -> None:
    async with sit(agreement, size=(columns, 24)) as seat:
        assert seat.lines[-1].strip() == line
        await seat.pilot.click(offset=(seat.lines[-1].index("Help") + 1, 23))
        await seat.settle()
        assert "Most used" in seat.text


async def test_a_click_into_a_field_and_on_a_choice(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "e")
        row = next(y for y, line in enumerate(seat.lines) if "Continuous" in line)
        await seat.pilot.click(offset=(24, row))
        await seat.settle()
        assert "◂ yes ▸" in seat.lines[row]
