"""What is a value to a reader of the file, and when two are the same."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any


def is_empty(value: Any) -> bool:
    """Tell whether there is no value: nothing, a text or a list without content; 0 and no are."""
    return value is None or (isinstance(value, str | list | tuple | dict) and not value)


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are equal and of one type throughout; NaN is NaN."""
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if kind is str or kind is int:  # as nearly all are
        return bool(one == other)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float | datetime | time):
        return repr(one) == repr(other)  # -0.0 is not 0.0, nor is an instant in another zone
    return bool(one == other)
