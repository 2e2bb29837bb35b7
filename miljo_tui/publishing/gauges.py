"""Indicators as bars: what was measured each year, against the target."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from miljo_tui.locale import mark as _
from miljo_tui.model.fields import fields_of
from miljo_tui.model.indicators import Point, aimed_at, newest_value, points, reached
from miljo_tui.model.parts import Indicator, Reading
from miljo_tui.publishing.document import Block, Gauge, Line, Measurement, Note
from miljo_tui.publishing.measured import VERDICTS
from miljo_tui.publishing.phrases import Phrases

SAID = {"baseline": _("baseline {value}"), "target": _("target {value}")}
"""What is said of the points that are no values."""


def gauges(phrases: Phrases, indicators: tuple[Indicator, ...]) -> Iterator[Block]:
    """Yield each indicator: its bars where something was measured, and where it is to go."""
    for indicator in indicators:
        yield from _gauge(phrases, indicator)


def _gauge(phrases: Phrases, indicator: Indicator) -> Iterator[Block]:
    values = [
        (each.year, each.value, each.method) for each in indicator.values if each.value is not None
    ]
    name = phrases.quote(indicator.name)
    said = _said(phrases, indicator)
    if not values:
        yield Note((name, ": ", *said) if said else (name,))
        return
    scale = _Scale([point.value for point in points(indicator)] + [each[1] for each in values])
    items = []
    for year, value, method in values:
        words: Line = (_measured(phrases, value, indicator.unit),)
        if method:
            words = (*words, " (", phrases.quote(method), ")")
        begin, length = scale.bar(value)
        aim = aimed_at(indicator, year or 0)
        target = scale.at(aim.value) if aim else None
        items.append(Measurement(str(year or "–"), begin, length, words, target))
    declared = fields_of(Reading)
    headings = phrases.say(declared["year"].label), phrases.say(declared["value"].label)
    yield Gauge(name, headings, tuple(items))
    if said:
        yield Note(said)


def _said(phrases: Phrases, indicator: Indicator) -> Line:
    """Return the line that says where an indicator began and is to end, and who measured it."""
    joined = ", ".join(
        _stated(phrases, SAID[point.role], point, indicator.unit)
        for point in points(indicator)
        if point.role in SAID
    )
    line: Line = (joined[:1].upper() + joined[1:],) if joined else ()
    if verdict := _verdict(indicator):
        line = (*line, f"{'. ' if line else ''}{phrases.say(verdict)}")
    if indicator.source:
        label = phrases.say(fields_of(Indicator)["source"].label)
        line = (*line, f"{'. ' if line else ''}{label}: ", phrases.quote(indicator.source))
    return line


def _verdict(indicator: Indicator) -> str:
    """Return whether the target is reached; nothing while there is still time to reach it."""
    now, verdict = newest_value(indicator), reached(indicator)
    if verdict:
        return VERDICTS[True]
    target = aimed_at(indicator, now.year or 0) if now else None
    is_due = now and target and (target.year is None or target.year <= (now.year or 0))
    return VERDICTS[False] if verdict is False and is_due else ""


def _stated(phrases: Phrases, text: str, point: Point, unit: str) -> str:
    said = phrases.say(text, value=phrases.number(point.value))
    return f"{said} {unit}".strip() + (f" ({point.year})" if point.year else "")


def _measured(phrases: Phrases, value: float, unit: str) -> str:
    return f"{phrases.number(value)} {unit}".strip()


class _Scale:
    """Lays numbers out on a bar, from the least to the greatest; nothing is always on it."""

    def __init__(self, numbers: list[float]) -> None:
        fitting = [each for each in numbers if isfinite(each)]
        self._least = min(0.0, *fitting, 0.0)
        self._span = max(0.0, *fitting, 0.0) - self._least

    def at(self, value: float) -> float:
        """Return where a number is, in hundredths of the bar."""
        if not isfinite(value) or not isfinite(self._span) or not self._span:
            return 0.0
        return round(100 * ((value - self._least) / self._span), 3)

    def bar(self, value: float) -> tuple[float, float]:
        """Return where the bar of a number begins and how long it is."""
        ends = sorted((self.at(0.0), self.at(value)))
        return ends[0], round(ends[1] - ends[0], 3)
