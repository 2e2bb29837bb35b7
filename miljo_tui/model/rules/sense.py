"""Rules about values of one record that must make sense together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.fields import fields_of
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.problems import Path, Problem, Severity
from miljo_tui.model.records import KINDS, MEASURE
from miljo_tui.model.structures import Entries
from miljo_tui.model.times import first_day, last_day, moment, words
from miljo_tui.model.tree import entries

_PERIODS = {
    kind.name: [
        key
        for key, field in fields_of(kind.cls).items()
        if isinstance(field.kind, Entries) and "end" in fields_of(field.kind.of)
    ]
    for kind in KINDS
}
"""The entries of each kind of record that have an end."""


def end_before_start(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """An end lies before its start, in the record or in one of its entries."""
    yield from _ends(record, record.raw, ())
    for key in _PERIODS[record.kind.name]:
        for index, entry in entries(record.raw.get(key)):
            yield from _ends(record, entry, (key, index))


def _ends(record: AnyRecord, raw: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    start, end = moment(raw.get("start")), moment(raw.get("end"))
    if start is None or end is None or last_day(end) >= first_day(start):
        return
    yield Problem(
        "end-before-start",
        Severity.ERROR,
        record.file,
        (*path, "end"),
        message(_("End {end} lies before start {start}"), end=words(end), start=words(start)),
        message(_("Change the end to {start} or later, or the start."), start=words(start)),
        end,
    )


def same_reporter_twice(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """The same reporter has two follow-ups for one year."""
    if record.kind is not MEASURE:
        return
    seen: set[tuple[int, str]] = set()
    for index, entry in entries(record.raw.get("follow_ups")):
        year, reporter = moment(entry.get("year")), entry.get("reported_by", "")
        if not isinstance(year, int) or not isinstance(reporter, str):
            continue
        reporter = reporter.strip()
        if (year, reporter) in seen:
            yield Problem(
                "same-reporter-twice",
                Severity.ERROR,
                record.file,
                ("follow_ups", index, "reported_by" if reporter else "year"),
                message(_("{reporter} reports twice on {year}"), reporter=reporter, year=year)
                if reporter
                else message(_("Two follow-ups for {year} have no reporter"), year=year),
                message(_("Join the two follow-ups, or name the reporters apart.")),
                reporter or year,
            )
        seen.add((year, reporter))
