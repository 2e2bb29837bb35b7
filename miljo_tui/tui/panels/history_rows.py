"""An entry of the history as two lines of a list, and the words by which it is found."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from miljo_tui.audit import Entry
from miljo_tui.frozen import frozen
from miljo_tui.locale import Language
from miljo_tui.locale import mark as _
from miljo_tui.model.folder import Folder
from miljo_tui.tui.columns import Column
from miljo_tui.tui.literal import cell, visible
from miljo_tui.tui.table import Table

MOST = 400
"""Characters of what is said in the list; the whole stands in the entry."""


class EntryList(Table):
    """The entries, the newest first: when and what, then who and why."""

    LINES = 2
    HEADER = 0

    def __init__(self) -> None:
        super().__init__(
            [
                Column("mark", "", 1),
                Column("time", "", len("2022-02-22 14:05"), priority=-1),
                Column("what", "", None, minimum=36),
            ]
        )


@frozen
class Row:
    """An entry, the cells of its two lines, and the words by which it is found."""

    entry: Entry
    cells: Sequence[Text]
    text: str


def row_of(entry: Entry, folder: Folder, speaker: Language, *, of_one: bool) -> Row:
    """Return an entry as two lines; `!` marks one whose message does not tell the truth.

    Of one record it need not be said which.
    """
    say = speaker.say
    what = Text(end="")
    if back := entry.way_back:
        what.append(f"{say(back[0])} · ", "bold cyan")
    if not of_one and len(entry.records) == 1:
        what.append(f"{visible(entry.records[0].name)} · ", "bold")
    what.append(visible(" · ".join(map(say, entry.summary()))[:MOST]))
    # A reason may be long, and who it was must be seen beside it.
    why = Text(end="").append(f"{visible(entry.author)} · ", "dim")
    reason = visible(reason_of(entry))
    why.append(reason) if reason else why.append(say(_("(no reason)")), "dim")
    if entry.case:
        why.append(f" · {visible(entry.case)}")
    cells = (
        cell("" if entry.verdict.is_true else "!", "bold red"),
        cell(entry.date.isoformat(" ", "minutes")[:16]),
        what,
        Text(),
        Text(),
        why,
    )
    return Row(entry, cells, entry.search_text(folder, speaker))


def reason_of(entry: Entry) -> str:
    """Return why, in one line; empty where no reason is given."""
    return " ".join(entry.reason[:MOST].split())
