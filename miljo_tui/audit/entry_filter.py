"""The filter of a history's entries: by words, period, person, case and field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from miljo_tui.audit.batches import in_growing_parts
from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.entries import CASE, Entry
from miljo_tui.frozen import frozen, replace
from miljo_tui.model.changes import Change, leaves
from miljo_tui.model.query import fold
from miljo_tui.model.record_changes import RecordChange, What
from miljo_tui.repository.commits import Commit


@frozen
class EntryFilter:
    """What an entry must fulfil; what is empty narrows nothing."""

    since: date | None = None
    until: date | None = None
    """The last day that counts."""
    author: str = ""
    """A part of the author's name or address."""
    case: str = ""
    """The whole registry number."""
    key: str = ""
    """A field, or a list or a table with all that is in it."""

    def wants(self, commit: Commit) -> bool:
        """Tell whether a commit is asked for, as far as it can be told without its files."""
        day = commit.date.date()
        if (self.since and day < self.since) or (self.until and day > self.until):
            return False
        if self.author and fold(self.author) not in fold(f"{commit.author} <{commit.email}>"):
            return False
        return not self.case or (CASE, self.case.strip()) in commit.trailers

    def narrowed(self, entry: Entry) -> Entry | None:
        """Return an entry with the changes that are asked for, None where it has none of them."""
        if not self.key:
            return entry
        records = [self._narrowed(each) for each in entry.records]
        left = tuple(each for each in records if each.changes)
        return replace(entry, records=left) if left else None

    def read(self, chronicle: Chronicle, address: str) -> Iterator[Sequence[Entry]]:
        """Yield the entries of one record that are asked for, all so far each time there are more.

        Raises GitFailed.
        """
        found = chronicle.entries_of(address, wanted=self.wants)
        narrowed = (self.narrowed(each) for each in found)
        yield from in_growing_parts(each for each in narrowed if each is not None)

    def _narrowed(self, record: RecordChange) -> RecordChange:
        """Return a change of the field alone: what it was given where the record was made, too."""
        changes = tuple(each for change in record.changes for each in self._within(change))
        return replace(record, what=What.CHANGED, changes=changes)

    def _within(self, change: Change) -> list[Change]:
        if is_at(change.key, self.key):
            return [change]
        return [leaf for leaf in leaves(change) if is_at(leaf.key, self.key)]


def is_at(key: str, wanted: str) -> bool:
    """Tell whether a key is the wanted one, or within it."""
    return key == wanted or key.startswith((f"{wanted}.", f"{wanted}["))


class EntrySearch:
    """What is looked for: words that must all occur, and periods such as `2023-01..2023-06`."""

    def __init__(self, terms: str) -> None:
        words = terms.split()
        self._periods = [word.partition("..")[::2] for word in words if ".." in word]
        self._words = fold(" ".join(word for word in words if ".." not in word)).split()

    def finds(self, entry: Entry, text: str) -> bool:
        """Tell whether an entry is found, by its day and by its words, its `search_text`.

        The ends of a period belong to it; either may be left out.
        """
        if self._periods:
            day = entry.date.date().isoformat()
            if any(
                day < first or (last and day[: len(last)] > last) for first, last in self._periods
            ):
                return False
        return all(word in text for word in self._words)
