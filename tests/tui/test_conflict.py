"""Somebody else saves the same record meanwhile: joined in silence, or settled side by side."""

from __future__ import annotations

import tomllib
from pathlib import Path

from seat import Seat, Sit

from miljo_tui.cli.main import run
from miljo_tui.tui.forms.row import Row


async def change_end(seat: Seat) -> None:
    """Open the form and give the measure another end."""
    await seat.press("down", "down", "enter", "e")
    row = next(row for row in seat.app.screen.query(Row) if row.path == ("end",))
    seat.app.screen.set_focus(row.entry)
    await seat.press("end", "backspace")
    await seat.type("5")


def colleague(agreement: Path, *changes: str) -> None:
    """Let somebody else save."""
    assert run(["-C", str(agreement), "set", "angar", *changes, "--reason", "Kollegan"]) == 0


async def commit(seat: Seat) -> None:
    """Review and commit."""
    await seat.press("f2")
    await seat.type("Beslut")
    await seat.press("f8")


async def test_what_goes_together_is_joined_and_said(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(120, 40)) as seat:
        await change_end(seat)
        colleague(agreement, "responsible=Gatukontoret")
        await commit(seat)
        said = " ".join(seat.text.split())
        assert "joined with" in said and "Gatukontoret" in said
    held = tomllib.loads((agreement / "measures" / "angar.toml").read_text("utf-8"))
    assert held["end"] == 2025 and held["responsible"] == "Gatukontoret"


async def test_two_values_stand_side_by_side(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await change_end(seat)
        colleague(agreement, "end=2024", "contact=Växeln")
        await commit(seat)
        assert "was changed by somebody else too" in seat.lines[0]
        row = next(line for line in seat.lines if "2023" in line and "2024" in line)
        assert "○ 2024" in row and "● 2025" in row
        assert "Contact: (empty) → Växeln" in seat.text
        whole = [line.strip() for line in seat.lines]
        assert {"Was: 2023", "Theirs: 2024", "Mine: 2025"} <= set(whole)
        await seat.press("space")
        assert "● 2024" in seat.text
        await seat.press("space", "f2")
        assert "End: 2024 → 2025" in seat.text and "Beslut" in seat.text
        await seat.press("f8")
        assert "Committed as" in seat.text
    held = tomllib.loads((agreement / "measures" / "angar.toml").read_text("utf-8"))
    assert held["end"] == 2025 and held["contact"] == "Växeln"


def removed_by_a_colleague(agreement: Path) -> None:
    """Let somebody else remove the measure."""
    assert run(["-C", str(agreement), "remove", "angar", "--reason", "Kollegan"]) == 0


async def test_a_record_that_somebody_removed_is_made_again_if_one_wants(
    agreement: Path, sit: Sit
) -> None:
    before = (agreement / "measures" / "angar.toml").read_text("utf-8")
    async with sit(agreement) as seat:
        await change_end(seat)
        removed_by_a_colleague(agreement)
        await commit(seat)
        assert "was removed by somebody else" in " ".join(seat.text.split())
        await seat.press("ctrl+x")
        assert "New: Measure, file measures/angar.toml" in seat.text and "Beslut" in seat.text
        await seat.press("f8")
        assert "Committed as" in seat.text and not seat.app.workspace.drafts.unsaved()
    text = (agreement / "measures" / "angar.toml").read_text("utf-8")
    assert text == before.replace("end = 2023", "end = 2025")


async def test_a_draft_whose_record_somebody_removed_is_in_its_place_until_thrown_away(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement, size=(120, 40)) as seat:
        await change_end(seat)
        await seat.press("escape")
        removed_by_a_colleague(agreement)
        assert await seat.sees("Removed by somebody else")
        await commit(seat)
        await seat.press("escape")
        assert "was removed by somebody else meanwhile" in " ".join(seat.text.split())
        await seat.press("escape")
        assert "1 unsaved" in seat.lines[0] and "Ängar i tätorten" in seat.text
        await seat.press("e", "f9", "ctrl+x")
        assert "Ängar i tätorten" not in seat.text and "unsaved" not in seat.lines[0]
    assert not (agreement / "measures" / "angar.toml").exists()


async def test_leaving_the_conflict_keeps_the_draft(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await change_end(seat)
        colleague(agreement, "end=2024")
        await commit(seat)
        await seat.press("escape")
        assert "changed by somebody else meanwhile" in " ".join(seat.text.split())
        await seat.press("escape")
        assert "•!End" in seat.text and seat.app.workspace.drafts.unsaved()


async def test_the_form_goes_on_with_the_settled_draft(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await change_end(seat)
        colleague(agreement, "end=2024", "contact=Växeln")
        await commit(seat)
        await seat.press("f2", "escape")
        row = next(row for row in seat.app.screen.query(Row) if row.path == ("contact",))
        assert row.entry.text == "Växeln"
        seat.app.screen.set_focus(row.entry)
        await seat.press("end")
        await seat.type("!")
        assert seat.app.workspace.drafts.unsaved()[0].value(("contact",)) == "Växeln!"
