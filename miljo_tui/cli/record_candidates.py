"""What of an agreement may be written on a command line: records, keys, entries, values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from miljo_tui.cli.context import Context
from miljo_tui.editing import Snapshot
from miljo_tui.frozen import frozen, replace
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.choices import Choice
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.kinds import Kind
from miljo_tui.model.paths import named, spell
from miljo_tui.model.records import AGREEMENT, AREA, MEASURE, RecordKind
from miljo_tui.model.scalars import FLAG, YEAR
from miljo_tui.model.structures import Entries, Listing, Table
from miljo_tui.model.texts import Reference
from miljo_tui.model.times import first_day, last_day

LONGEST_PERIOD = 20
"""So many years are offered at most, should the period be a slip of the finger."""

_INTO = re.compile(r"(\w+)(?:\[([^]]*)\])?\.")
_CHANGE = re.compile(r"(\w+)([+@-]?=)(.*)", re.DOTALL)
_ENTRY = re.compile(r"(\w+)\[([^]]*)(\])?")


@frozen
class Candidate:
    """A word that fits where the cursor stands."""

    word: str
    about: str | Message = ""
    """What it is, for shells that show it."""
    unfinished: bool = False
    """Whether more must follow in the same word."""


class KnownNames:
    """What of the agreement may be named, read when it is asked for."""

    def __init__(self, context: Context, described: int = 0) -> None:
        self._context = context
        self._described = described
        """So many measures are named by their titles too."""

    @cached_property
    def _folder(self) -> Folder:
        return Snapshot.open(self._context.path, is_brief=True).folder

    @property
    def areas(self) -> dict[str, Message]:
        """The names of the areas, by id."""
        return {id: _untranslated(area.name) for id, area in self._folder.areas.items()}

    @property
    def years(self) -> range:
        """The years of the agreement's period that have begun."""
        agreement = self._folder.agreement.value
        if agreement.start is None:
            return range(0)
        first = first_day(agreement.start).year
        last = last_day(agreement.end).year if agreement.end else first
        return range(first, min(last, date.today().year, first + LONGEST_PERIOD) + 1)

    def record(self, name: str) -> AnyRecord | None:
        """Return the record of an address or a bare id, if it names just one."""
        found = self._folder.find(name)
        return found[0] if len(found) == 1 else None

    def records(self, kinds: Sequence[RecordKind], typed: str) -> Iterator[Candidate]:
        """Yield the records of some kinds: by address, and by id once one has been begun."""
        folder = self._folder
        ids = {AGREEMENT: (AGREEMENT.name,), AREA: folder.areas, MEASURE: folder.measures}
        # There may be thousands of measures: most are named by their files alone.
        described = islice(folder.measures.values(), self._described)
        read: list[AnyRecord] = [folder.agreement, *folder.areas.values(), *described]
        names = {record.address: _untranslated(record.name) for record in read}
        for kind in kinds:
            for id in ids[kind]:
                yield Candidate(kind.address(id), names.get(kind.address(id), ""))
        if typed and "/" not in typed:
            bearers = Counter(id for each in ids.values() for id in each)
            for kind in kinds:
                for id in ids[kind]:
                    if bearers[id] == 1:
                        yield Candidate(id, names.get(kind.address(id), ""))


def assignments(
    cls: type[Any], raw: Mapping[str, Any], known: KnownNames, typed: str
) -> Iterator[Candidate]:
    """Yield how a `KEY=VALUE` that begins with `typed` may go on, for a record that holds `raw`."""
    place: _Container | None = _Container(cls, raw, known)
    done = 0
    while place and (step := _INTO.match(typed, done)):
        place = place.inside(step[1], step[2])
        done = step.end()
    if place:
        for each in place.candidates(typed[done:]):
            yield replace(each, word=typed[:done] + each.word)


class _Container:
    """A record, a table of it or an entry, as the place that a key leads into."""

    def __init__(self, cls: type[Any], raw: Mapping[str, Any], known: KnownNames) -> None:
        self.cls = cls
        self.raw = raw
        self.known = known
        self.fields = fields_of(cls)

    def inside(self, key: str, entry: str | None) -> _Container | None:
        """Return the place that a key, and an entry's name or number, leads into."""
        field = self.fields.get(key)
        if field and isinstance(field.kind, Table):
            value = self.raw.get(key)
            return _Container(field.kind.of, value if isinstance(value, dict) else {}, self.known)
        if field and isinstance(field.kind, Entries):
            entries = self.held(field)
            index = next(iter(named(field.kind, entries, entry or "")), len(entries))
            return _Container(field.kind.of, [*entries, {}][index], self.known)
        return None

    def candidates(self, typed: str) -> Iterator[Candidate]:
        """Yield how a change may go on in this place."""
        change = _CHANGE.fullmatch(typed)
        entry = _ENTRY.fullmatch(typed)
        if change:
            if field := self.fields.get(change[1]):
                for value in self.values(field, change[2], change[3]):
                    yield replace(value, word=f"{change[1]}{change[2]}{value.word}")
        elif not entry:
            yield from self.all_keys(typed)
        elif place := self.inside(entry[1], entry[2]):
            if not entry[3]:  # the bracket is open
                yield from self.entries(self.fields[entry[1]])
                return
            for each in place.all_keys():
                yield replace(each, word=f"{typed}.{each.word}")
            yield Candidate(f"{typed}-=", message(_("remove the entry")))
            yield Candidate(f"{typed}@=", message(_("move the entry to a place, from 1")), True)

    def all_keys(self, typed: str = "") -> Iterator[Candidate]:
        """Yield the keys with what may follow them; entries only of a list that has been begun."""
        for key, field in self.fields.items():
            operators = ["="]
            if isinstance(field.kind, Table):
                if place := self.inside(key, None):
                    for each in place.all_keys():
                        yield replace(each, word=f"{key}.{each.word}")
                continue
            if isinstance(field.kind, Entries):
                operators = ["[", "+="]
                if typed and key.startswith(typed):
                    yield from self.entries(field)
                    operators = ["+="]
            elif field.fixed:
                continue
            elif isinstance(field.kind, Listing):
                operators = ["=", "+="]
            if self.held(field):
                operators.append("-=")
            for operator in operators:
                yield Candidate(f"{key}{operator}", message(field.label), unfinished=True)

    def entries(self, field: Field) -> Iterator[Candidate]:
        """Yield the entries there are, and for a list by year those of the period."""
        if not isinstance(field.kind, Entries):
            return
        known: dict[str, Mapping[str, Any]] = {
            spell(self.cls, self.raw, (field.key, index)): entry
            for index, entry in enumerate(self.held(field))
        }
        if fields_of(field.kind.of)[field.kind.key[0]].kind is YEAR:
            for year in self.known.years:
                known.setdefault(f"{field.key}[{year}]", {"year": year})
            known = dict(sorted(known.items()))
        for name, entry in known.items():
            yield Candidate(f"{name}.", field.kind.called(entry), unfinished=True)

    def values(self, field: Field, operator: str, text: str) -> Iterator[Candidate]:
        """Yield the values that may stand behind the operator, each with what is there already."""
        if isinstance(field.kind, Entries) and operator == "-=":
            for index, entry in enumerate(self.held(field)):
                name = spell(self.cls, self.raw, (field.key, index))
                yield Candidate(name[len(field.key) + 1 : -1], field.kind.called(entry))
        if not isinstance(field.kind, Listing):
            yield from self.of_kind(field.kind) if operator == "=" else ()
            return
        item = field.kind.item
        held = [self._item(item, value) for value in self.held(field) if item.fits(value)]
        before, comma, last = text.rpartition(",")
        named_already = {each.strip() for each in before.split(",")}
        begun = before + comma + last[: len(last) - len(last.lstrip())]
        if operator == "+=":
            named_already |= {value.word for value in held}
        for value in held if operator == "-=" else self.of_kind(item):
            if value.word not in named_already:
                yield replace(value, word=begun + value.word)

    def of_kind(self, kind: Kind) -> Iterator[Candidate]:
        """Yield the values of a kind, where they can be told."""
        if isinstance(kind, Choice):
            for option in kind.options:
                yield Candidate(str(option.value), message(option.label))
        elif kind is FLAG:
            yield from (Candidate("true", message(_("yes"))), Candidate("false", message(_("no"))))
        elif isinstance(kind, Reference):
            yield from (Candidate(id, name) for id, name in self.known.areas.items())

    def held(self, field: Field) -> list[Any]:
        """Return what a list of this place holds, nothing where it is broken."""
        value = self.raw.get(field.key)
        return value if isinstance(value, list) and field.kind.fits(value) else []

    def _item(self, item: Kind, value: Any) -> Candidate:
        word, words = item.write(value), item.words(value)
        if isinstance(item, Reference):
            return Candidate(word, self.known.areas.get(value, ""))
        if "," in word or '"' in word:
            word = '"' + word.replace('"', '""') + '"'
        spoken = words if isinstance(words, Message) else _untranslated(words)
        return Candidate(word, "" if words == word else spoken)


def _untranslated(name: str) -> Message:
    """Return a name out of a file as a message: it is no text of the program's to translate."""
    return message("{name}", name=name)
