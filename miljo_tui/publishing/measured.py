"""What was measured in a year, against what was aimed at for that year."""

from __future__ import annotations

from collections.abc import Iterator

from miljo_tui.locale import mark as _
from miljo_tui.model.fields import fields_of
from miljo_tui.model.indicators import aimed_at, newest_value, reached
from miljo_tui.model.parts import Indicator
from miljo_tui.publishing.document import Block, Line, TableBlock
from miljo_tui.publishing.phrases import Phrases

VERDICTS = {True: _("Target reached"), False: _("Target not reached"), None: _("Cannot be judged")}
"""Whether a target is reached, None where that cannot be told."""


def measured(phrases: Phrases, indicators: tuple[Indicator, ...], year: int) -> Iterator[Block]:
    """Yield the indicators of a measure as a table: value, target and verdict of one year."""
    if indicators:
        headings = (_("Indicator"), _("Value"), _("Target"), _("Verdict"))
        yield TableBlock(
            phrases.say(_("Indicators, {year}"), year=year),
            tuple((phrases.say(each),) for each in headings),
            tuple(_row(phrases, each, year) for each in indicators),
            shape="prose",
        )


def _row(phrases: Phrases, indicator: Indicator, year: int) -> tuple[tuple[Line, ...], ...]:
    now, target = newest_value(indicator, year), aimed_at(indicator, year)
    is_new = now is not None and now.year == year
    value = [phrases.say(_("No value for {year}"), year=year)] if not is_new else []
    value += (
        [_stated(phrases, now.value, indicator.unit, None if is_new else now.year)] if now else []
    )
    aims: tuple[Line, ...] = ()
    if target is not None:
        aims = ((_stated(phrases, target.value, indicator.unit, target.year),),)
    verdict = reached(indicator, year) if is_new else None
    return (
        ((phrases.quote(indicator.name),),),
        tuple((each,) for each in value),
        (*aims, *phrases.lines(fields_of(Indicator)["direction"], indicator.direction)),
        ((phrases.say(VERDICTS[verdict] if target is not None else _("No target")),),),
    )


def _stated(phrases: Phrases, value: float, unit: str, year: int | None) -> str:
    said = f"{phrases.number(value)} {unit}".strip()
    return f"{said} ({year})" if year else said
