"""What is on the line: how much was sent, and how much of it the terminal has taken.

A terminal answers a question after all that came before it. Without knowing that, a slow line and
what stands between would hold many screens that are out of date before the one that is wanted.
"""

from __future__ import annotations

import time
from collections import deque

ASK = "\x1b[5n"
"""Asks the terminal whether it is well; any terminal since the vt100 says yes."""

ANSWER = "\x1b[0n"

UNDER_WAY = 1024
"""So many bytes may be on the line; more are held back until the terminal has answered."""

EVERY = 256
"""After so many bytes the terminal is asked again."""

SLOWEST = 900
"""Bytes a second of the slowest line whose answers are waited for: 9,600 baud."""

PATIENCE = 2.0
"""Seconds beyond that, after which a terminal counts as one that does not answer."""


class Traffic:
    """Counts bytes; a terminal that leaves the first question unanswered is asked no other."""

    def __init__(self) -> None:
        self._sent = self._taken = 0
        self._asked: deque[tuple[int, float]] = deque()
        """What was sent by the time of each question without an answer, and when that was."""
        self._asks = self._answers = False

    @property
    def is_quiet(self) -> bool:
        """Whether no answer is to come."""
        return not (self._answers and self._asked)

    def send(self, size: int) -> str:
        """Count bytes that are being sent; return the question behind them, if one is due."""
        self._sent += size
        before = self._asked[-1][0] if self._asked else self._taken
        is_due = self._sent - before >= EVERY if self._answers else not self._asked
        if not (self._asks and is_due):
            return ""
        self._asked.append((self._sent, time.monotonic()))
        return ASK

    def take_answer(self) -> None:
        """Know that the terminal has taken all that came before the first open question."""
        if self._asked:
            self._taken, _when = self._asked.popleft()
            self._answers = True

    def pause(self) -> float:
        """Return for how many seconds at most nothing is to be sent, 0 where there is room."""
        under_way = self._sent - self._taken
        if self.is_quiet or under_way <= UNDER_WAY:
            return 0.0
        left = self._asked[0][1] + PATIENCE + under_way / SLOWEST - time.monotonic()
        if left <= 0:
            self._asks = self._answers = False
        return max(left, 0.0)

    def begin(self) -> None:
        """Ask from now on: answers are heard, and no longer shown by the terminal itself."""
        self._asks = True

    def hush(self) -> None:
        """Ask nothing more: the answer would be for another program."""
        self._asks = False
