"""The overview of a year in lines: the figures, the groups, the years, and the indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, Message, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.figures import LABELS, Figures, Reading, figures, signed
from miljo_tui.model.folder import Folder, Record
from miljo_tui.model.groups import GROUPINGS, groups, name
from miljo_tui.model.indicators import Point, aimed_at, newest_value, points, reached
from miljo_tui.model.not_counted import measures_not_counted, meetings_not_counted
from miljo_tui.model.participation import attendance, communications
from miljo_tui.model.parts import Indicator
from miljo_tui.model.query import sort
from miljo_tui.model.records import Measure
from miljo_tui.model.rounds import years
from miljo_tui.model.scalars import LAST_YEAR
from miljo_tui.tui.columns import cut
from miljo_tui.tui.literal import label, visible
from miljo_tui.tui.panels.charts import bar, letters, numbers

ROLES = {"baseline": _("baseline"), "value": "", "target": _("target")}
NARROW = 60
"""Below so many cells the numbers stand on a line of their own."""
LETTERED = 14
"""Cells of a bar of letters."""


@frozen
class Overview:
    """What is shown: the agreement, the year, how it is read, and by what it is grouped."""

    folder: Folder
    year: int
    reading: Reading
    by: str
    today: date
    speaker: Language
    width: int

    def content(self) -> Content:
        """Return all lines."""
        parts = (
            self._whole(),
            self._groups(),
            self._years(),
            self._participation(),
            self._indicators(),
        )
        return Content("\n").join(
            line for part in map(tuple, parts) if part for line in (*part, label(""))
        )

    def _figures(self, year: int) -> Figures:
        return figures(self.folder, year, self.reading, self.today)

    @property
    def _bar(self) -> int:
        return max(8, min(30, self.width - 52))

    def _heading(self, text: str) -> Content:
        return label(text, "bold underline")

    def _whole(self) -> Iterator[Content]:
        say, now = self.speaker.say, self._figures(self.year)
        before = None
        if self.year - 1 in years(self.folder):
            before = now.since(self._figures(self.year - 1))
        all_of = counted(_("{count} measure counted"), _("{count} measures counted"), now.all)
        heading = say(all_of)
        if before is not None:
            change = message(_("changes since {year}"), year=self.year - 1)
            heading = f"{heading} · {say(change)}: {signed(before['all'])}"
        yield self._heading(heading)
        for key, text in LABELS.items():
            share = now.share(key)
            since = f"  {signed(before[key])}" if before is not None else ""
            drawn = f"{bar(share.number, share.of, self._bar)} {say(share.words)}{since}"
            if self.width < NARROW:
                yield label(say(text))
                yield label(f"  {drawn}")
            else:
                yield label(f"{_fitted(say(text), 18)} {drawn}")
        for left in measures_not_counted(self.folder, self.year, self.reading, self.today):
            yield label(say(left), "dim")

    def _groups(self) -> Iterator[Content]:
        found = groups(self.folder, self.by, self.year, self.reading, self.today)
        if found:
            yield self._heading(self.speaker.say(GROUPINGS[self.by].label))
        yield from self._lettered(
            [(self.speaker.spell(group.name), group.figures) for group in found]
        )

    def _years(self) -> Iterator[Content]:
        yield self._heading(self.speaker.say(_("By year")))
        yield from self._lettered(
            [
                (f"{'▶' if year == self.year else ' '} {year}", self._figures(year))
                for year in years(self.folder)
            ]
        )

    def _lettered(self, rows: Sequence[tuple[str, Figures]]) -> Iterator[Content]:
        """Yield names with their letters and numbers; a name is cut only for want of room."""
        said = [f" {of.all}: {numbers(of)}" if of.all else " 0" for _name, of in rows]
        wished = max((cell_len(visible(called)) for called, _figures in rows), default=0)
        room = self.width - LETTERED - 1 - max(map(len, said), default=0)
        for (called, of), told in zip(rows, said, strict=True):
            drawn = Content.assemble(letters(of, LETTERED), label(told))
            if self.width < NARROW:
                yield label(called)
                yield Content.assemble("  ", drawn)
            else:
                named = _fitted(called, max(18, min(wished, room)))
                yield Content.assemble(label(f"{named} "), drawn)

    def _participation(self) -> Iterator[Content]:
        say = self.speaker.say
        yield self._heading(say(_("Participation and communication")))
        for each in attendance(self.folder, self.year):
            if each.meetings.of or each.activities.of:
                said = message(
                    _("Meetings attended: {meetings}. Activities attended: {activities}."),
                    meetings=each.meetings.words,
                    activities=each.activities.words,
                )
                called = self.speaker.spell(name(each.area, "area", self.folder))
                yield label(f"{called}: {say(said)}")
        for left in meetings_not_counted(self.folder, self.year):
            yield label(say(left), "dim")
        told = communications(self.folder, self.year)
        yield label(say(message(_("Communicated: {count}"), count=len(told))))
        for one in told:
            yield label(f"  {one.date}  {one.title}")

    def _indicators(self) -> Iterator[Content]:
        found = [
            (record, indicator)
            for record in sort(self.folder.measures.values())
            for indicator in record.value.indicators
        ]
        if found:
            yield self._heading(self.speaker.say(_("Indicators")))
        for record, indicator in found:
            yield from self._indicator(record, indicator)

    def _indicator(self, record: Record[Measure], indicator: Indicator) -> Iterator[Content]:
        say = self.speaker.say
        unit = f" ({indicator.unit})" if indicator.unit else ""
        example = f" ({say(_('made up'))})" if record.value.example else ""
        yield Content.assemble(
            label(f"{indicator.name}{unit}", "bold"),
            label(f"{example}: {say(_verdict(indicator))}"),
        )
        yield label(f"  {record.name}", "dim")
        shown = points(indicator)
        widest = max((abs(point.value) for point in shown), default=0)
        for point in shown:
            yield label(self._point(point, widest))

    def _point(self, point: Point, widest: float) -> str:
        role = self.speaker.say(ROLES[point.role])
        drawn = bar(abs(point.value), widest, self._bar)
        year = "–" if point.year is None else point.year
        return f"  {year:>4} {drawn} {self.speaker.spell(point.value)} {role}".rstrip()


def _verdict(indicator: Indicator) -> Message:
    """Return whether the target that counts in the year of the newest value is reached."""
    now = newest_value(indicator)
    target = aimed_at(indicator, (now.year if now else None) or LAST_YEAR)
    if target is None:
        return message(_("no target"))
    words, dated = {
        True: (_("target reached"), _("target for {year} reached")),
        False: (_("target not reached"), _("target for {year} not reached")),
        None: (
            _("whether the target is reached cannot be judged"),
            _("whether the target for {year} is reached cannot be judged"),
        ),
    }[reached(indicator)]
    return message(words) if target.year is None else message(dated, year=target.year)


def _fitted(text: str, width: int) -> str:
    """Return a text in exactly so many cells, ending in `…` where it did not fit."""
    return cut(text, width).plain
