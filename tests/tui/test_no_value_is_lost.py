"""0 and no are values: they stand wherever another value would, and nothing stands for none."""

from __future__ import annotations

from pathlib import Path

import pytest
from seat import Sit

WITH_ZEROS = """\
title = "Noll"
continuous = false

[[funding]]
source = "LONA"
amount = 0

[[indicators]]
name = "Utsläpp"
baseline = 0
target = 0.0

[[indicators.values]]
year = 2023
value = 0
"""


@pytest.fixture
def zeros(agreement: Path) -> Path:
    """The agreement with one measure only, whose numbers are 0."""
    for file in (agreement / "measures").iterdir():
        file.unlink()
    (agreement / "measures" / "noll.toml").write_text(WITH_ZEROS, "utf-8")
    return agreement


async def test_the_record_shows_them(zeros: Path, sit: Sit) -> None:
    async with sit(zeros, size=(120, 60)) as seat:
        await seat.press("down", "enter")
        for line in (
            "Continuous: no",
            "Amount: SEK 0",
            "Baseline: 0",
            "Target: 0.0",
            "Value: 0",
        ):
            assert line in seat.text
        assert "Baseline year" not in seat.text


async def test_the_rows_of_entries_show_them(zeros: Path, sit: Sit) -> None:
    async with sit(zeros, size=(120, 60)) as seat:
        await seat.press("down", "enter", "e")
        assert "• LONA · SEK 0" in seat.text
        assert "• Utsläpp · 0 · 0.0 · 1 entry" in seat.text


async def test_the_overview_shows_a_year_and_its_0(zeros: Path, sit: Sit) -> None:
    async with sit(zeros, size=(120, 60)) as seat:
        await seat.press("o")
        assert "  2023 ░" in seat.text and "target reached" in seat.text


async def test_an_area_of_number_0_differs_from_one_without(zeros: Path, sit: Sit) -> None:
    (zeros / "areas" / "pollinering.toml").write_text('number = 0\nname = "Pollinering"\n', "utf-8")
    (zeros / "areas" / "gronska.toml").write_text('name = "Grönska"\n', "utf-8")
    async with sit(zeros) as seat:
        assert "✓ 0 Pollinering" in seat.text and "✓ – Grönska" in seat.text
