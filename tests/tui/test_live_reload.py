"""What somebody else changes is seen within two seconds, and steals nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from seat import Sit
from textual.events import AppFocus

from miljo_tui.cli.main import run
from miljo_tui.editing import watcher
from miljo_tui.tui.screens import live_reload


async def test_a_change_by_hand_is_seen(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(120, 40)) as seat:
        await seat.press("down", "enter")
        file = agreement / "measures" / "angar.toml"
        file.write_text(file.read_text("utf-8").replace("Ängar i", "Blommor i"), "utf-8")
        (agreement / "measures" / "ny.toml").write_text('title = "Helt ny"\n', "utf-8")
        assert await seat.sees("Helt ny")
        assert "Blommor i tätorten" in seat.text
        assert seat.app.focused is not None and seat.app.focused.id is None


async def test_what_was_written_in_another_window_is_seen_on_coming_back(
    agreement: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "SHARE", 1e9)
    monkeypatch.setattr(live_reload, "WATCH", 1e3)
    async with sit(agreement, size=(120, 40)) as seat:
        await seat.press("down", "enter")
        file = agreement / "measures" / "angar.toml"
        file.write_text(file.read_text("utf-8").replace("Ängar i", "Blommor i"), "utf-8")
        seat.app.post_message(AppFocus())
        assert await seat.sees("Blommor i tätorten")


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
