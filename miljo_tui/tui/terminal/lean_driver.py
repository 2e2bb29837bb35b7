"""The driver that sends only what changes on the screen."""

from __future__ import annotations

import os
import signal
from typing import Any

from textual.app import App

from miljo_tui.tui.terminal.driver import SturdyDriver
from miljo_tui.tui.terminal.painter import Painter, PainterThread
from miljo_tui.tui.terminal.promises import promises_of


class LeanDriver(SturdyDriver):
    """The sturdy driver, but for what it sends."""

    def __init__(self, app: App[Any], **settings: Any) -> None:
        super().__init__(app, **settings)
        self._shown_app = app
        self._terminal = 2  # where Textual writes, too
        self._painter = Painter(promises_of(self._terminal))
        self._thread: PainterThread | None = None

    def start_application_mode(self) -> None:
        """Take the terminal, which may show anything."""
        self._thread = PainterThread(self._painter, self._terminal)
        self._thread.start()
        # Textual leaves out that it returns nothing.
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._thread.begin_to_ask()
        resized = signal.getsignal(signal.SIGWINCH)

        def forget(number: int, frame: Any) -> None:
            self.call_between_messages(self.forget_screen)
            if callable(resized):
                resized(number, frame)

        signal.signal(signal.SIGWINCH, forget)

    def write(self, data: str) -> None:
        """Send what it changes."""
        if self._thread:
            self._thread.draw(data, *self._shown_app.size)

    def take_answer(self) -> None:
        """Hear that the terminal has taken what was sent."""
        if self._thread:
            self._thread.take_answer()

    def disable_input(self) -> None:
        """Hear nothing more, so that others may; what was asked is answered before."""
        if self._thread:
            self._thread.hush()
        super().disable_input()

    def close(self) -> None:
        """Send what is left."""
        if self._thread:
            self._thread.stop()
            self._thread = None
        super().close()

    def forget_screen(self) -> None:
        """Paint all anew."""
        if self._thread:
            self._thread.forget(*os.get_terminal_size(self._terminal))
