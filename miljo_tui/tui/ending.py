"""Signals that end the program: the terminal is given back at once, whatever is going on."""

from __future__ import annotations

import os
import signal
import sys
import termios
from contextlib import suppress
from types import FrameType

GIVE_BACK = (
    "\x1b[0m"
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # the mouse
    "\x1b[?1004l\x1b[?2004l"  # reports of focus, marks around pastes
    "\x1b[<u"  # the keyboard's other protocol
    "\x1b[?7h\x1b[?25h"  # lines wrap, the cursor shows
    "\x1b[?1049l"  # the screen as it was before
)
"""What undoes the modes that Textual sets; it installs no handlers of its own."""


def give_back_the_terminal() -> None:
    """From now on, end on SIGHUP and SIGTERM with a clean terminal and the code 128 + number.

    The drafts need no farewell: each change of one has been written down already. Plain handlers,
    since the event loop may be waiting for a terminal that does not read any more.
    """
    before = None
    with suppress(termios.error, OSError, ValueError):
        before = termios.tcgetattr(sys.stdin.fileno())

    def end(number: int, _frame: FrameType | None) -> None:
        with suppress(OSError):
            os.set_blocking(2, False)
            os.write(2, GIVE_BACK.encode())
        with suppress(OSError):
            os.set_blocking(2, True)
        if before is not None:
            with suppress(termios.error, OSError):
                termios.tcsetattr(0, termios.TCSANOW, before)
        os._exit(128 + number)

    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, end)
