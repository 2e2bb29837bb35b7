"""What is sent to the terminal: only what changes on the screen, and the rest in its place.

A terminal that reads slowly is never sent what is out of date: what is painted is the screen as it
is when the terminal has taken all that came before.
"""

from __future__ import annotations

import os
import threading

from miljo_tui.tui.terminal.cells import Screen
from miljo_tui.tui.terminal.frames import HARMLESS, FrameReader
from miljo_tui.tui.terminal.looks import PLAIN
from miljo_tui.tui.terminal.pen import Pen
from miljo_tui.tui.terminal.promises import Promises
from miljo_tui.tui.terminal.repainting import clear, repaint
from miljo_tui.tui.terminal.traffic import Traffic

TOGETHER = "\x1b[?2026h{}\x1b[?2026l"
"""The marks around what a terminal shows all at once, where it has answered that it can."""

LAST_ANSWER = 1.0
"""Seconds that the answer to the last question is waited for."""


class Painter:
    """The screen that is wanted, the one that is shown, and what is still to be sent."""

    def __init__(self, promises: Promises) -> None:
        self._pen = Pen(promises)
        self._reader = FrameReader(Screen(0, 0))
        self._shown: Screen | None = None
        """What the terminal will show when all is sent; None where that is not known."""
        self._passed: list[str] = []

    def draw(self, sent: str, width: int, height: int) -> None:
        """Take what Textual sends for a terminal of this size."""
        wanted = self._reader.screen
        if (wanted.width, wanted.height) != (width, height):
            self._reader.screen = Screen(width, height)
            self._shown = None
        for other in self._reader.draw(sent):
            self._pass_on(other)

    def forget(self, width: int, height: int) -> None:
        """Paint all anew, since the terminal, now of this size, may show anything.

        What was drawn for another size waits for what comes for this one.
        """
        wanted, self._shown = self._reader.screen, None
        self._reader.has_drawn |= (wanted.width, wanted.height) == (width, height)

    def due(self) -> str:
        """Return what is to be sent now; that it will be is taken for granted."""
        self._paint()
        sent = "".join(self._passed)
        self._passed.clear()
        return sent

    def _pass_on(self, other: str) -> None:
        """Send something as it is, after what was drawn before it."""
        if not HARMLESS.fullmatch(other):
            self._paint()
            self._pen.take_look(PLAIN)
            self._send(self._pen_parts())
            self._pen.forget()
            self._shown = None
        self._send(other)

    def _paint(self) -> None:
        if not self._reader.has_drawn:
            return
        self._reader.has_drawn = False
        wanted = self._reader.screen
        if self._shown is None:
            clear(wanted, self._pen)
            self._shown = Screen(wanted.width, wanted.height)
        repaint(self._shown, wanted, self._pen)
        if painted := self._pen_parts():
            self._send(TOGETHER.format(painted) if self._reader.is_together else painted)

    def _pen_parts(self) -> str:
        parts = "".join(self._pen.parts)
        self._pen.parts.clear()
        return parts

    def _send(self, text: str) -> None:
        if text:
            self._passed.append(text)


class PainterThread(threading.Thread):
    """Sends what is due whenever the terminal has taken what came before."""

    def __init__(self, painter: Painter, terminal: int) -> None:
        super().__init__(daemon=True, name="painter")
        self._painter = painter
        self._terminal = terminal
        self._something = threading.Condition()
        self._traffic = Traffic()
        self._is_over = False

    def draw(self, sent: str, width: int, height: int) -> None:
        """Take what Textual sends."""
        with self._something:
            self._painter.draw(sent, width, height)
            self._something.notify_all()

    def forget(self, width: int, height: int) -> None:
        """Paint all anew on a terminal that is now of this size."""
        with self._something:
            self._painter.forget(width, height)
            self._something.notify_all()

    def begin_to_ask(self) -> None:
        """Ask the terminal from now on whether it has taken what was sent."""
        with self._something:
            self._traffic.begin()

    def take_answer(self) -> None:
        """Know that the terminal has taken what came before a question."""
        with self._something:
            self._traffic.take_answer()
            self._something.notify_all()

    def hush(self) -> None:
        """Ask nothing more, and wait for the last answer, which others would take for keys."""
        with self._something:
            self._traffic.hush()
            self._something.wait_for(lambda: self._traffic.is_quiet, LAST_ANSWER)

    def stop(self) -> None:
        """Send what is left, and end."""
        with self._something:
            self._is_over = True
            self._traffic.hush()
            self._something.notify_all()
        self.join()

    def run(self) -> None:
        """Send until the end."""
        is_over = False
        while not is_over:
            with self._something:
                due = self._next()
                is_over = self._is_over and not due
            left = memoryview(due)
            while left:
                left = left[os.write(self._terminal, left) :]

    def _next(self) -> bytes:
        """Return what is to be sent next, once the line has room for it; nothing at the end."""
        while True:
            pause = 0.0 if self._is_over else self._traffic.pause()
            due = b"" if pause else self._painter.due().encode("utf-8", "replace")
            if due:
                return due + self._traffic.send(len(due)).encode()
            if self._is_over:
                return b""
            self._something.wait(pause or None)
