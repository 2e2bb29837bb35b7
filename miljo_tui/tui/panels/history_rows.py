"""An entry of the history as one line of a list, and the words by which it is found."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text
from textual.content import Content

from miljo_tui.audit import Entry, entry_summary, entry_text
from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, counted
from miljo_tui.locale import mark as _
from miljo_tui.model.folder import Folder
from miljo_tui.tui.columns import Column
from miljo_tui.tui.literal import cell, label

MOST = 400
"""Characters of what is said in the list and below it; the whole stands in the entry."""


@frozen
class Row:
    """An entry, its cells, and the words by which it is found."""

    entry: Entry
    cells: Mapping[str, Text]
    """By the ids of their columns."""
    text: str


def columns(speaker: Language, *, of_one: bool) -> list[Column]:
    """Return the columns of the list; of one record it need not be said which."""
    say = speaker.say
    every = [
        Column("mark", "", 1),
        Column("date", say(_("Date")), 10),
        Column("record", say(_("Record")), None, minimum=12),
        Column("what", say(_("Changed")), None, minimum=22),
        Column("reason", say(_("Reason")), None, minimum=14, priority=-2),
        Column("author", say(_("Person")), 12, priority=-3),
        Column("case", say(_("Registry number")), 12, priority=-4),
    ]
    return [column for column in every if column.id != "record" or not of_one]


def in_full(entry: Entry, speaker: Language) -> Content:
    """Return an entry as a few lines: what was changed, by whom and how, and why."""
    say = speaker.say
    whose = " · ".join(filter(None, (entry.author, entry.case, *map(say, entry.marks()))))
    what = label(" · ".join(map(say, entry_summary(entry)))[:MOST])
    return Content("\n").join([what, label(whose, "dim"), label(reason_of(entry))])


def row_of(entry: Entry, folder: Folder, speaker: Language) -> Row:
    """Return an entry as a line; `!` marks one whose message does not tell the truth."""
    say = speaker.say
    first = entry.records[0].name if entry.records else ""
    if count := len(entry.records) - 1:
        more = counted(_("and {count} more"), _("and {count} more"), count=count)
        first = f"{first} {say(more)}" if count > 0 else first
    reason = reason_of(entry)
    cells = {
        "mark": cell("" if entry.verdict.is_true else "!", "bold red"),
        "date": cell(entry.date.date().isoformat()),
        "record": cell(first),
        "what": cell(" · ".join(map(say, entry_summary(entry)))),
        "reason": cell(reason) if reason else cell(say(_("(no reason)")), "dim"),
        "author": cell(entry.author),
        "case": cell(entry.case),
    }
    return Row(entry, cells, entry_text(entry, folder, speaker))


def reason_of(entry: Entry) -> str:
    """Return why, in one line; empty where no reason is given."""
    return " ".join(entry.reason[:MOST].split())
