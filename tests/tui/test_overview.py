"""The figures as a politician reads them: bars, letters, and always the numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from seat import Seat, Sit

from miljo_tui.model.figures import Figures
from miljo_tui.model.indicators import reached
from miljo_tui.model.parts import Indicator, Reading
from miljo_tui.tui.panels.charts import bar, letters

pytestmark = pytest.mark.usefixtures("begun")

INDICATOR = """
[[indicators]]
name = "Ängsyta"
unit = "ha"
baseline = 2
baseline_year = 2021
target = 8.5
target_year = 2025

[[indicators.values]]
year = 2023
value = 9

[[indicators.values]]
year = 2022
value = 4.25
"""


def lines(seat: Seat) -> list[str]:
    """The lines of the screen, each space one."""
    return [" ".join(line.split()) for line in seat.lines]


async def test_the_figures_with_their_numbers_and_change(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(80, 40)) as seat:
        await seat.press("o", "left", "left")
        shown = lines(seat)
        assert shown[0] == "Overview · state as of 2023, by the newest follow-ups"
        assert shown[1] == "3 measures counted · changes since 2022: +1"
        assert shown[2].startswith("Done ░░░") and shown[2].endswith("0 of 3 (0 %) ±0")
        assert shown[3].startswith("Past half ███") and shown[3].endswith("1 of 3 (33 %) +1")
        assert shown[7].endswith("2 of 3 (67 %) +1")
        assert "Pollinering H· 2: H 1 · 1" in shown
        assert "Grönska i planeringen · 1: · 1" in shown
        assert "Outside every area · 1: · 1" in shown
        assert "2022 P· 2: P 1 · 1" in shown
        assert "▶ 2023 H·· 3: H 1 · 2" in shown


async def test_every_grouping_and_both_readings(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(80, 40)) as seat:
        await seat.press("o", "left")
        assert "3 measures counted" in seat.text
        await seat.press("g")
        assert "Parkenheten H 1: H 1" in lines(seat)
        await seat.press("g")
        assert "Outside every focus area H·· 3: H 1 · 2" in lines(seat)
        await seat.press("g")
        assert "13 A Varied Agricultural Landscape H 1: H 1" in lines(seat)
        await seat.press("s")
        assert "reported for 2024" in seat.lines[0]
        assert "2 measures counted" in seat.text


@pytest.mark.parametrize("size", [(40, 60), (120, 50)])
async def test_an_indicator_as_a_plot(agreement: Path, sit: Sit, size: tuple[int, int]) -> None:
    file = agreement / "measures" / "angar.toml"
    file.write_text(file.read_text("utf-8") + INDICATOR, "utf-8")
    async with sit(agreement, size=size, lang="sv") as seat:
        await seat.press("o")
        shown = lines(seat)
        named = next(i for i, line in enumerate(shown) if line.startswith("Ängsyta (ha)"))
        start = next(i for i in range(named, named + 5) if shown[i].startswith("2021"))
        plot = shown[start : start + 4]
        assert [line.split()[0] for line in plot] == ["2021", "2022", "2023", "2025"]
        assert "4,25" in plot[1] and "8,5" in plot[3]
        blocks = [line.count("█") for line in plot]
        assert blocks[0] < blocks[1] < blocks[3] <= blocks[2]
        assert all(len(line) <= size[0] for line in seat.lines)


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ("", "target for 2025 reached"),
        ("[[indicators.targets]]\nyear = 2023\nvalue = 9.5\n", "target for 2023 not reached"),
        ("[[indicators.targets]]\nyear = 2022\nvalue = 4\n", "target for 2022 reached"),
        ('[[indicators]]\nname = "Stig"\ntarget = 3\n', "Stig: whether the target is reached"),
        (
            '[[indicators]]\nname = "Stig"\ntarget = 3\ntarget_year = 2024\n',
            "Stig: whether the target for 2024 is reached cannot be judged",
        ),
        ('[[indicators]]\nname = "Stig"\n', "Stig: no target"),
    ],
)
async def test_the_year_of_the_target_that_is_judged(
    agreement: Path, sit: Sit, more: str, verdict: str
) -> None:
    file = agreement / "measures" / "angar.toml"
    file.write_text(file.read_text("utf-8") + INDICATOR + more, "utf-8")
    async with sit(agreement, size=(120, 60)) as seat:
        await seat.press("o")
        assert verdict in seat.text


async def test_examples_do_not_count_and_that_is_said(agreement: Path, sit: Sit) -> None:
    file = agreement / "measures" / "angar.toml"
    file.write_text("example = true\n" + file.read_text("utf-8"), "utf-8")
    async with sit(agreement, size=(80, 40)) as seat:
        await seat.press("o", "left", "left")
        assert "2 measures counted" in seat.text
        assert "1 is not counted: it is made up as an example" in seat.text


@pytest.mark.parametrize(
    ("baseline", "target", "values", "answer"),
    [
        (2, 8, [4, 8], True),
        (2, 8, [9, 4], False),
        (10, 3, [5], False),
        (10, 3, [2], True),
        (None, 8, [4, 9], True),
        (None, 8, [9], None),
        (None, 8, [8], True),
        (5, None, [7], None),
        (5, 8, [], None),
    ],
)
def test_whether_a_target_is_reached(
    baseline: float | None, target: float | None, values: list[float], answer: bool | None
) -> None:
    readings = tuple(Reading(year=2022 + i, value=value) for i, value in enumerate(values))
    indicator = Indicator(name="I", baseline=baseline, target=target, values=readings)
    assert reached(indicator) is answer


def test_bars_never_hide_what_there_is() -> None:
    assert bar(0, 9, 4) == "░░░░"
    assert bar(1, 900, 4) == "█░░░"
    assert bar(899, 900, 4) == "███░"
    assert bar(9, 9, 4) == "████"
    assert bar(0, 0, 4) == "░░░░"
    many = Figures(
        all=902, done=900, past_half=901, at_least_started=901, not_started=0, not_relevant=1
    )
    assert letters(many, 6).plain == "GGGGH–"
    assert letters(Figures(all=2, done=1, past_half=1, at_least_started=2), 4).plain == "GP  "
