"""What the indicators say: their values in the order of time, and whether the target is reached."""

from __future__ import annotations

from miljo_tui.frozen import frozen
from miljo_tui.model.parts import Indicator


@frozen
class Point:
    """A value of an indicator in a year: where it began, where it was, or where it should be."""

    year: int | None
    value: float
    role: str
    """`baseline`, `value` or `target`."""


def points(indicator: Indicator) -> list[Point]:
    """Return the baseline, the values and the target in the order of their years."""
    values = [
        Point(each.year, each.value, "value")
        for each in indicator.values
        if each.year is not None and each.value is not None
    ]
    found = sorted(values, key=lambda point: point.year or 0)
    if indicator.baseline is not None:
        found.insert(0, Point(indicator.baseline_year, indicator.baseline, "baseline"))
    if indicator.target is not None:
        found.append(Point(indicator.target_year, indicator.target, "target"))
    return found


def reached(indicator: Indicator) -> bool | None:
    """Tell whether the newest value has reached the target, None where that cannot be told.

    Whether more or less is better is read from where the indicator began: its baseline, or its
    first value without one.
    """
    known = points(indicator)
    values = [point.value for point in known if point.role == "value"]
    target = indicator.target
    if target is None or not values:
        return None
    began, now = known[0].value, values[-1]
    if now == target:
        return True
    if began == target or (indicator.baseline is None and len(values) == 1):
        return None
    return now > target if target > began else now < target
