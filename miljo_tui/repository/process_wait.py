"""Waiting for a git process: its output is read meanwhile, and it is ended if it takes too long."""

from __future__ import annotations

import os
import select
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
        self, process: subprocess.Popen[bytes], listener: Callable[[bytes], None] | None = None
    ) -> None:
        assert process.stdout and process.stderr
        self._process = process
        self._output, self._errors = _Pipe(process.stdout), _Pipe(process.stderr, listener)
        process.stdout = process.stderr = None  # they are not the process's to close any more
        self.end_reason: Message | None = None
        self.is_late = False

    def wait(self, patience: float, silence: float, late_message: Message) -> tuple[bytes, bytes]:
        """Wait for git's end, and return its output and its errors.

        It is ended after so many seconds, or so many in which nothing came from it.
        """
        if self._process.stdin:
            self._process.stdin.close()
        is_left_alone = threading.get_ident() in _UNINTERRUPTED
        called_off = None if is_left_alone else _CANCEL_EVENTS.get(threading.get_ident())
        if not is_left_alone:
            _AT_WORK.add(self)
        try:
            # Where that was between two commands, none was there to be ended.
            if called_off and called_off.is_set():
                self.end(_called_off())
            self._read(patience, silence, late_message)
            self._process.wait()
        finally:
            _AT_WORK.discard(self)
            # What was through before it could be ended leaves that to the next command.
            if called_off and self.end_reason and self._process.returncode:
                called_off.clear()
        return self._output.text, self._errors.text

    def end(self, why: Message) -> None:
        """End git and all it runs; SIGTERM lets git clear its locks away, SIGKILL would not."""
        self.end_reason = self.end_reason or why
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
            # By now git has done so; a hook or a signer may ignore the signal.
            os.killpg(self._process.pid, signal.SIGKILL)

    def _read(self, patience: float, silence: float, late_message: Message) -> None:
        """Read until git has ended; what it leaves running may write more, and is not waited for.

        Nothing looks for the end in naps, which would slow a save by a fifth, and no thread waits
        for each of the pipes, which would double what a question costs.
        """
        last_output_at = time.monotonic()
        until, has_ended = last_output_at + patience, False
        pipes = {pipe.handle: pipe for pipe in (self._output, self._errors)}
        end, waiting = _end_of(self._process), select.poll()
        for handle in (*pipes, end):
            waiting.register(handle, select.POLLIN)
        try:
            while pipes or not has_ended:
                left = min(until, last_output_at + silence) - time.monotonic()
                came = waiting.poll(max(left, 0.0) * 1000)
                if not came and has_ended:
                    break
                if not came:
                    self.is_late = True
                    self.end(late_message)
                    until, has_ended = time.monotonic() + LAST_WORDS, True
                for handle, _event in came:
                    if handle == end:
                        until, has_ended = time.monotonic() + LAST_WORDS, True
                    elif pipes[handle].read():
                        last_output_at = time.monotonic()
                        continue
                    else:
                        del pipes[handle]
                    waiting.unregister(handle)
        finally:
            os.close(end)
        for pipe in pipes.values():
            threading.Thread(target=pipe.drain, daemon=True).start()


class _Pipe:
    """What a program writes, as it comes."""

    def __init__(self, pipe: IO[bytes], listener: Callable[[bytes], None] | None = None) -> None:
        self.handle = pipe.fileno()
        self._pipe = pipe
        self._listener = listener
        self._blocks: list[bytes] = []

    def read(self) -> bool:
        """Read what is there, and tell whether more may come."""
        block = os.read(self.handle, 65536)
        if not block:
            self._pipe.close()
            return False
        self._blocks.append(block)
        if self._listener:
            self._listener(block)
        return True

    def drain(self) -> None:
        """Let go on writing what git has left running; nobody hears it any more."""
        with self._pipe:
            while os.read(self.handle, 65536):
                pass

    @property
    def text(self) -> bytes:
        """All that was read."""
        return b"".join(self._blocks)


def _end_of(process: subprocess.Popen[bytes]) -> int:
    """Return what can be read, or waited for like that, once a process has ended."""
    with suppress(AttributeError, OSError):  # Linux has it, since 5.3
        return os.pidfd_open(process.pid)
    end, held = os.pipe()

    def wait() -> None:
        process.wait()
        os.close(held)

    threading.Thread(target=wait, daemon=True).start()
    return end


_AT_WORK: set[Work] = set()
_CANCEL_EVENTS: dict[int, threading.Event] = {}
"""The cancel events of threads, looked at before they wait for git."""

_UNINTERRUPTED: set[int] = set()
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
    _CANCEL_EVENTS[threading.get_ident()] = called_off
    try:
        yield
    finally:
        del _CANCEL_EVENTS[threading.get_ident()]


@contextmanager
def left_alone() -> Iterator[None]:
    """Let nobody end this thread's git while the block runs: it would leave work half done."""
    _UNINTERRUPTED.add(threading.get_ident())
    try:
        with signals_held():
            yield
    finally:
        _UNINTERRUPTED.discard(threading.get_ident())


def call_off() -> None:
    """End all running git commands, for somebody who does not want to wait any longer."""
    for work in list(_AT_WORK):
        work.end(_called_off())


def _called_off() -> Message:
    return message(_("Git was stopped before it had finished"))
