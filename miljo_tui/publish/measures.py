"""The part of the page about the areas and their measures, each in full where it stands first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from miljo_tui.locale import mark as _
from miljo_tui.model.folder import AnyRecord, Record
from miljo_tui.model.progress import newest, status, tally
from miljo_tui.model.query import sort
from miljo_tui.model.records import Area, Measure
from miljo_tui.model.scale import STATUSES
from miljo_tui.publish.details import Details
from miljo_tui.publish.document import (
    Block,
    Bullets,
    Facts,
    Link,
    Note,
    Paragraph,
    Section,
    Status,
    Table,
)
from miljo_tui.publish.phrases import Phrases
from miljo_tui.publish.publication import Publication

EXAMPLE = _("example")


class Measures:
    """Shows the areas of a publication with the measures of each."""

    def __init__(self, publication: Publication, phrases: Phrases) -> None:
        self._publication = publication
        self._phrases = phrases
        self._say = phrases.say
        self._details = Details(phrases)
        self._shown: dict[str, str] = {}
        """The names of the sections that measures stand in, by their ids."""

    def section(self) -> Section:
        """Return the whole part."""
        folder = self._publication.folder
        blocks: list[Block] = [
            Paragraph((self._say(_("How far each measure has come is said on this scale:")),)),
            Facts(tuple(self._scale())),
            self.figures(),
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

    def figures(self) -> Table:
        """Return how many measures each area has, by how far they have come."""
        folder = self._publication.folder
        rows = []
        for area in shown_areas(self._publication):
            rows.append((area.name, tally(_true(folder.measures_of(area.id)))))
        rows.append((self._say(_("All measures")), tally(_true(folder.measures.values()))))
        signs = [(self._phrases.status(value),) for value in rows[-1][1]]
        return Table(
            self._say(_("The measures by area and status; one in two areas is counted in both")),
            ((self._say(_("Area")),), *signs, (self._say(_("All")),)),
            tuple(
                (
                    ((name,),),
                    *(((self._phrases.number(count),),) for count in counts.values()),
                    ((self._phrases.number(sum(counts.values())),),),
                )
                for name, counts in rows
            ),
            numeric=True,
        )

    def _scale(self) -> Iterator[tuple[str, tuple[tuple[str], ...]]]:
        for option in STATUSES:
            shown = self._phrases.status(str(option.value))
            yield f"{shown.letter} {shown.word}", ((self._say(option.wording),),)
        unreported = self._phrases.status("")
        yield f"{unreported.letter} {unreported.word}", ((self._say(_UNREPORTED),),)

    def _area(self, record: Record[Area]) -> Section:
        measures = self._publication.folder.measures_of(record.id)
        blocks: list[Block] = [*self._details.text(record.value.description)]
        facts = tuple(self._details.facts(Area, record.value, ("name", "description")))
        if facts:
            blocks.append(Facts(facts))
        blocks += self._details.tables(Area, record.value, ())
        blocks += self._measures(measures, record.name)
        if not measures:
            blocks.append(Paragraph((self._say(_("No measure yet.")),)))
        return Section(anchor(record), record.name, tuple(blocks))

    def _measures(self, records: list[Record[Measure]], where: str) -> Iterator[Block]:
        elsewhere = []
        for record in sort(records, "title"):
            if record.id in self._shown:
                place = self._say(_("shown under {area}"), area=self._shown[record.id])
                elsewhere.append((Link(record.name, f"#{anchor(record)}"), f" – {place}"))
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
        return Section(anchor(record), record.name, tuple(blocks), mark)

    def _status(self, measure: Measure) -> tuple[str | Status, ...]:
        shown = self._phrases.status(status(measure))
        follow_up = newest(measure)
        return (shown, f" ({follow_up.year})") if follow_up else (shown,)


_UNREPORTED = _("Nobody has reported on the measure")


def _true(records: Iterable[Record[Measure]]) -> Iterator[Record[Measure]]:
    """Yield the measures that count: examples are made up."""
    return (record for record in records if not record.value.example)


def shown_areas(publication: Publication) -> list[Record[Area]]:
    """Return the areas that the page shows: the chosen ones, and others that have measures."""
    folder = publication.folder
    used = {id for record in folder.measures.values() for id in record.value.areas}
    return [area for area in folder.in_order() if area.id in folder.chosen or area.id in used]


def anchor(record: AnyRecord) -> str:
    """Return the id of a record's section, whatever its file is called."""
    stem = re.sub(r"[^a-z0-9-]", lambda found: f"_{ord(found[0]):x}_", record.id)
    return f"{record.kind.name}-{stem}"
