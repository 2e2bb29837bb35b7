"""When two values are the same to a reader of the file: equal, and of the same type throughout."""

from __future__ import annotations

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


def without_empty_tables(
    values: dict[str, Any], paths: Collection[tuple[str, ...]]
) -> dict[str, Any]:
    """Return `values` without those of the tables at `paths` that are empty.

    A table whose last key is removed may lose its header or keep it; both say the same.
    """
    empty = {path[0] for path in paths if path and values.get(path[0]) == {}}
    return {key: value for key, value in values.items() if key not in empty}
