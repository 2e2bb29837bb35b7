"""The part of the page about the chosen areas, each with its measures as cards."""

from __future__ import annotations

from collections.abc import Iterator

from miljo_tui.locale import mark as _
from miljo_tui.model.fields import fields_of
from miljo_tui.model.folder import Record
from miljo_tui.model.groups import FOCUS, grouped
from miljo_tui.model.groups import name as group
from miljo_tui.model.parts import Page, WorkingGroup
from miljo_tui.model.publication import Publication
from miljo_tui.model.query import sort
from miljo_tui.model.records import Agreement, Area, Measure
from miljo_tui.model.rounds import is_earlier
from miljo_tui.publishing.cards import CardMaker, anchor
from miljo_tui.publishing.details import Details, Fact
from miljo_tui.publishing.document import (
    Block,
    Bullets,
    Cards,
    Facts,
    Folded,
    Line,
    Link,
    Note,
    Paragraph,
    Section,
    Words,
)
from miljo_tui.publishing.phrases import Phrases
from miljo_tui.publishing.sources import Sources
from miljo_tui.publishing.standing import group_name

MANY = 8
"""From so many measures on, an area begins with a list that leads to each."""


class Areas:
    """Shows the areas of a publication with the measures of each, each measure once."""

    def __init__(self, publication: Publication, phrases: Phrases, sources: Sources) -> None:
        self._publication = publication
        self._folder = publication.folder
        self._agreement = publication.folder.agreement.value
        self._phrases = phrases
        self._say = phrases.say
        self._details = Details(phrases, sources)
        self._sources = sources
        self._cards = CardMaker(publication, phrases, sources)
        self._shown: dict[str, Words] = {}
        """The names of the sections that measures stand in, by their ids."""

    def section(self) -> Section:
        """Return the whole part."""
        page = self._agreement.page or Page()
        heading = page.measures_heading
        title = self._phrases.quote(heading) if heading else self._say(_("Areas and measures"))
        blocks: list[Block] = [*self._chosen()]
        blocks += [self._area(record) for record in shown_areas(self._publication)]
        known = set(self._folder.areas)
        rest = [
            record
            for record in self._folder.measures.values()
            if not known & set(record.value.areas) and not is_earlier(record.value, self._folder)
        ]
        in_focus = {
            key: records
            for key, records in grouped(rest, "area", self._folder).items()
            if key.startswith(FOCUS)
        }
        for number, (key, records) in enumerate(in_focus.items(), 1):
            name = group_name(self._phrases, group(key, "area", self._folder))
            blocks.append(Section(f"focus-{number}", name, tuple(self._measures(records, name))))
        placed = {record.id for records in in_focus.values() for record in records}
        if others := [record for record in rest if record.id not in placed]:
            name = self._say(_("Other measures"))
            blocks.append(Section("outside", name, tuple(self._measures(others, name))))
        return Section("measures", title, tuple(blocks))

    def earlier(self) -> Iterator[Block]:
        """Yield the measures that were over before the agreement began."""
        records = [
            record
            for record in sort(self._folder.measures.values())
            if is_earlier(record.value, self._folder)
        ]
        if records:
            cards = Cards(tuple(self._cards.card(record) for record in records))
            yield Section("earlier-measures", self._say(_("Measures before this period")), (cards,))

    def _chosen(self) -> Iterator[Block]:
        agreement = self._agreement
        lines = self._phrases.lines(fields_of(Agreement)["areas"], agreement.areas)
        if lines:
            period = self._phrases.period(agreement.start, agreement.end)
            text = _("{who} has chosen these areas for {period}:")
            if agreement.actor and period:
                actor = self._phrases.quote(agreement.actor)
                yield Paragraph(self._phrases.around(text, "who", actor, period=period))
            yield Bullets(lines)
        rest = [area.name for area in self._folder.in_order() if area.id not in agreement.areas]
        if rest:
            text = _("Prioritised areas that are not chosen: {areas}")
            yield Note(self._phrases.around(text, "areas", self._phrases.quote(", ".join(rest))))

    def _area(self, record: Record[Area]) -> Section:
        area = record.value
        name = self._phrases.quote(record.name)
        blocks: list[Block] = []
        if area.focus_area:
            label = self._say(fields_of(Area)["focus_area"].label)
            blocks.append(Note((f"{label}: ", self._phrases.quote(area.focus_area))))
        blocks += self._details.text(area.description)
        measures = [
            each
            for each in self._folder.measures_of(record.id)
            if not is_earlier(each.value, self._folder)
        ]
        blocks += self._measures(measures, name)
        if not measures:
            blocks.append(Paragraph((self._say(_("No measure has been published here.")),)))
        if area.meetings:
            dated = self._details.dated(area.meetings)
            blocks.append(Folded(self._say(fields_of(Area)["meetings"].label), (dated,)))
        if facts := tuple(self._facts(area)):
            note = self._say(_("The links to the goals are our own interpretation."))
            notes = (Note((note,)),) if area.goals_inferred else ()
            about = self._say(_("More about the area"))
            blocks.append(Folded(about, (Facts(facts), *notes)))
        blocks += self._sources.note(area.sources, name)
        return Section(anchor(record), name, tuple(blocks))

    def _facts(self, area: Area) -> Iterator[Fact]:
        """Yield what else is known: its goals, its other names, who has chosen it, its group."""
        keys = ("objectives", "global_goals", "aliases", "chosen_by")
        for field in map(fields_of(Area).__getitem__, keys):
            if lines := self._phrases.lines(field, getattr(area, field.key)):
                yield self._say(field.label), (_joined(lines),)
        group = area.working_group
        if group is None:
            return
        label = self._say(fields_of(Area)["working_group"].label)
        described = fields_of(WorkingGroup)["description"]
        lines = self._phrases.lines(described, group.description)
        known = self._details.facts(WorkingGroup, group, ("description",))
        if facts := tuple((f"{name}: ", *line) for name, found in known for line in found):
            lines = (*lines, _joined(facts))
        if lines:
            yield label, lines

    def _measures(self, records: list[Record[Measure]], where: Words) -> Iterator[Block]:
        if len(records) >= MANY:
            yield Paragraph((self._say(_("The measures, and how far each has come:")),))
            yield Bullets(
                tuple(
                    (Link(record.name, f"#{anchor(record)}"), " ", *self._cards.state(record.value))
                    for record in sort(records)
                ),
                is_index=True,
            )
        elsewhere: list[Line] = []
        cards = []
        for record in sort(records):
            if record.id in self._shown:
                place = self._phrases.around(
                    _("shown under {area}"), "area", self._shown[record.id]
                )
                elsewhere.append((Link(record.name, f"#{anchor(record)}"), " – ", *place))
            else:
                self._shown[record.id] = where
                cards.append(self._cards.card(record))
        if cards:
            yield Cards(tuple(cards))
        if elsewhere:
            yield Paragraph((self._say(_("Measures that are in another area too:")),))
            yield Bullets(tuple(elsewhere))


def _joined(lines: tuple[Line, ...]) -> Line:
    """Return lines as one, the ones after the other."""
    line: Line = ()
    for each in lines:
        line = (*line, ", ", *each) if line else each
    return line


def shown_areas(publication: Publication) -> list[Record[Area]]:
    """Return the areas that the page shows: the chosen ones, and others that have measures."""
    folder = publication.folder
    used = {
        id
        for record in folder.measures.values()
        for id in record.value.areas
        if not is_earlier(record.value, folder)
    }
    return [area for area in folder.in_order() if area.id in folder.chosen or area.id in used]
