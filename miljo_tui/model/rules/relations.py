"""Rules about how the records of an agreement fit together; each names both ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.nearest_key import nearest_word
from miljo_tui.model.problems import Problem, Severity
from miljo_tui.model.records import AREA, MEASURE
from miljo_tui.model.rules.sense import moment
from miljo_tui.model.times import first_day, last_day, words
from miljo_tui.model.tree import entries


def unknown_area(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """A measure or the agreement names an area that does not exist."""
    if record.kind is AREA or any(fault.file == AREA.folder for fault in folder.faults):
        return  # where none can be read, that is the one finding
    for index, area in _areas(record):
        if area not in folder.areas and AREA.address(area) not in folder.elsewhere:
            near = nearest_word(area, folder.areas, 0.5)
            yield Problem(
                "unknown-area",
                Severity.ERROR,
                record.file,
                ("areas", index),
                message(
                    _("{name} names the area {area}, which has no file areas/{area}.toml"),
                    name=record.name,
                    area=area,
                ),
                message(_("Did you mean {near}?"), near=near)
                if near
                else message(_("Areas there are: {known}."), known=", ".join(folder.areas)),
                area,
            )


def area_not_chosen(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """A measure belongs to an area that the agreement has not chosen."""
    if record.kind is not MEASURE or folder.agreement.fault:
        return
    for index, area in _areas(record):
        if area in folder.areas and area not in folder.chosen:
            yield Problem(
                "area-not-chosen",
                Severity.WARNING,
                record.file,
                ("areas", index),
                message(
                    _("{name} belongs to the area {area}, which the agreement has not chosen"),
                    name=record.name,
                    area=folder.areas[area].name,
                ),
                message(_("Choose the area in agreement.toml, or take the measure out of it.")),
                area,
            )


def outside_period(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """A measure lies outside the agreement's period as a whole, from its start to its end."""
    period = _period(folder)
    if record.kind is not MEASURE or period is None:
        return
    first, last = period
    start, end = moment(record.raw.get("start")), moment(record.raw.get("end"))
    if end is not None and last_day(end) < first:
        key, day = "end", end
        text = _("End {day} lies before the agreement's period {first} – {last}")
    elif start is not None and first_day(start) > last:
        key, day = "start", start
        text = _("Start {day} lies after the agreement's period {first} – {last}")
    else:
        return
    yield Problem(
        "outside-period",
        Severity.WARNING,
        record.file,
        (key,),
        message(text, day=words(day), first=first, last=last),
        message(_("Correct it; leave it if the measure belongs to another period.")),
        day,
    )


def follow_up_outside_period(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """A follow-up is for a year that is neither the agreement's nor the measure's own."""
    period = _period(folder)
    if record.kind is not MEASURE or period is None:
        return
    first, last = period[0].year, period[1].year
    start, end = moment(record.raw.get("start")), moment(record.raw.get("end"))
    begun = first_day(start).year if start is not None else None
    ended = last_day(end).year if end is not None else None
    for index, entry in entries(record.raw.get("follow_ups")):
        year = moment(entry.get("year"))
        if not isinstance(year, int) or first <= year <= last:
            continue
        if not (begun or first) <= year <= (ended or last):
            yield Problem(
                "follow-up-outside-period",
                Severity.WARNING,
                record.file,
                ("follow_ups", index, "year"),
                message(
                    _("The follow-up for {year} lies outside the agreement's years {first}–{last}"),
                    year=year,
                    first=first,
                    last=last,
                ),
                message(_("Correct the year; leave it if the measure really was reported then.")),
                year,
            )


def _areas(record: AnyRecord) -> list[tuple[int, str]]:
    areas = record.raw.get("areas")
    if not isinstance(areas, list):
        return []
    return [
        (index, area)
        for index, area in enumerate(areas)
        if isinstance(area, str) and area.strip() and area not in areas[:index]
    ]


def _period(folder: Folder) -> tuple[date, date] | None:
    """Return the agreement's first and last day, None where they make no period."""
    start = moment(folder.agreement.raw.get("start"))
    end = moment(folder.agreement.raw.get("end"))
    if start is None or end is None:
        return None
    first, last = first_day(start), last_day(end)
    return (first, last) if first <= last else None
