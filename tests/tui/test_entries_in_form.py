"""Entries of a record by the keyboard: opened, added, removed, moved, undone, committed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from seat import Seat, Sit

from miljo_tui.tui.forms.entry_list import EntriesField
from miljo_tui.tui.forms.row import Row

Git = Callable[..., str]


async def open_list(seat: Seat, key: str) -> None:
    """Open the form of the measure with entries and go to one of its lists."""
    await seat.press("down", "down", "enter", "e")
    await go_to(seat, key)


async def go_to(seat: Seat, *path: str | int) -> None:
    """Put the focus on a field of the form."""
    row = next(row for row in seat.app.screen.query(Row) if row.path == path)
    seat.app.screen.set_focus(row.entry)
    await seat.settle()


def entries(seat: Seat, key: str) -> str:
    """Return the lines of a list as they are shown."""
    row = next(row for row in seat.app.screen.query(Row) if row.path == (key,))
    assert isinstance(row.entry, EntriesField)
    return row.entry.text


async def commit(seat: Seat) -> None:
    """Review and commit."""
    await seat.press("f2")
    await seat.type("Beslut")
    await seat.press("f8")
    if seat.app.screen.query("#reason"):
        await seat.press("f8")  # warnings are accepted by doing it again


def measure(agreement: Path) -> Any:
    """Return the measure's data as the file has it."""
    return tomllib.loads((agreement / "measures" / "angar.toml").read_text("utf-8"))


async def test_the_follow_up_of_a_year_is_added_and_committed(
    agreement: Path, sit: Sit, git: Git
) -> None:
    before = (agreement / "measures" / "angar.toml").read_text("utf-8")
    async with sit(agreement) as seat:
        await open_list(seat, "follow_ups")
        assert "2022 · Started · Första säsongen." in seat.text
        await seat.press("plus")
        assert "Follow-up 2024 · Ängar" in seat.lines[0] and "!" not in seat.text
        await seat.press("g", "tab")
        await seat.type("Klart.")
        await seat.press("escape")
        assert "▶ 2024 · Done · Klart." in seat.text
        await commit(seat)
        assert "Committed as" in seat.text
    added = '\n[[follow_ups]]\nyear = 2024\nstatus = "G"\ncomment = "Klart."\n'
    assert (agreement / "measures" / "angar.toml").read_text("utf-8") == before + added
    log = git(agreement, "log", "-1", "--format=%B")
    assert log.startswith("angar: uppföljning 2024: tillagd, Status Genomförd, Kom")
    assert 'Miljo-Change: follow_ups[2024].status = (none) -> "G"' in log


async def test_an_entry_is_opened_changed_and_its_problem_is_at_its_field(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement) as seat:
        await open_list(seat, "actions")
        await seat.press("enter")
        await go_to(seat, "actions", 0, "start")
        await seat.type("snart")
        assert "“snart” cannot be understood" in seat.text
        await seat.press("escape")
        assert "! Slåtter" in entries(seat, "actions")
        await seat.press("enter")
        assert "snart" in seat.text
        await seat.press("ctrl+z")
        await seat.press("escape")
        assert entries(seat, "actions") == "Slåtter · Done"


async def test_entries_are_removed_brought_back_and_moved(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_list(seat, "follow_ups")
        await seat.press("greater_than_sign")
        assert entries(seat, "follow_ups").startswith("2023")
        await seat.press("minus")
        assert entries(seat, "follow_ups") == "2023 · Half or more"
        await seat.press("ctrl+z", "ctrl+z")
        assert entries(seat, "follow_ups").startswith("2022")
        assert not seat.app.workspace.drafts.unsaved()


async def test_an_entry_without_anything_in_it_does_not_stay(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_list(seat, "funding")
        await seat.press("enter", "escape")
        assert entries(seat, "funding") == "" and not seat.app.workspace.drafts.unsaved()


async def test_an_entry_within_an_entry(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_list(seat, "indicators")
        await seat.press("plus")
        await seat.type("Yta")
        await go_to(seat, "indicators", 0, "values")
        await seat.press("plus")
        await seat.type("4,5")
        await commit(seat)
    assert measure(agreement)["indicators"] == [
        {"name": "Yta", "values": [{"year": 2025, "value": 4.5}]}
    ]


async def test_undoing_an_entry_away_leaves_its_form(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_list(seat, "links")
        await seat.press("plus")
        await seat.type("a")
        await seat.press("ctrl+z", "ctrl+z")
        assert "Link" not in seat.lines[0] and entries(seat, "links") == ""
        await seat.press("ctrl+y", "ctrl+y")
        assert entries(seat, "links").endswith("a")


async def test_a_removed_entry_can_be_removed_from_its_own_form(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_list(seat, "actions")
        await seat.press("enter", "f9")
        assert entries(seat, "actions") == ""
        await commit(seat)
    assert "actions" not in measure(agreement)


@pytest.mark.parametrize("size", [(80, 24), (40, 24), (120, 40)])
async def test_the_lists_fit_the_screen(agreement: Path, sit: Sit, size: tuple[int, int]) -> None:
    async with sit(agreement, size=size) as seat:
        await open_list(seat, "follow_ups")
        assert await seat.sees("+ new")
        assert len([line for line in seat.lines if "2022 · Started" in line]) == 1


async def test_f6_goes_from_list_to_list(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "e")
        reached = []
        for _ in range(7):
            await seat.press("f6")
            focused = seat.app.focused
            row = next(r for r in seat.app.screen.query(Row) if r.entry is focused)
            reached.append(row.path[0])
        assert reached == [
            "decision",
            "funding",
            "actions",
            "indicators",
            "links",
            "follow_ups",
            "title",
        ]


async def test_what_is_no_list_of_entries_is_shown_and_left_alone(
    agreement: Path, sit: Sit
) -> None:
    file = agreement / "measures" / "atervinning.toml"
    file.write_text('title = "Återvinning"\nactions = "Slåtter"\nlinks = [1]\n', "utf-8")
    async with sit(agreement) as seat:
        await seat.press("down", "enter", "e")
        await go_to(seat, "actions")
        assert '"Slåtter"' in seat.text
        await seat.press("plus")
        assert "no list of entries" in seat.text
        await go_to(seat, "links")
        await seat.press("minus", "enter", "greater_than_sign")
        assert not seat.app.workspace.drafts.unsaved() and len(seat.app.screen_stack) == 2


async def test_a_year_that_is_being_typed_is_nowhere_shown_as_the_program_holds_it(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement, size=(120, 24)) as seat:
        await open_list(seat, "follow_ups")
        await seat.press("enter", "end", "backspace")
        assert "Follow-up 2022 · " in seat.lines[0] and "“202” cannot be" in seat.text
        await seat.press("escape")
        assert "“202”" in seat.text and "Unread" not in seat.text
