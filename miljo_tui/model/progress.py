"""How far the measures have come, read from their follow-ups and never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from miljo_tui.model.folder import Record
from miljo_tui.model.parts import FollowUp
from miljo_tui.model.records import Measure
from miljo_tui.model.scalars import LAST_YEAR
from miljo_tui.model.statuses import DONE, LETTERS, STATUSES


def newest(measure: Measure, by: int = LAST_YEAR) -> FollowUp | None:
    """Return the newest follow-up with a status that is not after a year.

    It is the latest year's; where a year has several reporters, it is the last one in the file.
    """
    found: FollowUp | None = None
    for entry in measure.follow_ups:
        if entry.year is None or entry.year > by or not entry.status:
            continue
        if found is None or entry.year >= (found.year or 0):
            found = entry
    return found


def of_year(measure: Measure, year: int) -> FollowUp | None:
    """Return the follow-up that says how far a measure had come in one year, None without one.

    A status that is none on the scale says nothing.
    """
    follow_up = newest(measure, year)
    known = follow_up is not None and follow_up.year == year and follow_up.status in LETTERS
    return follow_up if known else None


def finished(measure: Measure, by: int = LAST_YEAR) -> FollowUp | None:
    """Return the follow-up that calls a measure done for good by a year, None where none does.

    A continuous measure is done anew each year, whatever was reported before.
    """
    follow_up = None if measure.continuous else newest(measure, by)
    return follow_up if follow_up is not None and follow_up.status == DONE else None


def status(measure: Measure) -> str:
    """Return the measure's status, that of its newest follow-up, or nothing."""
    follow_up = newest(measure)
    return follow_up.status if follow_up else ""


def tally(records: Iterable[Record[Measure]]) -> dict[str, int]:
    """Count the measures by status, in the order of the scale.

    "" counts the rest: not reported, or with a status that is none.
    """
    counted = Counter(status(record.value) for record in records)
    known = {str(option.value): counted[str(option.value)] for option in STATUSES}
    return {**known, "": counted.total() - sum(known.values())}
