"""Keys that arrive faster than they are dealt with."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from seat import Sit
from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input
from waiting import LONGEST

from miljo_tui.tui.terminal import key_order
from miljo_tui.tui.terminal.key_order import OrderedApp


class Second(Screen[None]):
    """What a key opens: a line to type in."""

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Input()


class Slow(Screen[None]):
    """A screen on which a key takes longer than the app is patient for."""

    def compose(self) -> ComposeResult:
        """Show a line."""
        yield Input()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the other screen, or take the line away, when much has been done."""
        await asyncio.sleep(20 * key_order.PATIENCE)
        if event.value == "open":
            await self.app.push_screen(Second())
        else:
            await event.input.remove()


class SlowApp(OrderedApp):
    """An app with that screen."""

    def on_mount(self) -> None:
        """Show the screen."""
        self.push_screen(Slow())

    def on_key(self, event: events.Key) -> None:
        """Note what no line has taken."""
        self.title += event.key


def press(app: SlowApp, *keys: str) -> None:
    """Have keys arrive together."""
    assert app._driver is not None
    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(app)
        app._driver.send_message(event)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look soon whether the widget is still there."""
    monkeypatch.setattr(key_order, "PATIENCE", 0.02)


async def test_a_key_waits_for_a_screen_however_slowly_it_opens() -> None:
    app = SlowApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        press(app, *"open", "enter", *"text")
        async with asyncio.timeout(LONGEST):
            while not isinstance(app.screen, Second) or app.screen.query_one(Input).value != "text":
                await pilot.pause()


async def test_a_widget_that_goes_leaves_the_keyboard_to_the_next_key() -> None:
    app = SlowApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.title = ""
        press(app, *"gone", "enter", "f5")
        async with asyncio.timeout(LONGEST):
            while "f5" not in app.title:
                await pilot.pause()
        assert not app.screen.query(Input)


async def test_what_is_typed_ahead_through_the_palette_goes_into_the_form_it_leads_to(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement, size=(120, 40)) as seat:
        await seat.press("n")
        await seat.type("Ny sak")
        await seat.press("enter", "ctrl+g")
        for key in (*"sub", "minus", *"act", "enter", "plus", *"Upphandling"):
            seat._send(key)
        await seat.settle()
        assert "Sub-action Upphandling" in seat.lines[0]
