"""Mistakes in dates, numbers, yes and no, and text without quotation marks."""

from __future__ import annotations

import re
from calendar import monthrange

from miljo_tui.locale import Message, message
from miljo_tui.store.mistakes.clues import Clue, Mistake

_REASONS = (
    "Invalid value",
    "Invalid date",
    "Expected newline",
    "Unclosed array",
    "Unclosed inline",
)
_DATE = re.compile(
    r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[Tt ](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?.*)?"
)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_NUMBER = re.compile(r"[+-]?[\d][\d\s_.]*")
_TRUE = ("ja", "yes", "true", "sant", "on")
_FALSE = ("nej", "no", "false", "falskt", "off")


def impossible_date(clue: Clue) -> Mistake | None:
    """A date or a time that no calendar has, or that is not written out."""
    if not clue.says(*_REASONS):
        return None
    word = clue.text[clue.token_start : clue.row_end]
    found = _DATE.match(word)
    if found is None:
        return None
    year, month, day, hour, minute, second = (
        int(part) if part else None for part in found.groups()
    )
    if month is not None and not 1 <= month <= 12:
        why = message("the month must be 01–12")
    elif day is None:
        why = message("the day is missing")
    elif year == 0:
        why = message("there is no year 0")
    elif month and not 1 <= day <= monthrange(year or 1, month)[1]:
        last = monthrange(year or 1, month)[1]
        why = message("that month has the days 01–{last}", last=last)
    elif len(found[2]) < 2 or len(found[3]) < 2:
        why = message("month and day need two digits each")
    elif (hour or 0) > 23 or (minute or 0) > 59 or (second or 0) > 59:
        why = message("the time must be between 00:00:00 and 23:59:59")
    elif hour is not None:
        why = message("a time is written as 08:30:00")
    else:
        return None
    date = re.split(r"\s*[,\]}#]", found[0])[0].strip()
    return Mistake(
        clue.token_start,
        message("“{found}” is no date: {why}.", found=date, why=why),
        message("Write dates as year-month-day, for example 2022-02-22, without quotation marks."),
    )


def decimal_comma(clue: Clue) -> Mistake | None:
    """A number with a comma where TOML wants a point."""
    if not clue.says("Expected newline"):
        return None
    found = _DECIMAL_COMMA.match(clue.value)
    if found is None:
        return None
    return Mistake(
        clue.value_start,
        message("“{found}” has a comma as decimal mark.", found=clue.value),
        message("Write a point: {number}", number=found[0].replace(",", ".")),
    )


def missing_value(clue: Clue) -> Mistake | None:
    """A name and `=` with nothing after them."""
    if not clue.says("Invalid value") or clue.after.strip().partition("#")[0]:
        return None
    return Mistake(
        clue.row_start + len(clue.row.partition("=")[0]),
        message("There is no value after “=”."),
        message('Write a value ("" for an empty text), or remove the line.'),
    )


def wrong_number(clue: Clue) -> Mistake | None:
    """A number with spaces, leading zeros, a lonely point, or a unit after it."""
    if not clue.says("Expected newline", "Invalid value"):
        return None
    value = clue.value
    if re.fullmatch(r"[+-]?\d{1,3}(\s\d{3})+", value):
        plain = re.sub(r"\s", "", value)
        return _number(clue, message("Write it without spaces: {number}", number=plain))
    if re.fullmatch(r"[+-]?0\d+", value):
        plain = value.lstrip("+-0") or "0"
        return _number(
            clue, message('Write {number}, or "{text}" if it is text.', number=plain, text=value)
        )
    if re.fullmatch(r"[+-]?(\d+\.|\.\d+)", value):
        return _number(clue, message("Write digits on both sides of the point."))
    unit = re.fullmatch(rf"({_NUMBER.pattern}?)\s*(kr|SEK|tkr|%|st|kWh|MWh|ton|km|ha)\.?", value)
    if unit:
        plain = re.sub(r"\s", "", unit[1])
        return _number(clue, message("Write the number alone: {number}", number=plain))
    return None


def wrong_yes_or_no(clue: Clue) -> Mistake | None:
    """Yes or no in another word than TOML's own."""
    word = clue.token
    if not clue.says("Invalid value", "Expected newline"):
        return None
    if word.lower() not in _TRUE + _FALSE or clue.value not in (word, ""):
        return None
    right = "true" if word.lower() in _TRUE else "false"
    return Mistake(
        clue.token_start,
        message("“{found}” is not how TOML writes yes or no.", found=word),
        message('Write {right}, or "{text}" if it is text.', right=right, text=word),
    )


def unquoted_text(clue: Clue) -> Mistake | None:
    """Text that stands without its quotation marks."""
    if not clue.says("Invalid value", "Expected newline"):
        return None
    if clue.offset < clue.value_start or not clue.value or clue.value[0] in "[{":
        start, found = clue.token_start, clue.token or clue.after.strip()
    else:
        start, found = clue.value_start, clue.value
    if not found:
        return None
    return Mistake(
        start,
        message(
            "“{found}” is neither a number, a date, true, false nor text between quotation marks.",
            found=found,
        ),
        message('If it is text, write it between quotation marks: "{text}"', text=found),
    )


def _number(clue: Clue, remedy: Message) -> Mistake:
    return Mistake(
        clue.value_start,
        message("“{found}” is not how TOML writes a number.", found=clue.value),
        remedy,
    )
