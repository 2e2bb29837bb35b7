"""A period as people write it: from a year or a day to another."""

from __future__ import annotations

from datetime import date

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.kinds import not_clear
from miljo_tui.model.parse_input import Unclear
from miljo_tui.model.periods import LABEL, a_period
from miljo_tui.model.read_times import a_time
from miljo_tui.model.scalars import FIRST_YEAR, LAST_YEAR
from miljo_tui.model.times import Time, first_day, last_day


@frozen
class Period:
    """The first and the last moment of an agreement; a year stands for all of it."""

    start: Time
    end: Time

    @property
    def first_day(self) -> date:
        """The day that the period begins."""
        return first_day(self.start)

    @property
    def last_day(self) -> date:
        """The day that it ends."""
        return last_day(self.end)

    @property
    def years(self) -> tuple[int, int]:
        """Its first and its last year."""
        return self.first_day.year, self.last_day.year


def read_period(text: str) -> Period:
    """Return the period that a text means, such as 2026-2029, with any dash.

    Raises WrongUse where it means none, or may mean several.
    """
    try:
        found = a_period(text)
    except Unclear as unclear:
        raise not_clear(text, LABEL, unclear.meanings) from None
    except ValueError:
        raise _wrong(message(_("“{text}” is no period"), text=text)) from None
    if found.start is None or found.end is None or found.continuous or _is_time(text):
        raise _wrong(message(_("“{text}” is no period"), text=text))
    period = Period(found.start, found.end)
    if period.last_day < period.first_day:
        raise _wrong(message(_("The period “{text}” ends before it begins"), text=text))
    if not (period.years[0] >= FIRST_YEAR and period.years[1] <= LAST_YEAR):
        raise _wrong(message(_("“{text}” is no period"), text=text))
    return period


def _is_time(text: str) -> bool:
    """Tell whether a text is one time alone: of an agreement it says too little."""
    try:
        return bool(a_time(text))
    except ValueError:
        return False


def _wrong(what: Message) -> WrongUse:
    return WrongUse(
        what,
        message(
            _("Write two years, such as 2026-2029, or two days, such as 2026-03-01--2029-12-31.")
        ),
    )
