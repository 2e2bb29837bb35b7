"""The application under a pilot, and what a person reads on its screen."""

from __future__ import annotations

import asyncio
import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from waiting import LONGEST

from miljo_tui.tui.app import MiljoApp

ROUNDS = 2
"""Rounds of the event loop without a message, after which none is expected any more."""


@dataclass
class Seat:
    """Somebody in front of the application."""

    app: MiljoApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press each key when what the one before has asked for is read, and wait for the rest."""
        for key in keys:
            self._send(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        names = {" ": "space", "-": "minus", ".": "full_stop", "\n": "enter"}
        await self.press(*(names.get(letter, letter) for letter in text))

    async def settle(self) -> None:
        """Wait until the next key is let in, every worker is done, and all is painted.

        The pilot's own pause asks every widget by a message, and waits for a clock: half of a test.
        """
        still, end = 0, time.monotonic() + LONGEST
        while still < ROUNDS and self.app.is_running:
            is_aside = not all(worker.is_finished for worker in self.app.workers)
            await self.app.animator.wait_for_idle()
            await asyncio.sleep(0.002 if is_aside else 0)
            still = 0 if is_aside or self._is_under_way() else still + 1
            assert time.monotonic() < end, "the application never comes to rest"

    def _send(self, key: str) -> None:
        """Press a key; the pilot's own way waits for a clock, twice, which is half of a test."""
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        character = name if len(name) == 1 else None
        with suppress(KeyError):
            character = unicodedata.lookup(
                _get_unicode_name_from_key(REPLACED_KEYS.get(name, name))
            )
        event = Key(name, character)
        event.set_sender(self.app)
        assert self.app._driver is not None
        self.app._driver.send_message(event)

    def _is_under_way(self) -> bool:
        """Tell whether a message is on its way or something is not painted, and have it painted."""
        if self.app._turn or asyncio.get_running_loop()._ready:
            return True
        if self.app._resize_event is not None:
            return True  # screens hear of a new size a moment after the app
        screen = self.app.screen
        if any(each.message_queue_size for each in screen.walk_children(with_self=True)):
            return True
        is_unpainted = screen.is_current and bool(
            screen._layout_required
            or screen._scroll_required
            or screen._repaint_required
            or screen._recompose_required
            or screen._dirty_widgets
            or screen._callbacks
        )
        if is_unpainted:
            screen._on_timer_update()  # its timer would do so a moment later
        return is_unpainted or bool(self.app.message_queue_size)

    async def sees(self, text: str) -> bool:
        """Wait until a text is on the screen; tell whether it came."""
        return await self.until(lambda: text in self.text)

    async def until(self, condition: Callable[[], bool]) -> bool:
        """Wait until something is so; tell whether it came to that."""
        end = time.monotonic() + LONGEST
        while not condition() and time.monotonic() < end:
            await asyncio.sleep(0.02)
        is_so = condition()
        await self.pilot.pause()  # one part of the screen is drawn before another
        return is_so

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, as the terminal would show them."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip)[:width] for strip in strips[:height]]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)


Sit = Callable[..., Any]
