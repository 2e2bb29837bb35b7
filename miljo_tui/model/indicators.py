"""What the indicators say: their values in the order of time, and whether a target is reached."""

from __future__ import annotations

from math import inf

from miljo_tui.frozen import frozen
from miljo_tui.model.parts import LESS, MORE, NEAR, Indicator


@frozen
class Point:
    """A value of an indicator in a year: where it began, where it was, or where it should be."""

    year: int | None
    value: float
    role: str
    """`baseline`, `value` or `target`."""


def points(indicator: Indicator) -> list[Point]:
    """Return the baseline, the values and the targets in the order of their years.

    The target of a year follows its value, and the last target stands last.
    """
    found = [*_values(indicator), *_yearly(indicator)]
    found.sort(key=lambda point: (point.year or 0, point.role == "target"))
    if indicator.baseline is not None:
        found.insert(0, Point(indicator.baseline_year, indicator.baseline, "baseline"))
    if indicator.target is not None:
        found.append(Point(indicator.target_year, indicator.target, "target"))
    return found


def aimed_at(indicator: Indicator, year: int) -> Point | None:
    """Return the target that counts in a year, None where the indicator has none.

    It is the latest one that is set for that year or an earlier one, or else the first to come.
    """
    targets = _yearly(indicator)
    if indicator.target is not None:
        targets.append(Point(indicator.target_year, indicator.target, "target"))
    targets.sort(key=lambda target: target.year or inf)
    due = [target for target in targets if target.year is not None and target.year <= year]
    return due[-1] if due else next(iter(targets), None)


def newest_value(indicator: Indicator, by: float = inf) -> Point | None:
    """Return the newest value that is not after a year, None without one."""
    known = [point for point in _values(indicator) if (point.year or 0) <= by]
    return max(known, key=lambda point: point.year or 0, default=None)


def reached(indicator: Indicator, by: float = inf) -> bool | None:
    """Tell whether the newest value has reached the target that counts in its year.

    None where that cannot be told. Without a direction, whether more or less is better is read from
    where the indicator began: its baseline, or its first value without one.
    """
    now = newest_value(indicator, by)
    target = aimed_at(indicator, now.year or 0) if now else None
    if now is None or target is None:
        return None
    if now.value == target.value:
        return True
    direction = indicator.direction or _read_direction(indicator, target.value)
    found = {MORE: now.value > target.value, LESS: now.value < target.value, NEAR: False}
    return found.get(direction)


def _read_direction(indicator: Indicator, target: float) -> str:
    """Return the direction from where the indicator began to a target, nothing for none."""
    values = sorted(_values(indicator), key=lambda point: point.year or 0)
    if indicator.baseline is None and len(values) < 2:
        return ""
    began = values[0].value if indicator.baseline is None else indicator.baseline
    return "" if began == target else MORE if target > began else LESS


def _values(indicator: Indicator) -> list[Point]:
    return [
        Point(each.year, each.value, "value")
        for each in indicator.values
        if each.year is not None and each.value is not None
    ]


def _yearly(indicator: Indicator) -> list[Point]:
    """Return the targets that are set for single years."""
    return [
        Point(each.year, each.value, "target")
        for each in indicator.targets
        if each.year is not None and each.value is not None
    ]
