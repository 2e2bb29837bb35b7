"""A measure as a card: where it stands, its years, who, one sentence, and the rest folded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from miljo_tui.locale import mark as _
from miljo_tui.model.fields import fields_of
from miljo_tui.model.folder import AnyRecord, Record
from miljo_tui.model.parts import Decision, FollowUp
from miljo_tui.model.progress import newest, status
from miljo_tui.model.publication import Publication
from miljo_tui.model.records import Measure
from miljo_tui.publishing.details import Details, Fact
from miljo_tui.publishing.document import (
    Block,
    Card,
    Facts,
    Folded,
    Line,
    Link,
    Note,
    Paragraph,
    Status,
    Words,
)
from miljo_tui.publishing.gauges import gauges
from miljo_tui.publishing.phrases import Phrases
from miljo_tui.publishing.sources import Sources

MADE_UP = _("made up")
"""The mark of a measure that shows how the program works and that nobody has undertaken."""

PLACED = (
    *("title", "description", "example", "areas", "start", "end", "responsible", "decision"),
    *("follow_ups", "indicators", "sources"),
)
"""What of a measure has a place of its own on its card."""

_SENTENCE = re.compile(r"(?<=[a-zåäö0-9)”\"][.!?]) +(?=[A-ZÅÄÖ0-9“”\"])")
_SHORTENED = re.compile(r"(\b(t\.ex|bl\.a|m\.m|kl|nr|ca|dvs|s\.k)|\.[a-z])\.$")

SHORT = 160
"""A paragraph of so many characters is shown whole."""


class CardMaker:
    """Makes the cards of the measures of a publication."""

    def __init__(self, publication: Publication, phrases: Phrases, sources: Sources) -> None:
        self._publication = publication
        self._phrases = phrases
        self._say = phrases.say
        self._details = Details(phrases, sources)
        self._sources = sources

    def card(self, record: Record[Measure]) -> Card:
        """Return the card of a measure."""
        measure = record.value
        name = self._phrases.quote(record.name)
        first, rest = opening(measure.description)
        blocks: list[Block] = []
        if first:
            blocks.append(Paragraph((self._phrases.quote(first),)))
        blocks += gauges(self._phrases, measure.indicators)
        if reports := tuple(self._reports(measure)):
            text = self._say(_("What has been reported, year by year"))
            blocks.append(Folded(text, (Facts(reports),)))
        more = tuple(self._more(measure, rest))
        if more:
            blocks.append(Folded(self._say(_("More about the measure")), more))
        blocks += self._foot(record, name)
        mark = self._say(MADE_UP) if measure.example else ""
        return Card(anchor(record), name, self._line(measure), tuple(blocks), mark)

    def state(self, measure: Measure) -> Line:
        """Return how far a measure has come, and which year that was reported for."""
        shown = self._phrases.status(status(measure))
        follow_up = newest(measure)
        return (shown, f" {follow_up.year}") if follow_up else (shown,)

    def _line(self, measure: Measure) -> Line:
        line: list[Words | Link | Status] = [*self.state(measure)]
        period = self._phrases.period(measure.start, measure.end)
        if measure.continuous:
            going_on = self._say(_("continuous"))
            period = f"{period}, {going_on}" if period else going_on
        for part in (period, self._phrases.quote(measure.responsible)):
            line += [" · ", part] if part else []
        return tuple(line)

    def _reports(self, measure: Measure) -> Iterator[Fact]:
        """Yield what was said for each year, the newest first."""
        said = [each for each in measure.follow_ups if each.year is not None]
        for each in sorted(said, key=lambda entry: -(entry.year or 0)):
            lines: list[Line] = [(self._phrases.status(each.status),)] if each.status else []
            lines += self._phrases.lines(fields_of(FollowUp)["comment"], each.comment)
            for label, values in self._details.facts(FollowUp, each, ("year", "status", "comment")):
                lines += [(f"{label}: ", *value) for value in values]
            yield str(each.year), tuple(lines)

    def _more(self, measure: Measure, rest: str) -> Iterator[Block]:
        yield from self._details.text(rest)
        facts = [*self._decision(measure.decision)]
        placed = (*PLACED, "continuous") if measure.continuous else PLACED
        facts += self._details.facts(Measure, measure, placed)
        if facts:
            yield Facts(tuple(facts))
        yield from self._details.tables(Measure, measure, PLACED)

    def _decision(self, decision: Decision | None) -> Iterator[Fact]:
        if decision is None:
            return
        parts: list[Words | Link | Status] = []
        day = self._phrases.day(decision.date) if decision.date is not None else ""
        for part in (self._phrases.quote(decision.body), day):
            parts += ([", "] if parts else []) + ([part] if part else [])
        if decision.registry_number:
            parts += [", "] if parts else []
            number = self._phrases.quote(decision.registry_number)
            parts += self._phrases.around(_("registry number {number}"), "number", number)
        if parts:
            yield self._say(fields_of(Measure)["decision"].label), (tuple(parts),)

    def _foot(self, record: Record[Measure], name: Words) -> Iterator[Block]:
        line: list[Words | Link | Status] = []
        if changed := self._publication.changed.get(record.address):
            day = self._phrases.day(changed)
            line.append(self._say(_("Last changed {day}"), day=day))
        if cited := self._sources.named(record.value.sources, name):
            line += ([" · "] if line else []) + [*cited]
        if line:
            yield Note(tuple(line))


def opening(text: str) -> tuple[str, str]:
    """Return the first sentence of a text, or its first paragraph where that is short; the rest."""
    first, _gap, others = text.replace("\r\n", "\n").strip().partition("\n\n")
    lines = [line.strip() for line in first.split("\n")]
    if len(lines) > 1 and all(line[:2] in ("- ", "* ", "• ") for line in lines):
        return "", text
    joined = " ".join(filter(None, lines))
    if len(joined) <= SHORT:
        return joined, others
    sentence = joined
    for found in _SENTENCE.finditer(joined):
        if not _SHORTENED.search(joined[: found.start()]):
            sentence = joined[: found.start()]
            break
    rest = joined[len(sentence) :].strip()
    return sentence, "\n\n".join(filter(None, (rest, others)))


def anchor(record: AnyRecord) -> str:
    """Return the id of a record's section, whatever its file is called."""
    stem = re.sub(r"[^a-z0-9-]", lambda found: f"_{ord(found[0]):x}_", record.id)
    return f"{record.kind.name}-{stem}"
