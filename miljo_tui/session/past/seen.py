"""The history of an agreement as far as it has been read, the newest entry first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from miljo_tui.history.points import contains, newest
from miljo_tui.session.past.chronicle import FIRST, MORE, Chronicle
from miljo_tui.session.past.entries import Entry


class Seen:
    """Entries that are read once, and extended by what is new when it is looked at again."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.is_whole = False
        """Whether the oldest entry has been read."""
        self.was_rewritten = False
        """Whether commits that had been read are no longer part of the history."""
        self._tip: str | None = None

    def read(self, chronicle: Chronicle) -> Iterator[Sequence[Entry]]:
        """Yield what is known, and all that is known again whenever there is more to show.

        Raises GitFailed; what was read until then stays.
        """
        if self.is_whole:
            yield self.entries
        tip = newest(chronicle.state)
        if self.is_whole and tip == self._tip:
            return
        if self.is_whole and self._tip and tip and contains(chronicle.state, self._tip, tip):
            news = list(chronicle.entries([f"^{self._tip}", tip]))
            self.entries = news + self.entries
        else:
            self.was_rewritten = self.is_whole and bool(self._tip)
            self.is_whole, self.entries = False, []
            for entries in in_growing_parts(chronicle.entries([tip] if tip else [])):
                self.entries = entries
                yield entries
        self._tip = tip
        self.is_whole = True
        yield self.entries


def in_growing_parts(found: Iterator[Entry]) -> Iterator[list[Entry]]:
    """Yield all entries so far, again and again: a screenful first, then ever more at once.

    To show all of them costs more each time.
    """
    entries: list[Entry] = []
    size = FIRST
    while batch := list(islice(found, size)):
        entries = entries + batch
        size = max(MORE, len(entries) // 2)
        yield entries
