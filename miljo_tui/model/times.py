"""Times as people know them: a date, a year, and between them a month, a quarter or a season."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from miljo_tui import model
from miljo_tui.frozen import frozen, replace
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.kinds import Fault, Kind, out_of_range, wrong_type
from miljo_tui.model.literals import literal
from miljo_tui.model.parse_input import Unclear
from miljo_tui.model.scalars import DATE_SCHEMA, FIRST_YEAR, LAST_YEAR, YEAR_SCHEMA

Time = date | int | str
"""A date, a year, or a part of one as the files hold it: `2021-04`, `2024-Q2`, `2022-vår`."""

FIRST_MONTHS = {
    **{f"{month:02}": month for month in range(1, 13)},
    **{f"Q{quarter}": 3 * quarter - 2 for quarter in range(1, 5)},
    "vår": 3,
    "sommar": 6,
    "höst": 9,
    "vinter": 12,
}
"""The parts of a year, and the month that each begins with; a winter goes on into the next year."""

MONTHS = (
    (_("January {year}"), _("Jan {year}")),
    (_("February {year}"), _("Feb {year}")),
    (_("March {year}"), _("Mar {year}")),
    (_("April {year}"), _("Apr {year}")),
    (_("May {year}"), _("May {year}")),
    (_("June {year}"), _("Jun {year}")),
    (_("July {year}"), _("Jul {year}")),
    (_("August {year}"), _("Aug {year}")),
    (_("September {year}"), _("Sep {year}")),
    (_("October {year}"), _("Oct {year}")),
    (_("November {year}"), _("Nov {year}")),
    (_("December {year}"), _("Dec {year}")),
)
"""What people call a month, in full and in a table."""

SEASONS = {
    "vår": (_("spring of {year}"), _("spring {year}")),
    "sommar": (_("summer of {year}"), _("summer {year}")),
    "höst": (_("autumn of {year}"), _("autumn {year}")),
    "vinter": (_("winter of {year}/{after}"), _("winter {year}/{short}")),
}

_PATTERN = r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2]|Q[1-4]|vår|sommar|höst|vinter)$"


def parts(text: str) -> tuple[int, str] | None:
    """Return the year and the part of it that a text names, None where it names none."""
    year, _hyphen, part = text.partition("-")
    if len(year) == 4 and year.isascii() and year.isdigit() and part in FIRST_MONTHS:
        return int(year), part
    return None


def first_day(time: Time) -> date:
    """Return the first day of a time."""
    if isinstance(time, date):
        return time
    year, month = _begins(time)
    return date(min(max(year, 1), 9999), month, 1)


def last_day(time: Time) -> date:
    """Return the last day of a time."""
    if isinstance(time, date):
        return time
    year, month = _begins(time)
    year = max(year, 1)
    length = 12 if isinstance(time, int) else 1 if time[-2:].isdigit() else 3
    after = month + length - 1
    year, month = year + after // 12, after % 12 + 1
    if (year, month) >= (10_000, 1):
        return date.max
    return date(year, month, 1) - timedelta(1)


def _begins(time: int | str) -> tuple[int, int]:
    if isinstance(time, int):
        return time, 1
    year, part = parts(time) or (1, "01")
    return year, FIRST_MONTHS[part]


def year_of(time: Time) -> int:
    """Return the year that a time is named by; that of a winter is the one it begins in."""
    return time if isinstance(time, int) else first_day(time).year


def words(time: Time, *, short: bool = False) -> str | Message:
    """Return what people call a time: “våren 2022”, or in a table “vår 2022”."""
    found = parts(time) if isinstance(time, str) else None
    if found is None:
        return time.isoformat() if isinstance(time, date) else str(time)
    year, part = found
    if part.isdigit():
        return message(MONTHS[int(part) - 1][short], year=year)
    if part in SEASONS:
        after = year + 1
        text = SEASONS[part][short]
        return message(text, year=year, after=after, short=f"{after % 100:02}")
    text = _("Q{number} {year}") if short else _("quarter {number} of {year}")
    return message(text, number=part[1:], year=year)


@frozen
class TimeKind(Kind):
    """A date, a year, or a part of a year."""

    empty: ClassVar[Any] = None
    expected = _(
        "a date, such as 2022-02-22, a year, a month (2021-04), a quarter (2024-Q2) "
        "or a season (2022-vår)"
    )

    def fits(self, value: Any) -> bool:
        if isinstance(value, str):
            return parts(value) is not None
        if isinstance(value, date):
            return not isinstance(value, datetime)
        return isinstance(value, int) and not isinstance(value, bool)

    def faults(self, value: Any, label: str) -> Iterator[Fault]:
        if not self.fits(value):
            yield _mendable(wrong_type(value, label, self.expected))
        elif not isinstance(value, date):
            year = value if isinstance(value, int) else int(value[:4])
            yield from out_of_range(value, year, label, FIRST_YEAR, LAST_YEAR)

    def parse(self, text: str) -> Time:
        try:
            return model.a_time(text)
        except Unclear:
            raise
        except ValueError:
            if ends := _ends(text):
                raise Unclear(ends) from None
            raise

    def write(self, value: Any) -> str:
        return value.isoformat() if isinstance(value, date) else str(value)

    def words(self, value: Any) -> str | Message:
        return words(value)

    def short(self, value: Any) -> str | Message:
        return words(value, short=True)

    def schema(self) -> dict[str, Any]:
        part = {"type": "string", "pattern": _PATTERN}
        return {"anyOf": [DATE_SCHEMA, YEAR_SCHEMA, part]}


def _ends(text: str) -> list[str | Message]:
    """Return the first and the last time of a text that is a period."""
    try:
        period = model.a_period(text)
    except ValueError:
        return []
    return [words(time) for time in (period.start, period.end) if time is not None]


def _mendable(fault: Fault) -> Fault:
    """Return the fault of a text that stands for a time, with the value that it means."""
    if not isinstance(fault.found, str):
        return fault
    try:
        meant = model.a_time(fault.found)
    except ValueError:
        return fault
    return replace(fault, remedy=message(_("Write {expected}."), expected=literal(meant)))


TIME = TimeKind()
