"""The matrix of the follow-ups: a letter for each measure and year, and what it says in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from rich.text import Text
from textual.content import Content

from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.folder import Folder, Record
from miljo_tui.model.groups import name
from miljo_tui.model.records import Measure
from miljo_tui.model.rounds import Standing, state
from miljo_tui.model.statuses import BROKEN, LETTERS, OWED, STATUSES
from miljo_tui.tui.columns import Column
from miljo_tui.tui.hanging_text import glued
from miljo_tui.tui.literal import cell, label
from miljo_tui.tui.panels.record_text import COLOURS

Cells = Sequence[Text]

BESIDE = 4
"""So many years are shown on either side of the chosen one."""

SAID = {
    Standing.MISSING: _("Not reported yet"),
    Standing.OVERDUE: _("Not reported, the year is over"),
    Standing.OVER: _("Nothing to report: the measure was over"),
    Standing.NOT_BEGUN: _("Nothing to report: the measure had not begun, as far as is known"),
    Standing.EXAMPLE: _("Nothing to report: the measure is an example"),
    Standing.NO_ROUND: _("Nothing to report for this year"),
}
WORDS = {str(option.value): option.label for option in STATUSES}


def in_sight(period: range, year: int) -> range:
    """Return the years that are shown, the chosen one among them."""
    place = period.index(year)
    return period[max(0, place - BESIDE) : place + BESIDE + 1]


def columns(period: range, year: int, speaker: Language) -> list[Column]:
    """Return the columns; where the width is short, the years farthest from the chosen one go."""
    return [
        Column("mark", "", 1),
        Column("title", speaker.say(_("Measure")), None, minimum=10),
        *(
            Column(
                str(each),
                f"[{each}]" if each == year else str(each),
                6 if each == year else 4,
                priority=-abs(each - year),
            )
            for each in in_sight(period, year)
        ),
    ]


class Matrix:
    """The cells of an agreement, made for the rows in sight only."""

    def __init__(
        self,
        folder: Folder,
        year: int,
        today: date,
        speaker: Language,
        drafts: Collection[str],
    ) -> None:
        self.folder = folder
        self.year = year
        self.today = today
        self.speaker = speaker
        self.drafts = drafts
        """The ids of the measures that have a draft."""

    def heading(self, area: str) -> Cells:
        """Return the line above an area's measures, which has nothing in its other columns."""
        called = self.speaker.spell(name(area, "area", self.folder))
        return (cell(f"  {called}", "bold"),)

    def cells(self, id: str, period: range) -> Cells:
        """Return the line of a measure."""
        record = self.folder.measures[id]
        title = cell(f"  {record.name}")
        if record.value.example:
            title.append(f" ({self.speaker.say(_('made up'))})", "italic")
        return (
            cell("•" if id in self.drafts else "", "bold"),
            title,
            *(self._cell(record, each) for each in period),
        )

    def _cell(self, record: Record[Measure], year: int) -> Text:
        sign, style = self._sign(record, year)
        if year != self.year:
            return cell(f" {sign}", style)
        return Text.assemble(" [", (sign, f"bold {style}".strip()), "]", end="")

    def _sign(self, record: Record[Measure], year: int) -> tuple[str, str]:
        """Return what stands for a year, and its colour; nothing where nothing is to report."""
        if record.fault:
            return BROKEN, "red"
        then = state(record.value, year, self.folder, self.today)
        if then.reported:
            return LETTERS[then.reported.status], COLOURS[then.reported.status]
        if then.standing is Standing.DONE and then.follow_up:
            return LETTERS[then.follow_up.status], "dim"
        if then.is_owed:
            return OWED, "red" if then.standing is Standing.OVERDUE else ""
        return " ", ""


def legend(speaker: Language) -> Content:
    """Return what the signs of the matrix mean; none is parted from its words."""
    say = speaker.say
    letters = [f"{LETTERS[str(option.value)]} {say(option.label)}" for option in STATUSES]
    told = [f"{OWED} {say(_('To be reported'))}", *letters, f"• {say(_('Not committed'))}"]
    return label("  ".join(map(glued, told)), "dim")


def described(record: Record[Measure], year: int, folder: Folder, speaker: Language) -> Content:
    """Return what the follow-up of a year says: the word, who reported, the comment."""
    return Content("\n").join(_lines(record, year, folder, speaker))


def _lines(
    record: Record[Measure], year: int, folder: Folder, speaker: Language
) -> Iterator[Content]:
    say = speaker.say
    then = state(record.value, year, folder, date.today())
    follow_up = then.follow_up
    yield label(record.name, "bold")
    if record.fault:
        yield label(f"{BROKEN} {say(_('Cannot be read: its file is broken'))}", "red")
        return
    if then.standing in SAID or follow_up is None:
        sign = OWED if then.is_owed else ""
        yield label(" ".join(filter(None, (f"{year}:", sign, say(SAID[then.standing])))))
        return
    word = f"{LETTERS[follow_up.status]} {say(WORDS[follow_up.status])}"
    if then.standing is Standing.DONE:
        by = f" · {say(message(_('since {year}, not due again'), year=follow_up.year))}"
    else:
        by = f" · {follow_up.reported_by}" if follow_up.reported_by else ""
    yield Content.assemble(
        label(f"{year}: "), label(word, COLOURS[follow_up.status]), label(by, "dim")
    )
    if follow_up.comment:
        yield label(" ".join(follow_up.comment.split()))
