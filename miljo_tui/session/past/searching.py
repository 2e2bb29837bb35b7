"""Entries of the history found by any of their words, or by a period."""

from __future__ import annotations

from miljo_tui.locale import Language, Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.folder import Folder
from miljo_tui.model.query import fold, matches
from miljo_tui.session.past.changed import RecordChange
from miljo_tui.session.past.entries import Entry

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

    The areas are those that a measure is in today.
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
    areas = measure.value.areas if measure else ()
    return [folder.areas[id].name for id in areas if id in folder.areas]


def found(terms: str, entry: Entry, text: str) -> bool:
    """Tell whether every term occurs in an entry; `2023-01..2023-06` is a period, ends included."""
    words = terms.split()
    day = entry.date.date().isoformat()
    for period in [word for word in words if ".." in word]:
        first, _dots, last = period.partition("..")
        if day < first or (last and day[: len(last)] > last):
            return False
    return matches(" ".join(word for word in words if ".." not in word), text)
