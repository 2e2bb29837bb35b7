"""The application under a pilot, and what a person reads on its screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.pilot import Pilot

from miljo_tui.tui.app import MiljoApp

LONGEST = 40
"""Tenths of a second that are waited for what comes by itself."""


@dataclass
class Seat:
    """Somebody in front of the application."""

    app: MiljoApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press each key when what the one before has asked for is read, and wait for the rest."""
        for key in keys:
            await self.pilot.press(key)
            await self.app.workers.wait_for_complete()
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        names = {" ": "space", "-": "minus", ".": "full_stop", "\n": "enter"}
        await self.press(*(names.get(letter, letter) for letter in text))

    async def settle(self) -> None:
        """Wait until no message and no worker is under way."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()
        await self.pilot.pause()

    async def sees(self, text: str) -> bool:
        """Wait until a text is on the screen; tell whether it came."""
        for _ in range(LONGEST):
            if text in self.text:
                return True
            await self.pilot.pause(0.1)
        return False

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
