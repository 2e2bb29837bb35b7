"""How far the measures have come, read from their follow-ups and never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from miljo_tui.model.folder import Record
from miljo_tui.model.parts import FollowUp
from miljo_tui.model.records import Measure
from miljo_tui.model.scale import STATUSES


def newest(measure: Measure) -> FollowUp | None:
    """Return the newest follow-up with a status: the latest year's, the last of it in the file."""
    reported = [entry for entry in measure.follow_ups if entry.year is not None and entry.status]
    return max(reversed(reported), key=lambda entry: entry.year or 0, default=None)


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
