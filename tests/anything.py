"""Agreements of whatever a file may hold, published at a made-up commit."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from miljo_tui.locale import language
from miljo_tui.model.choices import Choice
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.folder import Folder, Record
from miljo_tui.model.kinds import Kind
from miljo_tui.model.publication import Publication, public
from miljo_tui.model.records import AGREEMENT, AREA, MEASURE, RecordKind
from miljo_tui.model.structures import Entries, Listing, Table

COMMIT = "0123456789abcdef0123456789abcdef01234567"
DAY = date(2024, 3, 1)

TEXTS = st.text(max_size=12) | st.sampled_from(
    [
        *("G", "pollinering", "https://example.org/a", "=1+1", "-5", "'+x", "\t", "a\nb\n", " x "),
        *("_x0041_", "2022-01-01", "1,5", "nej", "", "x" * 40_000, "\x1b[2J", "a;b", '"', "a\r\nb"),
    ]
)
"""Texts, also those that a spreadsheet would take for something else."""

PLAIN = (
    TEXTS,
    st.integers(-3000, 3000) | st.sampled_from([2022, 2**60]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1, 1, 1)),
)
SCALARS = st.one_of(*PLAIN, st.floats(), st.datetimes(datetime(1, 1, 1)), st.times())
"""Values of every type."""


def records(kind: RecordKind) -> st.SearchStrategy[dict[str, Any]]:
    """Tables of a kind whose every field fits, or holds anything at all."""
    return _table(kind.cls)


def _table(cls: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={k: _field(f) for k, f in fields_of(cls).items()})


def _field(field: Field) -> st.SearchStrategy[Any]:
    return _value(field.kind) if field.required else _value(field.kind) | SCALARS


def _value(kind: Kind) -> st.SearchStrategy[Any]:
    if isinstance(kind, Table):
        return _table(kind.of)
    if isinstance(kind, Entries):
        return st.lists(_table(kind.of), max_size=3)
    if isinstance(kind, Listing):
        return st.lists(_value(kind.item), max_size=3)
    if isinstance(kind, Choice):
        return st.sampled_from([option.value for option in kind.options])
    samples = ("x", 1, 1.5, True, DAY)
    return st.one_of(*(each for each, x in zip(PLAIN, samples, strict=True) if kind.fits(x)))


def record(kind: RecordKind, id: str, raw: Mapping[str, Any]) -> Record[Any]:
    """A record as it would be read from a file with these values."""
    return Record[Any](kind, id, b"", raw)


def agreement(
    values: Mapping[str, Any],
    areas: Mapping[str, Mapping[str, Any]],
    measures: Mapping[str, Mapping[str, Any]],
) -> Folder:
    """An agreement of values."""
    return Folder(
        record(AGREEMENT, "agreement", values),
        {id: record(AREA, id, raw) for id, raw in areas.items()},
        {id: record(MEASURE, id, raw) for id, raw in measures.items()},
    )


def published(folder: Folder) -> Publication:
    """The publication of an agreement."""
    changed = {record.address: DAY for record in folder.records()}
    return Publication(public(folder, examples=True), COMMIT, DAY, changed, language("sv"))


def publication(
    measure: str, agreement_text: str = 'title = "Avtal"\nareas = ["pollinering"]\n'
) -> Publication:
    """The publication of an agreement with one area and the measure `angar`."""
    areas = {"pollinering": tomllib.loads('number = 6\nname = "Pollinering"\n')}
    measures = {"angar": tomllib.loads(measure)}
    return published(agreement(tomllib.loads(agreement_text), areas, measures))


FOLDERS = st.builds(
    agreement,
    records(AGREEMENT),
    st.dictionaries(st.sampled_from(["pollinering", "gronska"]), records(AREA), max_size=2),
    st.dictionaries(st.sampled_from(["angar", "sol", "vatten"]), records(MEASURE), max_size=3),
)
"""Agreements with anything in every field."""
