"""The fields of a record as facts, tables and links, each under the label of its declaration."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from miljo_tui.locale import mark as _
from miljo_tui.model import parts
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.scalars import YEAR
from miljo_tui.model.structures import Entries, Table
from miljo_tui.publishing import document
from miljo_tui.publishing.document import Block, Facts, Line, Link, Paragraph, Status, Words
from miljo_tui.publishing.phrases import Phrases
from miljo_tui.publishing.sources import Sources

COLUMNS: Mapping[type[Any], tuple[str, ...]] = {
    parts.FollowUp: ("year", "status", "comment"),
    parts.Action: ("title", "status", "comment"),
    parts.Reading: ("year", "value", "method"),
    parts.Communication: ("title", "date", "description"),
    parts.Funding: ("source", "amount", "note"),
}
"""The fields of an entry that have a column of their own; the others stand in the last one.

Three columns fit a telephone.
"""


PERIOD = _("Period")

Fact = tuple[Words, tuple[Line, ...]]
"""A label, and the lines that stand for it."""


class Details:
    """Shows the fields of a record and of what is in it."""

    def __init__(self, phrases: Phrases, sources: Sources | None = None) -> None:
        self._phrases = phrases
        self._sources = sources
        """Where sources are numbered; without it each stands with its record as a link."""

    def text(self, text: str) -> Iterator[Block]:
        """Yield a long text as paragraphs, and as lists where it lists points."""
        for lines in self._phrases.paragraphs(text):
            yield Paragraph(lines[0]) if len(lines) == 1 else document.Bullets(lines)

    def facts(self, cls: type[Any], value: Any, without: Collection[str]) -> Iterator[Fact]:
        """Yield what is known of the fields that are no lists of entries."""
        for field in _public(cls, without):
            lines = () if _is_tabled(field) else self._lines(cls, field, value)
            if lines:
                yield self._phrases.say(_label(cls, field)), lines

    def tables(self, cls: type[Any], value: Any, without: Collection[str]) -> Iterator[Block]:
        """Yield the lists of entries, a table each."""
        for field in _public(cls, without):
            if _is_tabled(field):
                yield from self.entries(field, getattr(value, field.key))

    def entries(self, field: Field, entries: tuple[Any, ...]) -> Iterator[Block]:
        """Yield a list of entries as a table; entries that hold lists have one each."""
        assert isinstance(field.kind, Entries)
        of = field.kind.of
        inner = [each for each in _public(of, ()) if _is_tabled(each)]
        caption = self._phrases.say(field.label)
        if entries and not inner:
            yield self._table(caption, of, entries)
        for entry in entries if inner else ():
            one = self._phrases.say(field.kind.one)
            facts = tuple(self.facts(of, entry, ()))
            yield Facts(facts)
            for each in inner:
                if values := getattr(entry, each.key):
                    name = " ".join(str(getattr(entry, key)) for key in field.kind.key)
                    assert isinstance(each.kind, Entries)
                    yield self._table(f"{one}: {name}", each.kind.of, values)

    def dated(self, entries: tuple[Any, ...]) -> Facts:
        """Return dated entries as a list by their dates: what happened, and what more is known."""
        items = []
        for entry in entries:
            declared = fields_of(type(entry))
            line: Line = (self._phrases.quote(entry.title),)
            kind = self._lines(type(entry), declared["kind"], entry) if "kind" in declared else ()
            if kind:
                line = (*line, " (", *map(_within, kind[0]), ")")
            lines = [line, *self._lines(type(entry), declared["description"], entry)]
            known = ("title", "date", "description", "kind", "sources")
            for label, found in self.facts(type(entry), entry, known):
                lines += [(f"{label}: ", *each) for each in found]
            sources = entry.sources if "sources" in declared else ()
            if self._sources is not None and sources:
                cited = self._sources.named(sources, self._phrases.quote(entry.title))
                lines[-1] = (*lines[-1], _gap(lines[-1]), *cited)
            day = "–" if entry.date is None else self._phrases.day(entry.date)
            items.append((day, tuple(lines)))
        return Facts(tuple(items))

    def _table(self, caption: str, of: type[Any], entries: tuple[Any, ...]) -> Block:
        """Return entries as rows; a column that nothing stands in is left out.

        One column alone is no table."""
        declared = fields_of(of)
        columns = COLUMNS.get(of) or tuple(declared)[:3]
        rows = [self._row(of, columns, entry) for entry in entries]
        filled = [at for at, _key in enumerate(columns) if not at or any(row[at] for row in rows)]
        if len(filled) == 1:
            return Facts(((caption, tuple(line for row in rows for line in row[0])),))
        return document.TableBlock(
            caption,
            tuple((self._phrases.say(_label(of, declared[columns[at]])),) for at in filled),
            tuple(tuple(row[at] for at in filled) for row in rows),
            shape="years" if declared[columns[0]].kind is YEAR else "prose",
        )

    def _row(self, of: type[Any], columns: tuple[str, ...], entry: Any) -> list[tuple[Line, ...]]:
        cells = [self._lines(of, fields_of(of)[key], entry) for key in columns]
        more = tuple(
            (f"{self._phrases.say(_label(of, field))}: ", *line)
            for field in _public(of, columns)
            for line in self._lines(of, field, entry)
        )
        return [*cells[:-1], (*cells[-1], *more)]

    def _lines(self, cls: type[Any], field: Field, holder: Any) -> tuple[Line, ...]:
        """Return the lines of a field: of a table those of its fields, of a period both ends."""
        value = getattr(holder, field.key)
        if self._sources is not None and field.key == "sources":
            subject = getattr(holder, "title", "") or getattr(holder, "name", "")
            return (self._sources.cited(value, self._phrases.quote(subject)),) if value else ()
        if _is_period(cls, field):
            period = self._phrases.period(holder.start, holder.end)
            return ((period,),) if period else ()
        if isinstance(field.kind, Table):
            inside = self.facts(field.kind.of, value, ()) if value else ()
            return tuple((f"{label}: ", *line) for label, lines in inside for line in lines)
        if isinstance(field.kind, Entries):
            return tuple(self.linked(link) for link in value)
        return self._phrases.lines(field, value)

    def linked(self, link: parts.Link) -> Line:
        """Return a link by its title, with what is said of it."""
        line = self._phrases.titled(link.title, link.url)
        if not link.description:
            return line
        return (*line, " – ", self._phrases.quote(link.description))


def _public(cls: type[Any], without: Collection[str]) -> Iterator[Field]:
    """Yield the fields to show; the end of a period stands with its start."""
    declared = fields_of(cls)
    for key, field in declared.items():
        ends = key == "end" and "start" in declared
        if key not in without and not field.internal and not ends:
            yield field


def _is_period(cls: type[Any], field: Field) -> bool:
    return field.key == "start" and "end" in fields_of(cls)


def _is_tabled(field: Field) -> bool:
    return isinstance(field.kind, Entries) and field.kind.of is not parts.Link


def _label(cls: type[Any], field: Field) -> str:
    return PERIOD if _is_period(cls, field) else field.label


def _within(part: Words | Link | Status) -> Words | Link | Status:
    """Return a part of a line as it stands within a sentence."""
    return part[:1].lower() + part[1:] if isinstance(part, str) else part


def _gap(line: Line) -> str:
    """Return what parts a line from the sources that follow it; a sentence ends by itself."""
    last = line[-1] if line else ""
    words = getattr(last, "text", last)
    return " " if isinstance(words, str) and words.endswith((".", "!", "?")) else " · "
