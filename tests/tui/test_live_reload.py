"""What somebody else changes is seen within two seconds, and steals nothing."""

from __future__ import annotations

from pathlib import Path

from seat import Sit

from miljo_tui.cli.main import run


async def test_a_change_by_hand_is_seen(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(120, 40)) as seat:
        await seat.press("down", "enter")
        file = agreement / "measures" / "angar.toml"
        file.write_text(file.read_text("utf-8").replace("Ängar i", "Blommor i"), "utf-8")
        (agreement / "measures" / "ny.toml").write_text('title = "Helt ny"\n', "utf-8")
        assert await seat.sees("Helt ny")
        assert "Blommor i tätorten" in seat.text
        assert seat.app.focused is not None and seat.app.focused.id is None


async def test_nothing_that_is_typed_is_lost(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "e")
        await seat.type("Hej ")
        assert run(["-C", str(agreement), "set", "angar", "end=2024", "--reason", "x"]) == 0
        assert await seat.until(
            lambda: seat.app.workspace.folder.measures["angar"].value.end == 2024
        )
        await seat.type("hopp")
        assert "hopp" in seat.app.workspace.drafts.unsaved()[0].value(("title",))
        await seat.press("escape")
        assert "1 unsaved" in seat.lines[0]
