"""The part of the page about the areas and their measures, each in full where it stands first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from miljo_tui.locale import Message
from miljo_tui.locale import mark as _
from miljo_tui.model.figures import AS_OF, Figures, Reading, figures
from miljo_tui.model.folder import AnyRecord, Folder, Record
from miljo_tui.model.groups import groups
from miljo_tui.model.progress import newest, status
from miljo_tui.model.publication import Publication
from miljo_tui.model.query import sort
from miljo_tui.model.records import Area, Measure
from miljo_tui.model.rounds import present_year
from miljo_tui.model.statuses import LETTERS, STATUSES
from miljo_tui.publishing.details import Details
from miljo_tui.publishing.document import (
    Block,
    Bullets,
    Facts,
    Link,
    Note,
    Paragraph,
    Section,
    Status,
    TableBlock,
    Words,
)
from miljo_tui.publishing.phrases import Phrases

EXAMPLE = _("example")

MANY = 8
"""From so many measures on, an area begins with a list that leads to each."""


class Measures:
    """Shows the areas of a publication with the measures of each."""

    def __init__(self, publication: Publication, phrases: Phrases) -> None:
        self._publication = publication
        self._phrases = phrases
        self._say = phrases.say
        self._details = Details(phrases)
        self._shown: dict[str, Words] = {}
        """The names of the sections that measures stand in, by their ids."""

    def section(self) -> Section:
        """Return the whole part."""
        folder = self._publication.folder
        blocks: list[Block] = [
            Paragraph((self._say(_("How far each measure has come is said on this scale:")),)),
            Facts(tuple(self._scale())),
            self._figures(),
        ]
        blocks += [self._area(record) for record in shown_areas(self._publication)]
        known = set(folder.areas)
        homeless = [
            record for record in folder.measures.values() if not known & set(record.value.areas)
        ]
        if homeless:
            title = self._say(_("Outside the areas"))
            blocks.append(Section("outside", title, tuple(self._measures(homeless, title))))
        return Section("measures", self._say(_("Our measures")), tuple(blocks))

    def _figures(self) -> TableBlock:
        year = present_year(self._publication.folder, self._publication.day)
        text = _(
            "The measures by area and status in {year}; "
            "one in two areas is counted in both, an example in none"
        )
        caption = self._say(text, year=year)
        folder, today = self._publication.folder, self._publication.day
        return by_status(self._phrases, caption, folder, year, AS_OF, today)

    def _scale(self) -> Iterator[tuple[str, tuple[tuple[str], ...]]]:
        for option in STATUSES:
            shown = self._phrases.status(str(option.value))
            yield f"{shown.letter} {shown.word}", ((self._say(option.wording),),)
        unreported = self._phrases.status("")
        yield f"{unreported.letter} {unreported.word}", ((self._say(_UNREPORTED),),)

    def _area(self, record: Record[Area]) -> Section:
        measures = self._publication.folder.measures_of(record.id)
        name = self._phrases.quote(record.name)
        blocks: list[Block] = [*self._details.text(record.value.description)]
        facts = tuple(self._details.facts(Area, record.value, ("name", "description")))
        if facts:
            blocks.append(Facts(facts))
        blocks += self._details.tables(Area, record.value, ())
        blocks += self._measures(measures, name)
        if not measures:
            blocks.append(Paragraph((self._say(_("No measure yet.")),)))
        return Section(anchor(record), name, tuple(blocks))

    def _measures(self, records: list[Record[Measure]], where: Words) -> Iterator[Block]:
        if len(records) >= MANY:
            yield Paragraph((self._say(_("The measures, and how far each has come:")),))
            yield Bullets(
                tuple(
                    (Link(record.name, f"#{anchor(record)}"), " ", *self._status(record.value))
                    for record in sort(records)
                )
            )
        elsewhere = []
        for record in sort(records):
            if record.id in self._shown:
                place = self._phrases.around(
                    _("shown under {area}"), "area", self._shown[record.id]
                )
                elsewhere.append((Link(record.name, f"#{anchor(record)}"), " – ", *place))
            else:
                self._shown[record.id] = where
                yield self.measure(record)
        if elsewhere:
            yield Paragraph((self._say(_("Measures that are in another area too:")),))
            yield Bullets(tuple(elsewhere))

    def measure(self, record: Record[Measure]) -> Section:
        """Return one measure in full."""
        measure = record.value
        blocks: list[Block] = [*self._details.text(measure.description)]
        label = self._say(_("Status"))
        rest = self._details.facts(Measure, measure, ("title", "description", "example"))
        blocks.append(Facts(((label, (self._status(measure),)), *rest)))
        blocks += self._details.tables(Measure, measure, ())
        if changed := self._publication.changed.get(record.address):
            day = self._phrases.day(changed)
            blocks.append(Note((self._say(_("Last changed {day}"), day=day),)))
        mark = self._say(EXAMPLE) if measure.example else ""
        return Section(anchor(record), self._phrases.quote(record.name), tuple(blocks), mark)

    def _status(self, measure: Measure) -> tuple[str | Status, ...]:
        shown = self._phrases.status(status(measure))
        follow_up = newest(measure)
        return (shown, f" ({follow_up.year})") if follow_up else (shown,)


_UNREPORTED = _("Nobody has reported on the measure")


def group_name(phrases: Phrases, name: str | Message) -> Words:
    """Return the name of a group: the agreement's own, or what the program calls it."""
    return phrases.quote(name) if isinstance(name, str) else phrases.say(name)


def by_status(
    phrases: Phrases, caption: str, folder: Folder, year: int, reading: Reading, today: date
) -> TableBlock:
    """Return how many measures of each area had come how far in a year."""
    rows = [
        (group_name(phrases, group.name), group.figures)
        for group in groups(folder, "area", year, reading, today)
    ]
    rows.append((phrases.say(_("All measures")), figures(folder, year, reading, today)))
    signs = [(phrases.status(value),) for value in (*LETTERS, "")]
    return TableBlock(
        caption,
        ((phrases.say(_("Area")),), *signs, (phrases.say(_("All")),)),
        tuple(
            (((name,),), *(((phrases.number(count),),) for count in _by_letter(counts)))
            for name, counts in rows
        ),
        shape="numbers",
    )


def _by_letter(counts: Figures) -> tuple[int, ...]:
    """Return the numbers in the order of the scale, those not reported and all of them last."""
    return (
        counts.done,
        counts.past_half - counts.done,
        counts.at_least_started - counts.past_half,
        counts.not_started,
        counts.not_relevant,
        counts.not_reported,
        counts.all,
    )


def shown_areas(publication: Publication) -> list[Record[Area]]:
    """Return the areas that the page shows: the chosen ones, and others that have measures."""
    folder = publication.folder
    used = {id for record in folder.measures.values() for id in record.value.areas}
    return [area for area in folder.in_order() if area.id in folder.chosen or area.id in used]


def anchor(record: AnyRecord) -> str:
    """Return the id of a record's section, whatever its file is called."""
    stem = re.sub(r"[^a-z0-9-]", lambda found: f"_{ord(found[0]):x}_", record.id)
    return f"{record.kind.name}-{stem}"
