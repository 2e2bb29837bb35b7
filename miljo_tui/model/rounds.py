"""The yearly round: which measures are to report for a year, and which have."""

from __future__ import annotations

from datetime import date
from enum import Enum

from miljo_tui.model.folder import Folder, first_day, last_day
from miljo_tui.model.progress import finished, newest, of_year
from miljo_tui.model.records import Measure
from miljo_tui.model.scalars import FIRST_YEAR, LAST_YEAR
from miljo_tui.model.statuses import NOT_RELEVANT


class Standing(Enum):
    """Where a measure stands in the round of one year."""

    REPORTED = "reported"
    """It has a follow-up with a status for the year."""
    MISSING = "missing"
    """It is to report for the year and has not; there is still time."""
    OVERDUE = "overdue"
    """It is to report for the year and has not, and the year is over."""
    NOT_EXPECTED = "not_expected"
    """It has nothing to report for the year."""


def years(folder: Folder) -> range:
    """Return the years that are reported on: those of the agreement's period, none without one."""
    agreement = folder.agreement.value
    if agreement.start is None or agreement.end is None:
        return range(0)
    first, last = first_day(agreement.start).year, last_day(agreement.end).year
    return range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1)


def is_expected(measure: Measure, year: int, folder: Folder) -> bool:
    """Tell whether a measure is to report for a year: the agreement and the measure cover it.

    A measure without a start covers the years from the first on. One that is finished is not due
    again, however far off its end. One without an end goes on until a follow-up calls it not
    relevant, and a continuous one beyond that too. An example is made up and has nothing to report.
    """
    if measure.example or year not in years(folder):
        return False
    if measure.start is not None and first_day(measure.start).year > year:
        return False
    if finished(measure, year - 1):
        return False
    if measure.end is not None:
        return last_day(measure.end).year >= year
    before = newest(measure, year - 1)
    return measure.continuous or before is None or before.status != NOT_RELEVANT


def has_begun(measure: Measure, year: int, folder: Folder) -> bool:
    """Tell whether a measure had begun by the end of a year, and was not over before the agreement.

    An example never has.
    """
    if measure.example or (measure.start is not None and first_day(measure.start).year > year):
        return False
    return not is_earlier(measure, folder)


def is_earlier(measure: Measure, folder: Folder) -> bool:
    """Tell whether a measure was over before the agreement, which says nothing of it any more."""
    period = years(folder)
    if measure.end is None or not period or last_day(measure.end).year >= period[0]:
        return False
    follow_up = newest(measure)
    return follow_up is None or (follow_up.year or 0) < period[0]


def standing(measure: Measure, year: int, folder: Folder, today: date) -> Standing:
    """Return where a measure stands in the round of a year.

    No source knows a day by which to report, so nothing is overdue before the year is over.
    """
    if of_year(measure, year):
        return Standing.REPORTED
    if not is_expected(measure, year, folder):
        return Standing.NOT_EXPECTED
    return Standing.OVERDUE if year < today.year else Standing.MISSING
