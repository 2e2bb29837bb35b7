"""Signals that end the program: the terminal is given back at once, whatever is going on."""

from __future__ import annotations

import os
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

GIVE_BACK = (
    "\x1b[0m"
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # the mouse
    "\x1b[?1004l\x1b[?2004l"  # reports of focus, marks around pastes
    "\x1b[<u"  # the keyboard's other protocol
    "\x1b7\x1b[r\x1b8"  # all lines scroll; the cursor stays
    "\x1b[?7h\x1b[?25h"  # lines wrap, the cursor shows
    "\x1b[?1049l"  # the screen as it was before
)
"""What undoes the modes that Textual sets; it installs no handlers of its own."""

ENDING = (signal.SIGHUP, signal.SIGTERM)

PATIENCE = 0.05
"""Seconds that a terminal is given to take this in."""

_farewells: list[Callable[[int], None]] = []


def give_back_the_terminal() -> None:
    """From now on, end on SIGHUP and SIGTERM with a clean terminal and the code 128 + number.

    The drafts need no farewell: each change of one has been written down already. Plain handlers,
    since the event loop may be waiting for a terminal that does not read any more; an inherited
    "ignore" (nohup) ends with them, since without a terminal there is nothing to go on for.
    """
    before = None
    with suppress(termios.error, OSError, ValueError):
        before = termios.tcgetattr(sys.stdin.fileno())

    def end(number: int, _frame: FrameType | None) -> None:
        for each in ENDING:
            signal.signal(each, lambda *_: None)  # once is enough
        for farewell in _farewells:
            with suppress(Exception):
                farewell(number)
        if _is_ours():
            _tell_the_terminal()
            if before is not None:
                with suppress(termios.error, OSError):
                    termios.tcsetattr(0, termios.TCSANOW, before)
        os._exit(128 + number)

    for number in ENDING:
        signal.signal(number, end)


@contextmanager
def at_the_end(do: Callable[[int], None]) -> Iterator[None]:
    """Do something before the end, should a signal bring it while the block runs."""
    _farewells.append(do)
    try:
        yield
    finally:
        _farewells.remove(do)


@contextmanager
def put_off() -> Iterator[None]:
    """Have a signal that comes while the block runs bring the end after it, not in its midst."""
    came: list[int] = []
    before = {each: signal.signal(each, lambda number, _: came.append(number)) for each in ENDING}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        if came:
            signal.raise_signal(came[0])


def _is_ours() -> bool:
    """Tell whether the terminal is not somebody else's just now; a stopped program's is not."""
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:  # it is gone, or nobody's in particular
        return True


def _tell_the_terminal() -> None:
    left = GIVE_BACK.encode()
    with suppress(OSError, termios.error):
        terminal = os.dup(2)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # nothing is painted over it any more
        os.set_blocking(terminal, False)
        until = time.monotonic() + PATIENCE
        while left and time.monotonic() < until:
            try:
                left = left[os.write(terminal, left) :]
            except BlockingIOError:
                # It has stopped reading. What still waits for it was painted for nothing, and a
                # thread that hangs in its write must let go.
                termios.tcflush(terminal, termios.TCOFLUSH)
                for thread in threading.enumerate():
                    if thread.ident:
                        signal.pthread_kill(thread.ident, signal.SIGHUP)
                time.sleep(0.001)
        os.set_blocking(terminal, True)
