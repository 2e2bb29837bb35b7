"""Whether an edited text holds exactly what it should."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from typing import Any

from miljo_tui.model.values import same


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
