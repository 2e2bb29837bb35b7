"""How far the measures have come, read from their follow-ups and never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from miljo_tui.model.folder import Record
from miljo_tui.model.parts import FollowUp
from miljo_tui.model.records import Measure
from miljo_tui.model.scalars import LAST_YEAR
from miljo_tui.model.statuses import DONE, LETTERS, NOT_RELEVANT, STATUSES


def newest(measure: Measure, by: int = LAST_YEAR) -> FollowUp | None:
    """Return the newest follow-up that says how far a measure has come, none after a year.

    It is the latest year's; where a year has several reporters, it is the last one in the file. A
    status that is none on the scale says nothing.
    """
    found: FollowUp | None = None
    for entry in measure.follow_ups:
        if entry.year is None or entry.year > by or entry.status not in LETTERS:
            continue
        if found is None or entry.year >= (found.year or 0):
            found = entry
    return found


def of_year(measure: Measure, year: int) -> FollowUp | None:
    """Return the follow-up that says how far a measure had come in one year, None without one."""
    follow_up = newest(measure, year)
    return follow_up if follow_up is not None and follow_up.year == year else None


def finished(measure: Measure, by: int = LAST_YEAR) -> FollowUp | None:
    """Return the follow-up that calls a measure done for good by a year, None where none does.

    A continuous measure is done anew each year, whatever was reported before.
    """
    follow_up = None if measure.continuous else newest(measure, by)
    return follow_up if follow_up is not None and follow_up.status == DONE else None


def given_up(measure: Measure, by: int = LAST_YEAR) -> FollowUp | None:
    """Return the follow-up that calls a measure not relevant by a year, None where none does.

    A continuous measure may become relevant again, and is asked about each year.
    """
    follow_up = None if measure.continuous else newest(measure, by)
    return follow_up if follow_up is not None and follow_up.status == NOT_RELEVANT else None


def status(measure: Measure) -> str:
    """Return the measure's status, that of its newest follow-up, or nothing."""
    follow_up = newest(measure)
    return follow_up.status if follow_up else ""


def tally(records: Iterable[Record[Measure]]) -> dict[str, int]:
    """Count the measures by status, in the order of the scale; "" counts those not reported."""
    counted = Counter(status(record.value) for record in records)
    return {value: counted[value] for value in (*(str(each.value) for each in STATUSES), "")}
