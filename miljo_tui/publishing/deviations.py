"""Where a measure's year departs from what was intended, read from what was reported."""

from __future__ import annotations

from collections.abc import Iterator

from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.folder import last_day
from miljo_tui.model.progress import of_year
from miljo_tui.model.records import Measure
from miljo_tui.model.statuses import DONE, NOT_RELEVANT, STATUSES

_WORDS = {str(option.value): option.label for option in STATUSES}
_RANK = {value: rank for rank, value in enumerate(_WORDS) if value != NOT_RELEVANT}


def deviations(measure: Measure, year: int) -> Iterator[Message]:
    """Yield what departs, a sentence each; the scale itself says how far, never that it is late."""
    follow_up = of_year(measure, year)
    if follow_up is None:
        yield message(_("Nothing was reported for {year}."), year=year)
        return
    status = follow_up.status
    if status == NOT_RELEVANT:
        yield message(_("It was judged not to be relevant."))
        return
    before = of_year(measure, year - 1)
    if before and before.status in _RANK and _RANK[before.status] < _RANK[status]:
        word = message(_WORDS[before.status])
        yield message(_("It had come further the year before: {status}."), status=word)
    if measure.end is not None and last_day(measure.end).year <= year and status != DONE:
        yield message(_("It was to end in {end} and is not done."), end=last_day(measure.end).year)
