"""The round of a year as somebody goes through it: the matrix, each measure, the commit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from seat import Seat, Sit

Git = Callable[..., str]

pytestmark = pytest.mark.usefixtures("begun")


def row(seat: Seat, title: str) -> str:
    """The first line of the matrix with this title, its spaces as one."""
    return next(" ".join(line.split()) for line in seat.lines[1:] if title in line)


async def to_year(seat: Seat, year: int) -> None:
    """Open the follow-ups and go to a year."""
    await seat.press("f")
    steps = 2025 - year
    await seat.press(*["left"] * steps)
    assert seat.lines[0].startswith(f" Follow-up {year}")


@pytest.mark.parametrize("size", [(80, 24), (40, 20), (120, 40)])
async def test_letters_signs_and_the_share(
    agreement: Path, sit: Sit, size: tuple[int, int]
) -> None:
    async with sit(agreement, size=size) as seat:
        await to_year(seat, 2023)
        assert "reported 1 of 3 (33" in seat.lines[0]
        assert "2022 [2023]" in " ".join(seat.lines[1].split())
        assert row(seat, "Ängar").startswith("▶ Ängar")
        assert " P [H] " in row(seat, "Ängar") + " "
        assert "[?]" in row(seat, "Ökad")
        assert "? [?] ? ?" in row(seat, "Återvinning")
        assert "  Grönska i planeringen" in seat.text and "  Outside every area" in seat.text
        assert "?\N{NO-BREAK SPACE}To\N{NO-BREAK SPACE}be" in seat.text
        assert "2023: H Half or more" in seat.text
        await seat.press("left")
        assert "2022: P Started" in seat.text and "Första säsongen." in seat.text


async def test_what_is_missing_is_not_yet_overdue_this_year(agreement: Path, sit: Sit) -> None:
    file = agreement / "agreement.toml"
    today = date.today().year
    file.write_text(
        file.read_text("utf-8").replace("end = 2025-12-31", f"end = {today + 3}"), "utf-8"
    )
    async with sit(agreement) as seat:
        await seat.press("f")
        assert seat.lines[0].startswith(f" Follow-up {today}")
        assert "overdue" not in seat.lines[0]
        assert "? [?] ?" in row(seat, "Återvinning")


async def test_a_sitting_is_one_commit(agreement: Path, sit: Sit, git: Git) -> None:
    async with sit(agreement) as seat:
        await to_year(seat, 2023)
        await seat.press("n", "enter")
        assert seat.lines[0].startswith(" Follow-up 2023 · Ökad växtlighet")
        assert "Nothing was reported before" in seat.text
        assert "Follow-up" in [line.strip() for line in seat.lines], "the heading has no count"
        await seat.press("p", "tab")
        await seat.type("halva gatan")
        await seat.press("f3")
        assert seat.lines[0].startswith(" Follow-up 2023 · Återvinning")
        await seat.press("n", "enter")
        assert "Review · Ökad växtlighet and 1 more" in seat.lines[0]
        await seat.type("Uppfoljning")
        await seat.press("f8")
        assert "reported 3 of 3 (100" in seat.lines[0] and "U undoes it" in seat.text
        await seat.press("U")
        assert "Review · Återvinning and 1 more" in seat.lines[0]
        await seat.press("escape")
    assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"
    assert git(agreement, "show", "--name-only", "--format=", "HEAD").split() == [
        "measures/atervinning.toml",
        "measures/okad-vaxtlighet.toml",
    ]
    added = '\n[[follow_ups]]\nyear = 2023\nstatus = "P"\ncomment = "halva gatan"\n'
    text = (agreement / "measures/okad-vaxtlighet.toml").read_text("utf-8")
    assert text.endswith(f"end = 2024-10-31\n{added}")
    assert 'status = "not_relevant"' in (agreement / "measures/atervinning.toml").read_text("utf-8")


async def test_another_size_leaves_the_title_as_it_is(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await to_year(seat, 2023)
        await seat.press("n", "enter")
        await seat.pilot.resize_terminal(100, 30)
        await seat.settle()
        assert seat.lines[0].rstrip() == " Follow-up 2023 · Ökad växtlighet"


async def test_each_measure_its_own_commit_and_the_next_one_comes(
    agreement: Path, sit: Sit, git: Git
) -> None:
    async with sit(agreement) as seat:
        await to_year(seat, 2023)
        await seat.press("n", "r", "e", "f2")
        assert "Review · Ökad växtlighet" in seat.lines[0]
        await seat.type("Ett")
        await seat.press("f8")
        assert seat.lines[0].startswith(" Follow-up 2023 · Återvinning")
        assert "U undoes it" in seat.text
        await seat.press("U")
        assert "Review · Ökad växtlighet" in seat.lines[0]
        await seat.press("escape")
        assert seat.lines[0].startswith(" Follow-up 2023 · reported 2 of 3")
        assert seat.app.workspace.drafts.unsaved() == []
        await seat.press("n")
        assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"
        assert git(agreement, "status", "--porcelain") == ""


async def test_what_is_passed_over_does_not_come_again(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await to_year(seat, 2023)
        await seat.press("n", "r", "enter")
        assert seat.lines[0].startswith(" Follow-up 2023 · Återvinning")
        await seat.press("enter")
        assert "Nothing more is missing" in seat.text
        assert seat.lines[0].startswith(" Follow-up 2023 · reported 1 of 3")


async def test_the_year_before_stands_beside_and_nothing_typed_is_lost(
    agreement: Path, sit: Sit, git: Git
) -> None:
    async with sit(agreement) as seat:
        await to_year(seat, 2023)
        await seat.press("enter")
        assert "2022: P Started" in seat.text and "Första säsongen." in seat.text
        await seat.press("tab")
        await seat.type("snart")
        await seat.press("escape")
        assert row(seat, "Ängar").startswith("▶ • Ängar")
        await seat.press("escape", "f", "left", "left", "enter")
        assert "snart" in seat.text
        await seat.press("ctrl+z", "escape")
        assert row(seat, "Ängar").startswith("▶ Ängar")
        assert git(agreement, "status", "--porcelain") == ""


async def test_looking_leaves_nothing_behind(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await to_year(seat, 2023)
        await seat.press("n", "enter", "g", "ctrl+z", "ctrl+z", "escape")
        assert "unsaved" not in seat.lines[0]
        await seat.press("enter", "g", "backspace", "escape")
        assert seat.app.workspace.drafts.unsaved() == []
        assert seat.app.workspace.drafts == {}


async def test_sub_actions_are_reached_in_the_same_sitting(
    agreement: Path, sit: Sit, git: Git
) -> None:
    async with sit(agreement) as seat:
        await to_year(seat, 2023)
        await seat.press("enter", "g")
        await seat.press(*["tab"] * 5)
        await seat.press("enter")
        assert "Slåtter" in seat.lines[0]
        await seat.press("tab", "right", "escape")
        await seat.press("f2")
        assert "Status: Half or more → Done" in seat.text
        assert "Sub-action Slåtter" in seat.text


async def test_a_list_that_is_none_is_left_as_it_is(agreement: Path, sit: Sit) -> None:
    file = agreement / "measures" / "atervinning.toml"
    file.write_text('title = "Återvinning"\nfollow_ups = "inga"\n', "utf-8")
    async with sit(agreement) as seat:
        await to_year(seat, 2023)
        await seat.press("end", "enter")
        assert "This is no list of entries" in seat.text
        assert seat.app.workspace.drafts == {}
        assert seat.lines[0].startswith(" Follow-up 2023 · reported")


async def test_an_agreement_without_a_period_says_so(agreement: Path, sit: Sit) -> None:
    file = agreement / "agreement.toml"
    file.write_text(file.read_text("utf-8").replace("end = 2025-12-31\n", ""), "utf-8")
    async with sit(agreement) as seat:
        await seat.press("f")
        assert "no period" in seat.text
