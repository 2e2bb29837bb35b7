"""A whole agreement as it was read: records with their source, their raw data and their value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from math import inf
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

from miljo_tui.frozen import frozen, replace
from miljo_tui.model.fields import build
from miljo_tui.model.problems import Problem
from miljo_tui.model.records import AREA, MEASURE, Agreement, Area, Measure, RecordKind
from miljo_tui.model.times import first_day, last_day, moment

T = TypeVar("T", Agreement, Area, Measure)

FORMAT = 1
"""The newest file format this program knows."""


@frozen
class Record(Generic[T]):
    """One file: what stands in it, what of it was understood, and what is wrong with it."""

    kind: RecordKind
    id: str
    """The file stem; `agreement` for the agreement."""
    source: bytes | None
    """The bytes that were read; None where the file could not be read."""
    raw: Mapping[str, Any]
    fault: Problem | None = None
    """Why the file could not be read at all: then `raw` is empty."""

    @cached_property
    def value(self) -> T:
        """What was understood of it; made when it is first asked for, which no check does."""
        return cast(T, build(self.kind.cls, self.raw))

    @property
    def address(self) -> str:
        """How people and commands name the record: `measures/pollinatorsprojekt`, `agreement`."""
        return self.kind.address(self.id)

    @property
    def file(self) -> str:
        """The file, relative to the agreement's folder."""
        return f"{self.address}.toml"

    @property
    def name(self) -> str:
        """What people call the record: its title or name, or its id where that is missing."""
        name = self.raw.get("name" if self.kind is AREA else "title")
        return (name.strip() if isinstance(name, str) else "") or self.id


AnyRecord = Record[Agreement] | Record[Area] | Record[Measure]


class Unread(Mapping[str, Record[Measure]]):
    """Measures by id, each read when it is first asked for: most commands are about one of them."""

    def __init__(
        self,
        ids: Iterable[str],
        read: Callable[[str], Record[Measure]],
        known: Mapping[str, Record[Measure]] = MappingProxyType({}),
    ) -> None:
        self._ids = ids if isinstance(ids, dict) else dict.fromkeys(ids)
        self._read = read
        self._known = dict(known)

    def __getitem__(self, id: str) -> Record[Measure]:
        if id not in self._known:
            if id not in self._ids:
                raise KeyError(id)
            self._known[id] = self._read(id)
        return self._known[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def each_once(self) -> Iterator[Record[Measure]]:
        """Yield all of them; those that are read for it are not kept."""
        for id in self._ids:
            yield self._known.get(id) or self._read(id)

    def replaced(self, record: Record[Measure]) -> Unread:
        """Return these with one put in the place of its former self, or last."""
        is_known = record.id in self._ids
        ids = self._ids if is_known else {**self._ids, record.id: None}
        return Unread(ids, self._read, {**self._known, record.id: record})


@frozen
class Folder:
    """An agreement with its areas and measures, by id in the order of their file names."""

    agreement: Record[Agreement]
    areas: Mapping[str, Record[Area]] = MappingProxyType({})
    measures: Mapping[str, Record[Measure]] = MappingProxyType({})
    faults: tuple[Problem, ...] = ()
    """Why the files of a whole folder, `areas` or `measures`, could not be had."""
    elsewhere: tuple[str, ...] = ()
    """The addresses of records that git has, and was told not to check out."""

    @cached_property
    def period(self) -> tuple[date, date] | None:
        """The agreement's first and last day, None where they make no period."""
        start, end = (moment(self.agreement.raw.get(key)) for key in ("start", "end"))
        if start is None or end is None:
            return None
        first, last = first_day(start), last_day(end)
        return (first, last) if first <= last else None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the chosen areas, in the agreement's order."""
        return self.agreement.value.areas

    @property
    def reason_required(self) -> bool:
        """Tell whether every change must say why; where that cannot be read, it must."""
        if self.agreement.fault:
            return True
        return self.agreement.raw.get("reason_required", False) is not False

    @property
    def newer_format(self) -> bool:
        """Tell whether the files are of a format that a later program wrote."""
        return (self.agreement.value.format or FORMAT) > FORMAT

    def records(self) -> Iterator[AnyRecord]:
        """Yield every record: the agreement, the areas, the measures."""
        yield self.agreement
        yield from self.areas.values()
        yield from self.measures.values()

    def each_once(self) -> Iterator[AnyRecord]:
        """Yield every record for somebody who looks at each by itself: none is kept for that."""
        yield self.agreement
        yield from self.areas.values()
        measures = self.measures
        yield from measures.each_once() if isinstance(measures, Unread) else measures.values()

    def find(self, address: str) -> list[AnyRecord]:
        """Return the records that an address or a bare id names: none, one, or several."""
        name = address.removesuffix(".toml")
        found: list[AnyRecord] = [self.agreement] if name == self.agreement.id else []
        for kind, records in ((AREA, self.areas), (MEASURE, self.measures)):
            ids = dict.fromkeys((name, name.removeprefix(f"{kind.folder}/")))
            found += [records[id] for id in ids if id in records]
        return found

    def area_name(self, id: str) -> str:
        """Return what people call an area, the id where there is none."""
        return self.areas[id].name if id in self.areas else id

    def measures_of(self, area: str) -> list[Record[Measure]]:
        """Return the measures that belong to an area."""
        return list(self._of_areas.get(area, ()))

    @cached_property
    def _of_areas(self) -> Mapping[str, Sequence[Record[Measure]]]:
        """The measures of each area, looked through once."""
        found: dict[str, list[Record[Measure]]] = {}
        for record in self.measures.values():
            for area in dict.fromkeys(record.value.areas):
                found.setdefault(area, []).append(record)
        return found

    def broken(self) -> list[Problem]:
        """Return the fault of each file and folder that could not be read."""
        return [*self.faults, *(record.fault for record in self.records() if record.fault)]

    def broken_measures(self) -> list[Record[Measure]]:
        """Return the measures whose files could not be read."""
        return [record for record in self.measures.values() if record.fault]

    def replaced(self, record: AnyRecord) -> Folder:
        """Return this agreement with one record put in the place of its former self."""
        if record.kind is AREA:
            return replace(self, areas={**self.areas, record.id: cast("Record[Area]", record)})
        if record.kind is MEASURE:
            measure = cast("Record[Measure]", record)
            if isinstance(self.measures, Unread):
                return replace(self, measures=self.measures.replaced(measure))
            return replace(self, measures={**self.measures, record.id: measure})
        return replace(self, agreement=cast("Record[Agreement]", record))

    def without(self, record: AnyRecord) -> Folder:
        """Return this agreement without one of its areas or measures."""
        kept = "areas" if record.kind is AREA else "measures"
        left = {id: each for id, each in getattr(self, kept).items() if id != record.id}
        return replace(self, **{kept: left})

    def in_order(self) -> list[Record[Area]]:
        """Return the areas: the chosen ones in the agreement's order, then the rest by number."""
        chosen = [self.areas[id] for id in dict.fromkeys(self.chosen) if id in self.areas]
        rest = [area for area in self.areas.values() if area.id not in self.chosen]
        return chosen + sorted(rest, key=lambda area: (_number(area), area.id))


def _number(area: Record[Area]) -> float:
    return inf if area.value.number is None else area.value.number
