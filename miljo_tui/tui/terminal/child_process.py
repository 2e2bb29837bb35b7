"""A program that is lent the terminal, and what it starts in turn, until the last has ended."""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Sequence
from types import TracebackType
from typing import Self

PATIENCE = 0.5
"""Seconds that what is about to end is waited for; vim takes a tenth. Nothing depends on it but
whether the end is seen: what goes on writing writes to a file that is kept."""

FOR_EVER = 1e9


class Child:
    """A program that was started; it and whatever it starts hold one end of a pipe."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start it. Raises OSError."""
        self._end, held = os.pipe()
        try:
            self._process = subprocess.Popen(command, pass_fds=[held])
        except OSError:
            os.close(self._end)
            raise
        finally:
            os.close(held)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._end)

    def wait(self) -> int:
        """Wait until the program itself has ended, and return its exit code."""
        # In naps, that is: a signal that comes while it is being started may reach another
        # thread, and would not end a wait in one go.
        return self._process.wait(FOR_EVER)

    def is_over(self) -> bool:
        """Tell whether all have ended, giving those that are about to the time for it."""
        return bool(select.select([self._end], [], [], PATIENCE)[0])

    def dismiss(self, number: int) -> bool:
        """Send a signal that ends the program, and tell whether all have ended."""
        if not _is_told():
            self._process.send_signal(number)
        return self.is_over()


def _is_told() -> bool:
    """Tell whether the shell has told the program of the end of the terminal.

    Twice would be once too often: vim gives up what it is putting away.
    """
    try:
        os.tcgetpgrp(0)
    except OSError:
        return os.getsid(0) != os.getpid()
    return False
