"""The standard streams of a process that may have been started without them."""

from __future__ import annotations

import os
import sys


def have_streams() -> None:
    """Have all three, so that no file that is opened later takes the place of one.

    Writing to an output that was closed then fails as on a full disk; diagnostics go nowhere.
    """
    for number, flags in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)  # the system gives it the lowest number that is free
            os.set_inheritable(number, True)
    sys.stdin = sys.stdin or open(0, closefd=False)  # noqa: SIM115  (for the whole process)
    sys.stdout = sys.stdout or open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", closefd=False)  # noqa: SIM115


def let_go_of_streams() -> None:
    """Drop what cannot be written: the interpreter would complain of it at its very end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
