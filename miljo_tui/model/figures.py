"""How far the work has come by the end of a year, in numbers whose denominators are stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from miljo_tui.frozen import frozen
from miljo_tui.model.folder import Folder, Record, first_day, last_day
from miljo_tui.model.parts import FollowUp
from miljo_tui.model.records import Measure
from miljo_tui.model.scale import DONE, HALF, NOT_RELEVANT, STARTED, STATUSES


@frozen
class Share:
    """Some of a number of measures; nothing is hidden in a percentage alone."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """The part in whole percent, None of nothing."""
        return round(100 * self.part / self.whole) if self.whole else None


@frozen
class Figures:
    """The measures that belong to a year, each counted once by its newest status until then."""

    counts: Mapping[str, int]
    """How many have each status of the scale."""
    unreported: int
    """How many have never been reported until then."""
    reported: Share
    """How many of those that are to be reported for the year have been."""

    @property
    def all(self) -> int:
        """All of them, also those that are not relevant or not reported."""
        return sum(self.counts.values()) + self.unreported

    @property
    def relevant(self) -> int:
        """All but those that are said not to be relevant: the denominator of the shares."""
        return self.all - self.counts[NOT_RELEVANT]

    @property
    def done(self) -> Share:
        """The share that is done: G."""
        return self._share(DONE)

    @property
    def past_half(self) -> Share:
        """The share that is done to half or more: G and H."""
        return self._share(DONE, HALF)

    @property
    def started(self) -> Share:
        """The share that is at least started: G, H and P."""
        return self._share(DONE, HALF, STARTED)

    def _share(self, *statuses: str) -> Share:
        return Share(sum(self.counts[status] for status in statuses), self.relevant)


def follow_up_of(measure: Measure, year: int) -> FollowUp | None:
    """Return what was reported for a year: the last in the file, where several have reported."""
    reported = [each for each in measure.follow_ups if each.year == year and each.status]
    return reported[-1] if reported else None


def status_by(measure: Measure, year: int) -> str:
    """Return the newest status until the end of a year, or nothing."""
    years = {each.year for each in measure.follow_ups if each.year is not None and each.status}
    latest = max((each for each in years if each <= year), default=None)
    follow_up = follow_up_of(measure, latest) if latest is not None else None
    return follow_up.status if follow_up else ""


def span(measure: Measure, folder: Folder) -> tuple[int, int]:
    """Return the first and the last year of a measure; what it does not say is the agreement's."""
    agreement = folder.agreement.value
    start, end = measure.start, None if measure.continuous else measure.end
    start = agreement.start if start is None else start
    end = agreement.end if end is None else end
    first = first_day(start).year if start is not None else 1
    return first, last_day(end).year if end is not None else 9999


def belongs(measure: Measure, folder: Folder, year: int) -> bool:
    """Tell whether a measure is counted at the end of a year.

    It is once it has begun, whether it goes on or not, if any of it lies in the agreement's period.
    """
    first, last = span(measure, folder)
    return first <= year and last >= _period(folder)[0]


def is_expected(measure: Measure, folder: Folder, year: int) -> bool:
    """Tell whether a measure is to be reported for a year: one in its span and the agreement's."""
    first, last = span(measure, folder)
    begin, end = _period(folder)
    return max(first, begin) <= year <= min(last, end)


def _period(folder: Folder) -> tuple[int, int]:
    agreement = folder.agreement.value
    begin = first_day(agreement.start).year if agreement.start is not None else 1
    return begin, last_day(agreement.end).year if agreement.end is not None else 9999


def missing(folder: Folder, year: int) -> list[Record[Measure]]:
    """Return the measures that are to be reported for a year and are not."""
    return [
        record
        for record in folder.measures.values()
        if is_expected(record.value, folder, year) and follow_up_of(record.value, year) is None
    ]


def figures(records: Iterable[Record[Measure]], folder: Folder, year: int) -> Figures:
    """Count the measures that belong to a year, each once."""
    counts = {str(option.value): 0 for option in STATUSES}
    unreported = expected = reported = 0
    for record in records:
        measure = record.value
        if is_expected(measure, folder, year):
            expected += 1
            reported += follow_up_of(measure, year) is not None
        if not belongs(measure, folder, year):
            continue
        status = status_by(measure, year)
        if status in counts:
            counts[status] += 1
        else:
            unreported += 1
    return Figures(MappingProxyType(counts), unreported, Share(reported, expected))


Groups = Mapping[str, Sequence[Record[Measure]]]
"""Measures by what they are grouped by; empty stands for those without it."""


def by_area(folder: Folder) -> Groups:
    """Return the measures by the id of their areas, in order; one in two areas stands in both."""
    areas = {area.id: folder.measures_of(area.id) for area in folder.in_order()}
    found = {id: measures for id, measures in areas.items() if measures or id in folder.chosen}
    return {**found, "": homeless} if (homeless := folder.homeless()) else found


def by_responsible(folder: Folder) -> Groups:
    """Return the measures by the unit that is responsible."""
    return _grouped((record.value.responsible.strip(), record) for record in _measures(folder))


def by_focus_area(folder: Folder) -> Groups:
    """Return the measures by the focus areas of their areas; each stands once in each."""
    return _grouped(
        (focus, record)
        for record in _measures(folder)
        for focus in dict.fromkeys(_focus_areas(record, folder))
    )


def by_objective(folder: Folder) -> Groups:
    """Return the measures by the national objectives that they are said to serve, 1–16."""
    pairs = [(str(n), record) for record in _measures(folder) for n in record.value.objectives]
    none = [("", record) for record in _measures(folder) if not record.value.objectives]
    return _grouped(sorted(pairs, key=lambda pair: int(pair[0])) + none)


def _measures(folder: Folder) -> Iterator[Record[Measure]]:
    yield from folder.measures.values()


def _focus_areas(record: Record[Measure], folder: Folder) -> Iterator[str]:
    areas = [folder.areas[id] for id in record.value.areas if id in folder.areas]
    yield from (area.value.focus_area.strip() for area in areas)
    if not areas:
        yield ""


def _grouped(pairs: Iterable[tuple[str, Record[Measure]]]) -> Groups:
    groups: dict[str, list[Record[Measure]]] = {}
    for name, record in pairs:
        groups.setdefault(name, []).append(record)
    without = groups.pop("", None)
    return {**groups, "": without} if without else groups
