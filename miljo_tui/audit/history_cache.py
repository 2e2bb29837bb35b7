"""The history of an agreement as far as it has been read, the newest entry first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge

from miljo_tui.audit.batches import in_growing_parts
from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.entries import Entry
from miljo_tui.repository.git_process import GitFailed


class HistoryCache:
    """Entries that are read once, and extended by what is new when it is looked at again."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.is_whole = False
        """Whether the oldest entry has been read."""
        self.was_rewritten = False
        """Whether commits that had been read are no longer part of the history."""
        self._tip: str | None = None
        """The newest commit of the entries."""
        self._cut: frozenset[str] = frozenset()
        """The commits before which the clone had nothing when it was read."""
        self._ids: set[str] = set()
        """The commits of all entries."""

    def read(self, chronicle: Chronicle) -> Iterator[Sequence[Entry]]:
        """Yield what is known, and all that is known again whenever there is more to show.

        Raises GitFailed; what was read until then stays.
        """
        if self.is_whole:
            yield self.entries
        is_deeper = chronicle.cut != self._cut
        news = self._news(chronicle) if self.is_whole and not is_deeper else None
        if news is not None:
            # It counts from the newest entry, not from the newest commit: some may be known.
            new = [each for each in news if each.commit not in self._ids]
            self.entries = _joined(new, self.entries) if new else self.entries
            self._ids |= {each.commit for each in new}
        else:
            self.was_rewritten = self.is_whole and bool(self._tip) and not is_deeper
            self._cut = chronicle.cut
            self.is_whole, self.entries = False, []
            for entries in in_growing_parts(chronicle.entries()):
                self.entries = entries
                yield entries
            self.is_whole = True
            self._ids = {each.commit for each in self.entries}
        self._tip = self.entries[0].commit if self.entries else None
        yield self.entries

    def _news(self, chronicle: Chronicle) -> list[Entry] | None:
        """Return the entries added since, None where that cannot be told from what was read."""
        try:
            return chronicle.since(self._tip) if self._tip else None
        except GitFailed:  # the commit that was the newest is not there any more
            return None


def _joined(new: Sequence[Entry], known: Sequence[Entry]) -> list[Entry]:
    """Return all of them in git's order; what a merge has brought may be older than what is known.

    To go through all that is known costs more than to read what is new.
    """
    if not known or new[-1].committed >= known[0].committed:
        return [*new, *known]
    return list(merge(new, known, key=lambda each: each.committed, reverse=True))
