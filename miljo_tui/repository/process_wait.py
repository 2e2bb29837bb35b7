"""Waiting for a git process: its output is read meanwhile, and it is ended if it takes too long."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO

from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _

GRACE = 5.0
"""Seconds that git has to clean up after SIGTERM."""

LAST_WORDS = 0.5
"""Seconds to wait for the rest of the output, when another process still holds its pipe."""


class Work:
    """A running git command, and why it was ended early."""

    def __init__(
        self, process: subprocess.Popen[bytes], heard: Callable[[bytes], None] | None = None
    ) -> None:
        assert process.stdout and process.stderr
        self._process = process
        self._heard_at = time.monotonic()
        self.over = threading.Event()
        self._pipes = tuple(
            _Pipe(pipe, self._heard(told))
            for pipe, told in ((process.stdout, None), (process.stderr, heard))
        )
        process.stdout = process.stderr = None  # they are not GitPython's to close any more
        self.ended: Message | None = None
        self.is_late = False

    def done(self) -> tuple[bytes, bytes]:
        """Wait for git's end, and return its output and its errors.

        Nothing looks for the end in naps, which would slow a save by a fifth.
        """
        if self._process.stdin:
            self._process.stdin.close()
        is_left_alone = threading.get_ident() in _LEFT_ALONE
        called_off = None if is_left_alone else _HEEDED.get(threading.get_ident())
        if not is_left_alone:
            _AT_WORK.add(self)
        try:
            # Where that was between two commands, none was there to be ended.
            if called_off and called_off.is_set():
                self.end(_called_off())
            self._process.wait()
        finally:
            self.over.set()
            _AT_WORK.discard(self)
            # What was through before it could be ended leaves that to the next command.
            if called_off and self.ended and self._process.returncode:
                called_off.clear()
        output, said = (pipe.read() for pipe in self._pipes)
        return output, said

    def end_when_late(self, patience: float, silence: float, why: Message) -> None:
        """End git after so many seconds, or so many in which nothing came from it."""
        until = time.monotonic() + patience
        while (left := min(until, self._heard_at + silence) - time.monotonic()) > 0:
            if self.over.wait(left):
                return
        self.is_late = True
        self.end(why)

    def _heard(self, told: Callable[[bytes], None] | None) -> Callable[[bytes], None]:
        def hear(block: bytes) -> None:
            self._heard_at = time.monotonic()
            if told:
                told(block)

        return hear

    def end(self, why: Message) -> None:
        """End git and all it runs; SIGTERM lets git clear its locks away, SIGKILL would not."""
        self.ended = self.ended or why
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
            # By now git has done so; a hook or a signer may ignore the signal.
            os.killpg(self._process.pid, signal.SIGKILL)


class _Pipe(threading.Thread):
    """Reads a program's output. What it leaves running may write more, and is not waited for."""

    def __init__(self, pipe: IO[bytes], heard: Callable[[bytes], None]) -> None:
        super().__init__(daemon=True)
        self._pipe = pipe
        self._heard = heard
        self._blocks: list[bytes] = []
        self.start()

    def run(self) -> None:
        """Read to the end."""
        with self._pipe:
            while block := os.read(self._pipe.fileno(), 65536):
                self._blocks.append(block)
                self._heard(block)

    def read(self) -> bytes:
        """Return the output of a program that has ended."""
        self.join(LAST_WORDS)
        return b"".join(self._blocks)


_AT_WORK: set[Work] = set()
_HEEDED: dict[int, threading.Event] = {}
"""The cancel events of threads, looked at before they wait for git."""

_LEFT_ALONE: set[int] = set()
"""The threads whose git nobody may end just now."""


@contextmanager
def signals_held() -> Iterator[None]:
    """Have a signal that comes while the block runs do its work after it, not in its midst.

    One that came while git is being started would leave git at work with nobody to end it.
    """
    came: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are handled in the main thread only
        return
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    handlers = {number: signal.getsignal(number) for number in numbers}
    held = {number: handler for number, handler in handlers.items() if callable(handler)}
    for number in held:
        signal.signal(number, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in held.items():
            signal.signal(number, handler)
        if came:
            signal.raise_signal(came[0])


@contextmanager
def heeding(called_off: threading.Event) -> Iterator[None]:
    """End git in this thread once the event is set, also where it was set before git began."""
    _HEEDED[threading.get_ident()] = called_off
    try:
        yield
    finally:
        del _HEEDED[threading.get_ident()]


@contextmanager
def left_alone() -> Iterator[None]:
    """Let nobody end this thread's git while the block runs: it would leave work half done."""
    _LEFT_ALONE.add(threading.get_ident())
    try:
        with signals_held():
            yield
    finally:
        _LEFT_ALONE.discard(threading.get_ident())


def call_off() -> None:
    """End all running git commands, for somebody who does not want to wait any longer."""
    for work in list(_AT_WORK):
        work.end(_called_off())


def _called_off() -> Message:
    return message(_("Git was stopped before it had finished"))
