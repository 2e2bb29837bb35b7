"""Rules about what is measured and assessed year by year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.parts import LESS, MORE
from miljo_tui.model.problems import Path, Problem, Severity
from miljo_tui.model.records import AGREEMENT, MEASURE
from miljo_tui.model.scalars import NUMBER, WHOLE, YEAR
from miljo_tui.model.tree import entries


def year_twice(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """An indicator has two targets for a year, or the agreement two assessments of one."""
    if record.kind is AGREEMENT:
        for index, year in _again(record.raw.get("assessments"), "year"):
            yield _twice(record, ("assessments", index, "year"), year)
    elif record.kind is MEASURE:
        for place, indicator in entries(record.raw.get("indicators")):
            last = indicator.get("target_year") if "target" in indicator else None
            for index, year in _again(indicator.get("targets"), "year", last):
                yield _twice(record, ("indicators", place, "targets", index, "year"), year)


def commitment_unknown(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """An assessment is of a commitment that the agreement does not have, or of one twice."""
    if record.kind is not AGREEMENT:
        return
    held = record.raw.get("commitments", [])
    if not isinstance(held, list):
        return
    count = len(held)
    for place, assessment in entries(record.raw.get("assessments")):
        assessed = assessment.get("commitments")
        for index, entry in entries(assessed):
            number: Any = entry.get("number")
            if WHOLE.fits(number) and number > count:
                yield Problem(
                    "commitment-unknown",
                    Severity.ERROR,
                    record.file,
                    ("assessments", place, "commitments", index, "number"),
                    message(
                        _("Commitment {number} is assessed, but the agreement has {count}"),
                        number=number,
                        count=count,
                    ),
                    message(_("Write a number from 1 to {count}."), count=count)
                    if count
                    else message(_("Write the agreement's commitments first.")),
                    number,
                )
        for index, number in _again(assessed, "number"):
            yield Problem(
                "commitment-twice",
                Severity.ERROR,
                record.file,
                ("assessments", place, "commitments", index, "number"),
                message(_("Commitment {number} is assessed twice for a year"), number=number),
                message(_("Join the two, or correct the number.")),
                number,
            )


def direction_against_target(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """More is said to be better, but the target lies below where the indicator began, or so."""
    if record.kind is not MEASURE:
        return
    for place, indicator in entries(record.raw.get("indicators")):
        began: Any = indicator.get("baseline")
        target: Any = indicator.get("target")
        if not (NUMBER.fits(began) and NUMBER.fits(target)):
            continue
        direction = indicator.get("direction")
        if (direction == MORE and target < began) or (direction == LESS and target > began):
            yield Problem(
                "direction-against-target",
                Severity.WARNING,
                record.file,
                ("indicators", place, "direction"),
                message(
                    _("The target {target} lies the other way from the baseline {baseline}"),
                    target=target,
                    baseline=began,
                ),
                message(_("Turn the direction round, or correct the target or the baseline.")),
                direction,
            )


def status_year_alone(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """A sub-action has the year of a status, and no status."""
    if record.kind is not MEASURE:
        return
    for place, action in entries(record.raw.get("actions")):
        year = action.get("status_year")
        if YEAR.fits(year) and not action.get("status"):
            yield Problem(
                "status-year-alone",
                Severity.WARNING,
                record.file,
                ("actions", place, "status_year"),
                message(_("The year {year} is of a status, but there is none"), year=year),
                message(_("Give the sub-action its status, or take the year away.")),
                year,
            )


def _again(value: Any, key: str, *seen: Any) -> Iterator[tuple[int, int]]:
    """Yield the index and the number of each entry whose number has stood there before."""
    known = {each for each in seen if WHOLE.fits(each)}
    for index, entry in entries(value):
        number: Any = entry.get(key)
        if not WHOLE.fits(number):
            continue
        if number in known:
            yield index, number
        known.add(number)


def _twice(record: AnyRecord, path: Path, year: int) -> Problem:
    return Problem(
        "year-twice",
        Severity.ERROR,
        record.file,
        path,
        message(_("The year {year} stands there twice"), year=year),
        message(_("Join the two entries, or correct the year.")),
        year,
    )
