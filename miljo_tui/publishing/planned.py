"""What is planned after a year: measures that begin or go on, and their open sub-actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from miljo_tui.locale import mark as _
from miljo_tui.model.folder import Folder, Record
from miljo_tui.model.parts import Action
from miljo_tui.model.progress import finished, given_up
from miljo_tui.model.records import Measure
from miljo_tui.model.rounds import Standing, is_earlier, state
from miljo_tui.model.statuses import DONE, NOT_RELEVANT
from miljo_tui.model.times import first_day, last_day
from miljo_tui.publishing.document import Line
from miljo_tui.publishing.phrases import Phrases


def planned(
    phrases: Phrases, records: Iterable[Record[Measure]], year: int, folder: Folder, today: date
) -> Iterator[Line]:
    """Yield what is planned for the measures of an area after a year, a line each.

    Only what the data says is told: a measure without an end that is not continuous plans nothing.
    """
    for record in records:
        measure = record.value
        if measure.example or is_earlier(measure, folder):
            continue
        if finished(measure, year) is not None or given_up(measure, year) is not None:
            continue
        name = phrases.quote(record.name)
        if state(measure, year, folder, today).standing is Standing.NOT_BEGUN:
            period = phrases.period(measure.start, measure.end)
            if period:
                yield name, ": ", phrases.say(_("planned for {period}"), period=period)
        elif measure.continuous:
            yield name, ": ", phrases.say(_("goes on all the time"))
        elif measure.end is not None and last_day(measure.end).year > year:
            yield name, ": ", phrases.say(_("goes on until {end}"), end=phrases.day(measure.end))
        for action in measure.actions:
            if _is_open(action, year):
                period = phrases.period(action.start, action.end)
                said = phrases.quote(action.title)
                yield (name, " – ", said, f": {period}") if period else (name, " – ", said)


def _is_open(action: Action, year: int) -> bool:
    """Tell whether a sub-action still had something of it to come when a year was over."""
    if action.start is not None and first_day(action.start).year > year:
        return True
    if action.status in (DONE, NOT_RELEVANT) and (action.status_year or year) <= year:
        return False
    return action.end is None or last_day(action.end).year > year
