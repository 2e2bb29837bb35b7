"""Waiting for what comes by itself, however slow the machine is."""

from __future__ import annotations

import time
from collections.abc import Callable

LONGEST = 60.0
"""Seconds; no promise of the program's, only the end of a test that waits in vain."""


def until(
    condition: Callable[[], object], what: str, meanwhile: Callable[[], object] = lambda: None
) -> None:
    """Wait until something is so, doing something meanwhile; `what` says it where it never is."""
    end = time.monotonic() + LONGEST
    while not condition():
        assert time.monotonic() < end, f"not within {LONGEST:.0f} seconds: {what}"
        meanwhile()
        time.sleep(0.005)
