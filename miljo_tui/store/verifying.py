"""When two values are the same to a reader of the file: equal, and of the same type throughout."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from datetime import datetime, time
from typing import Any


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are equal and of one type throughout; NaN is NaN."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float | datetime | time):
        return repr(one) == repr(other)  # -0.0 is not 0.0, nor is an instant in another zone
    return bool(one == other)


def plain(value: Any) -> Any:
    """Return `value` with lists for tuples, as tomllib would give it back."""
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def holds(text: str, want: dict[str, Any], touched: Collection[tuple[str, ...]]) -> bool:
    """Tell whether a text reads as exactly the values `want`.

    Of the tables at `touched`, one that has no keys left may have its header or not.
    """
    try:
        held = tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return same(_without_empty(held, touched), _without_empty(want, touched))


def _without_empty(values: dict[str, Any], paths: Collection[tuple[str, ...]]) -> dict[str, Any]:
    empty = {path[0] for path in paths if path and values.get(path[0]) == {}}
    return {key: value for key, value in values.items() if key not in empty}
