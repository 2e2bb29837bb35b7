"""The kinds of number, amount, year, date and yes or no."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, ClassVar

from miljo_tui import model
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model import parse_input
from miljo_tui.model.kinds import Fault, Kind, out_of_range, wrong_type

_MILLION = 1_000_000
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside these are slips of the finger."""


@frozen
class Scalar(Kind):
    """A number, an amount, a year, a date or a yes: a value with a type test and a reader."""

    says: str
    """What fits, a marked msgid."""
    accepts: Callable[[Any], bool]
    reader: Callable[[str], Any]
    json: dict[str, Any]
    minimum: int | None = None
    maximum: int | None = None
    too_small: str = ""
    typed_as: str = ""
    """What a person may write where that is another thing, a marked msgid."""
    empty: ClassVar[Any] = None

    @property
    def readable(self) -> str:
        return self.typed_as or self.says

    @property
    def expected(self) -> str:
        return self.says

    def fits(self, value: Any) -> bool:
        return self.accepts(value)

    def faults(self, value: Any, label: str) -> Iterator[Fault]:
        if not self.accepts(value):
            yield wrong_type(value, label, self.expected)
        elif not isinstance(value, date | bool):
            yield from out_of_range(value, value, label, self.minimum, self.maximum, self.too_small)

    def parse(self, text: str) -> Any:
        return self.reader(text)

    def write(self, value: Any) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        return value.isoformat() if isinstance(value, date) else str(value)

    def words(self, value: Any) -> str | Message:
        if isinstance(value, bool):
            return message(_("yes")) if value else message(_("no"))
        if isinstance(value, float):
            return message("{number}", number=value)
        return self.write(value)

    def schema(self) -> dict[str, Any]:
        return self.json


@frozen
class Amount(Scalar):
    """An amount in whole kronor."""

    def words(self, value: Any) -> Message:
        return message(_("SEK {amount}"), amount=f"{value:,}".replace(",", "\N{NO-BREAK SPACE}"))

    def short(self, value: Any) -> Message:
        """Return millions as such, where no krona is lost by it."""
        if abs(value) < _MILLION or value % (_MILLION // 10):
            return self.words(value)
        millions = value / _MILLION if value % _MILLION else value // _MILLION
        return message(_("SEK {number} million"), number=millions)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return _is_whole(value)


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _a_date(text: str) -> date:
    return model.a_date(text)


def _an_amount(text: str) -> int:
    return model.an_amount(text)


YEAR_SCHEMA = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
DATE_SCHEMA = {"type": "string", "format": "date"}

YEAR = Scalar(
    _("a year, such as 2022"), _is_whole, parse_input.a_year, YEAR_SCHEMA, FIRST_YEAR, LAST_YEAR
)
DATE = Scalar(_("a date, such as 2022-02-22"), _is_day, _a_date, DATE_SCHEMA)
NUMBER = Scalar(
    _("a number, such as 12 or 3.5"), _is_number, parse_input.a_number, {"type": "number"}
)
WHOLE = Scalar(
    _("a whole number, at least 1"),
    _is_whole,
    parse_input.a_whole_number,
    {"type": "integer", "minimum": 1},
    minimum=1,
)
MONEY = Amount(
    _("a whole number of kronor, such as 120000"),
    _is_whole,
    _an_amount,
    {"type": "integer", "minimum": 0},
    minimum=0,
    too_small="negative-money",
    typed_as=_("an amount in whole kronor, such as 120 000, 120 tkr or 1,5 Mkr"),
)
FLAG = Scalar(
    _("true or false"),
    lambda value: isinstance(value, bool),
    parse_input.a_yes_or_no,
    {"type": "boolean"},
    typed_as=_("yes or no"),
)
