"""Entries of the history found by any of their words, or by a period."""

from __future__ import annotations

from miljo_tui.audit.entries import Entry
from miljo_tui.editing.record_changes import RecordChange
from miljo_tui.locale import Language, Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.folder import Folder
from miljo_tui.model.query import fold

MOST_NAMED = 3
"""Records of one commit that a line names; the rest is a number."""


def summary(entry: Entry) -> list[Message]:
    """Return what an entry changed, in a few words for each record."""
    several = len(entry.records) > 1
    said = []
    for record in entry.records[:MOST_NAMED]:
        for each in record.said():
            named = message(_("{record}: {change}"), record=record.name, change=each)
            said.append(named if several else each)
    return said


def entry_text(entry: Entry, folder: Folder, language: Language) -> str:
    """Return the words by which an entry is found, folded: date, person, reason, records, fields.

    The areas are those that a measure was in then, and is in today.
    """
    say = language.say
    parts = [
        entry.date.date().isoformat(),
        entry.author,
        entry.email,
        entry.case,
        entry.reason,
        entry.subject,
        entry.commit[:10],
    ]
    for record in entry.records:
        parts += [record.address, record.name, *_areas(record, folder)]
        parts += map(say, record.said())
    return fold(" ".join(parts))


def _areas(record: RecordChange, folder: Folder) -> list[str]:
    measure = folder.measures.get(record.id)
    areas = {*record.areas, *(measure.value.areas if measure else ())}
    return [folder.areas[id].name for id in areas if id in folder.areas]


class Search:
    """What is looked for: words that must all occur, and periods such as `2023-01..2023-06`."""

    def __init__(self, terms: str) -> None:
        words = terms.split()
        self._periods = [word.partition("..")[::2] for word in words if ".." in word]
        self._words = fold(" ".join(word for word in words if ".." not in word)).split()

    def finds(self, entry: Entry, text: str) -> bool:
        """Tell whether an entry is found, by its day and by its words as `entry_text` gives them.

        The ends of a period belong to it; either may be left out.
        """
        if self._periods:
            day = entry.date.date().isoformat()
            if any(
                day < first or (last and day[: len(last)] > last) for first, last in self._periods
            ):
                return False
        return all(word in text for word in self._words)
