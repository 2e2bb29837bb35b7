"""Agreements with something planted in every field that there is, at every depth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from miljo_tui.model.choices import Choice
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.kinds import Kind
from miljo_tui.model.records import KINDS
from miljo_tui.model.scalars import FLAG, MONEY, NUMBER, WHOLE, YEAR
from miljo_tui.model.structures import Entries, Listing, Table
from miljo_tui.model.texts import Reference

Plant = Callable[[str, Field], str | None]
"""What text a field gets, by its path of keys; None for a value of its kind."""

AREA, MEASURE = "pollinering", "angar"


def values(cls: type[Any], plant: Plant, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield a value for every field of a class."""
    for key, field in fields_of(cls).items():
        place = f"{path}.{key}"
        kind = field.kind
        if isinstance(kind, Table):
            yield key, dict(values(kind.of, plant, place))
        elif isinstance(kind, Entries):
            yield key, [dict(values(kind.of, plant, place))]
        elif isinstance(kind, Listing):
            yield key, [_value(kind.item, plant(place, field))]
        else:
            yield key, _value(kind, plant(place, field))


def _value(kind: Kind, text: str | None) -> Any:
    if isinstance(kind, Choice):
        return kind.options[0].value
    if isinstance(kind, Reference):
        return AREA
    known = ((MONEY, 1_500_000), (NUMBER, 2.5), (WHOLE, 1), (YEAR, 2023), (FLAG, True))
    for each, value in known:
        if kind is each:
            return value
    return text if kind.fits("") else date(2023, 4, 5)


def plant_agreement(folder: Path, plant: Plant) -> None:
    """Write the agreement, one area and one measure with everything in them."""
    for kind in KINDS:
        stem = {"agreement": "agreement", "area": AREA, "measure": MEASURE}[kind.name]
        file = folder / kind.folder / f"{stem}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        raw = dict(values(kind.cls, plant, kind.name))
        file.write_text(tomlkit.dumps(raw), encoding="utf-8")
