"""The days that a time covers."""

from __future__ import annotations

from datetime import date


def first_day(moment: date | int) -> date:
    """Return the first day of a date or year."""
    return moment if isinstance(moment, date) else date(min(max(moment, 1), 9999), 1, 1)


def last_day(moment: date | int) -> date:
    """Return the last day of a date or year."""
    return moment if isinstance(moment, date) else date(min(max(moment, 1), 9999), 12, 31)
