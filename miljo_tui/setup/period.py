"""A period as people write it: from a year or a day to another."""

from __future__ import annotations

import re
from datetime import date

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.scalars import FIRST_YEAR, LAST_YEAR
from miljo_tui.model.times import first_day, last_day

_MOMENT = r"(\d{4}(?:-\d{2}-\d{2})?)"
_WRITTEN = re.compile(rf"\s*{_MOMENT}\s*(?:--|[-‐‑–—/]|till)\s*{_MOMENT}\s*", re.ASCII)


@frozen
class Period:
    """The first and the last moment of an agreement; a year stands for all of it."""

    start: date | int
    end: date | int

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

    Raises WrongUse where it means none.
    """
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise _wrong(message(_("“{text}” is no period"), text=text))
    period = Period(*(_moment(moment, text) for moment in found.groups()))
    if period.last_day < period.first_day:
        raise _wrong(message(_("The period “{text}” ends before it begins"), text=text))
    return period


def _moment(written: str, text: str) -> date | int:
    try:
        moment = date.fromisoformat(written) if "-" in written else int(written)
    except ValueError:
        raise _wrong(message(_("{day} is no day of the calendar"), day=written)) from None
    if not FIRST_YEAR <= first_day(moment).year <= LAST_YEAR:
        raise _wrong(message(_("“{text}” is no period"), text=text))
    return moment


def _wrong(what: Message) -> WrongUse:
    return WrongUse(
        what,
        message(
            _("Write two years, such as 2026-2029, or two days, such as 2026-03-01--2029-12-31.")
        ),
    )
