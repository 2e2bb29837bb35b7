"""The state of a measure in a year: whether it is to report, whether it has, and what it said.

It is decided here and nowhere else, so that list, matrix, round, overview, page, report and
exports cannot disagree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import Enum

from miljo_tui.frozen import frozen
from miljo_tui.model.folder import Folder
from miljo_tui.model.parts import FollowUp
from miljo_tui.model.progress import finished, given_up, newest
from miljo_tui.model.records import Measure
from miljo_tui.model.scalars import FIRST_YEAR, LAST_YEAR
from miljo_tui.model.times import first_day, last_day


class Standing(Enum):
    """Where a measure stands in the round of one year."""

    REPORTED = "reported"
    """It has a follow-up with a status for the year."""
    MISSING = "missing"
    """It is to report for the year and has not; there is still time."""
    OVERDUE = "overdue"
    """It is to report for the year and has not, and the year is over."""
    DONE = "done"
    """An earlier follow-up calls it done for good: it is not due again."""
    OVER = "over"
    """It ended before the year, or an earlier follow-up calls it not relevant."""
    NOT_BEGUN = "not_begun"
    """It begins later, or nothing says that it had begun."""
    EXAMPLE = "example"
    """It is made up, and has nothing to report."""
    NO_ROUND = "no_round"
    """The year is none of the agreement's."""


DUE = (Standing.REPORTED, Standing.MISSING, Standing.OVERDUE)
"""The standings of the measures that a year's round is about."""


@frozen
class State:
    """The state of a measure in one year."""

    standing: Standing
    follow_up: FollowUp | None
    """What says how far it had come: its newest follow-up that is not after the year."""
    has_begun: bool
    """It had begun by the end of the year, and was not over before the agreement."""

    @property
    def reported(self) -> FollowUp | None:
        """The follow-up of the very year."""
        return self.follow_up if self.standing is Standing.REPORTED else None

    @property
    def is_owed(self) -> bool:
        """Tell whether a report for the year is still to come."""
        return self.standing in (Standing.MISSING, Standing.OVERDUE)


def years(folder: Folder) -> range:
    """Return the years that are reported on: those of the agreement's period, none without one."""
    agreement = folder.agreement.value
    if agreement.start is None or agreement.end is None:
        return range(0)
    first, last = first_day(agreement.start).year, last_day(agreement.end).year
    return range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1)


def present_year(folder: Folder, today: date) -> int:
    """Return the year that the measures stand in now, by their newest follow-ups.

    It is this year or the last one of an agreement that is over, and later only where something
    was reported for a later one.
    """
    reported = [
        follow_up.year or 0
        for record in folder.measures.values()
        if (follow_up := newest(record.value))
    ]
    now: int = min(today.year, *years(folder)[-1:], LAST_YEAR)
    return max(now, *reported, FIRST_YEAR)


def begins(measure: Measure, folder: Folder, today: date) -> int:
    """Return the first year that a measure can owe a report for.

    Without a start it is the first year that anything in the measure speaks of. Where nothing does,
    it is this year, or the last one of the measure or the agreement: nobody is asked to report on
    years in which the measure may not have been thought of.
    """
    if measure.start is not None:
        return first_day(measure.start).year
    decided = measure.decision.date if measure.decision else None
    moments = [decided, *(action.start for action in measure.actions)]
    known = [first_day(moment).year for moment in moments if moment is not None]
    known += [each.year for each in measure.follow_ups if each.year is not None and each.status]
    if known:
        return min(known)
    ends = [] if measure.end is None else [last_day(measure.end).year]
    last: int = min(today.year, *years(folder)[-1:], *ends, LAST_YEAR)
    return last


def is_earlier(measure: Measure, folder: Folder) -> bool:
    """Tell whether a measure was over before the agreement, which says nothing of it any more."""
    period = years(folder)
    if measure.end is None or not period or last_day(measure.end).year >= period[0]:
        return False
    follow_up = newest(measure)
    return follow_up is None or (follow_up.year or 0) < period[0]


def state(measure: Measure, year: int, folder: Folder, today: date) -> State:
    """Return the state of a measure in a year.

    One that is finished is not due again, however far off its end. One without an end goes on
    until a follow-up calls it not relevant, and a continuous one beyond that too. No source knows a
    day by which to report, so nothing is overdue before the year is over.
    """
    period, follow_up = years(folder), newest(measure, year)
    ends = None if measure.end is None else last_day(measure.end).year
    has_begun = begins(measure, folder, today) <= year
    if follow_up is not None and follow_up.year == year:
        standing = Standing.REPORTED
    elif measure.example:
        standing = Standing.EXAMPLE
    elif year not in period:
        standing = Standing.NO_ROUND
    elif finished(measure, year - 1):
        standing = Standing.DONE
    elif (ends is not None and ends < year) or (ends is None and given_up(measure, year - 1)):
        standing = Standing.OVER
    elif not has_begun:
        standing = Standing.NOT_BEGUN
    else:
        standing = Standing.OVERDUE if year < today.year else Standing.MISSING
    return State(standing, follow_up, has_begun and not is_earlier(measure, folder))


def next_to_report(
    ids: Iterable[str],
    after: str,
    year: int,
    folder: Folder,
    passed: Collection[str],
    today: date,
) -> str | None:
    """Return the next measure that is to report for a year and has not, round the end of the list.

    Those that were passed over, and those whose file cannot be read, do not come again.
    """
    order = list(dict.fromkeys(ids))
    place = order.index(after) + 1 if after in order else 0
    for id in [*order[place:], *order[:place]]:
        record = folder.measures[id]
        if id in passed or record.fault:
            continue
        if state(record.value, year, folder, today).is_owed:
            return id
    return None


def is_finished(measure: Measure) -> bool:
    """Tell whether nothing of a measure is left to do: its newest follow-up says so."""
    return finished(measure) is not None or given_up(measure) is not None
