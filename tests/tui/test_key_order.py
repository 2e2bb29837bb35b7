"""Keys that arrive faster than they are dealt with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from seat import Sit
from textual import events, work
from textual.app import ComposeResult
from textual.pilot import Pilot
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
        self.found = Event()
        yield Input()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the other screen, or take the line away, when much has been done."""
        if event.value == "ask":
            self.find_out()
            return
        await asyncio.sleep(20 * key_order.PATIENCE)
        if event.value == "open":
            await self.app.push_screen(Second())
        else:
            await event.input.remove()

    @work(thread=True, group=key_order.ANSWER)
    def find_out(self) -> None:
        """Find out aside what opens, for as long as the test wants."""
        self.found.wait(LONGEST)
        self.app.call_from_thread(self.app.push_screen, Second())


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


@asynccontextmanager
async def asked() -> AsyncIterator[tuple[SlowApp, Slow, Pilot[None]]]:
    """An app that finds out aside what opens, and a text that is typed meanwhile."""
    app = SlowApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, Slow)
        press(app, *"ask", "enter", *"text")
        yield app, screen, pilot


async def test_keys_wait_for_what_is_found_out_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_order, "ANSWER_WITHIN", LONGEST)
    async with asked() as (app, screen, pilot):
        async with asyncio.timeout(LONGEST):
            while not app.workers:
                await pilot.pause()
            await pilot.pause(5 * key_order.A_LITTLE)
            assert screen.query_one(Input).value == "ask"
            screen.found.set()
            while not isinstance(app.screen, Second) or app.screen.query_one(Input).value != "text":
                await pilot.pause()


async def test_keys_do_not_wait_for_ever_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_order, "ANSWER_WITHIN", 0.0)
    async with asked() as (_app, screen, pilot):
        async with asyncio.timeout(LONGEST):
            while screen.query_one(Input).value != "asktext":
                await pilot.pause()
        screen.found.set()


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


async def test_what_is_typed_ahead_of_an_undo_is_its_reason(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(120, 40)) as seat:
        await seat.press("down", "enter", "e")
        await seat.type("x")
        await seat.press("f2")
        await seat.type("Skrivfel")
        await seat.press("f8")
        assert await seat.sees("U undoes")
        for key in ("U", *"fel"):
            seat._send(key)
        assert await seat.sees("Review")
        await seat.settle()
        assert any(line.startswith("Reason*") and "fel" in line for line in seat.lines)
