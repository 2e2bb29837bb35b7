"""The shapes of real lists, typed into the form by somebody who has only a keyboard."""

from __future__ import annotations

import tomllib
from pathlib import Path

from seat import Seat, Sit

from miljo_tui.editing.opening import Snapshot
from miljo_tui.model.rules import check, errors
from miljo_tui.tui.forms.row import Row


async def go_to(seat: Seat, *path: str | int) -> None:
    """Put the focus on a field of the form."""
    row = next(row for row in seat.app.screen.query(Row) if row.path == path)
    seat.app.screen.set_focus(row.entry)
    await seat.settle()


async def write(seat: Seat, text: str, *path: str | int) -> None:
    """Write into a field."""
    await go_to(seat, *path)
    await seat.type(text)


async def add(seat: Seat, *path: str | int) -> None:
    """Open the form of a new entry."""
    await go_to(seat, *path)
    await seat.press("plus")


async def test_a_measure_with_all_there_is(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "enter", "n")
        await seat.type("Samverkan")
        await seat.press("enter")
        # under two areas, with partners, begun before the agreement and going on all the time
        await go_to(seat, "areas")
        await seat.press("enter", "enter", "down", "enter", "f2")
        await write(seat, "Sunne\nTorsby", "participants")
        await write(seat, "2019", "start")
        await go_to(seat, "continuous")
        await seat.press("right")
        await write(seat, "KS2019/359", "decision", "registry_number")
        # several sources of money, the amount known for one
        await add(seat, "funding")
        await write(seat, "LOVA", "funding", 0, "source")
        await write(seat, "1 500 000 kr", "funding", 0, "amount")
        await seat.press("escape", "plus")
        await seat.type("LONA")
        await seat.press("escape")
        # sub-actions whose statuses differ
        for number, (title, turns) in enumerate([("Sjön", 1), ("Bäcken", 4)]):
            await add(seat, "actions")
            await seat.type(title)
            await go_to(seat, "actions", number, "status")
            await seat.press(*["right"] * turns)
            await seat.press("escape")
        # two reporters for one year
        for number, reporter in enumerate(["Sunne", "Torsby"]):
            await add(seat, "follow_ups")
            await go_to(seat, "follow_ups", number, "year")
            await seat.press("end", *["backspace"] * 4)
            await seat.type("2023")
            await go_to(seat, "follow_ups", number, "status")
            await seat.press("right")
            await write(seat, reporter, "follow_ups", number, "reported_by")
            await seat.press("escape")
        await seat.press("f2")
        await seat.type("Ny")
        await seat.press("f8", "f8")
    held = tomllib.loads((agreement / "measures" / "samverkan.toml").read_text("utf-8"))
    assert held == {
        "title": "Samverkan",
        "areas": ["pollinering", "gronska"],
        "participants": ["Sunne", "Torsby"],
        "start": 2019,
        "continuous": True,
        "decision": {"registry_number": "KS2019/359"},
        "funding": [{"source": "LOVA", "amount": 1500000}, {"source": "LONA"}],
        "actions": [{"title": "Sjön", "status": "G"}, {"title": "Bäcken", "status": "E"}],
        "follow_ups": [
            {"year": 2023, "status": "G", "reported_by": "Sunne"},
            {"year": 2023, "status": "G", "reported_by": "Torsby"},
        ],
    }
    found = check(Snapshot.open(agreement).folder)
    assert not errors([problem for problems in found.values() for problem in problems])


async def test_a_period_typed_into_the_start_fills_the_end_too(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(80, 40)) as seat:
        await seat.press("down", "enter", "n")
        await seat.type("Samverkan")
        await seat.press("enter")
        await write(seat, "2019-21", "start")
        await seat.press("down")
        shown = {row.path: row.entry.text for row in seat.app.screen.query(Row)}
        assert (shown[("start",)], shown[("end",)]) == ("2019", "2021")
        await seat.press("end", *["backspace"] * 4)
        await seat.type("senast 2023")
        await seat.press("f2")
        await seat.type("Ny")
        await seat.press("f8", "f8")
    held = tomllib.loads((agreement / "measures" / "samverkan.toml").read_text("utf-8"))
    assert (held["start"], held["end"]) == (2019, 2023)


async def test_the_meetings_of_an_area_and_the_lists_of_the_agreement(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "down", "e")
        await add(seat, "meetings")
        await seat.type("Visning")
        await write(seat, "26 augusti 2022", "meetings", 0, "date")
        await seat.press("f2")
        await seat.type("Ny")
        await seat.press("f8")
        await seat.press("home", "e")
        await add(seat, "milestones")
        await seat.type("Slut")
        await seat.press("escape", "plus")
        await seat.type("Start")
        await seat.press("escape", "less_than_sign")
        await seat.press("f2")
        await seat.type("Ny")
        await seat.press("f8")
    area = (agreement / "areas" / "pollinering.toml").read_text("utf-8")
    assert area.endswith('\n[[meetings]]\ntitle = "Visning"\ndate = 2022-08-26\n')
    whole = tomllib.loads((agreement / "agreement.toml").read_text("utf-8"))
    assert [each["title"] for each in whole["milestones"]] == ["Start", "Slut"]
