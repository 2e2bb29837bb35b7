"""Every field of every shipped record can be changed and changed back, byte for byte."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.model.changes import compare
from miljo_tui.model.choices import Choice
from miljo_tui.model.fields import Field
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.scalars import DATE, DATE_OR_YEAR, FLAG
from miljo_tui.model.structures import Listing
from miljo_tui.model.texts import LongText, Reference, Url
from miljo_tui.session.drafting import Draft
from miljo_tui.session.opening import Workspace, load, open_agreement
from miljo_tui.session.saving import new_text
from miljo_tui.store.reading import parse

SHIPPED: Workspace = open_agreement(Path(__file__).resolve().parents[2] / "agreement")
RECORDS = list(SHIPPED.folder.records())


def other(field: Field, value: Any) -> Any:
    """Return a value that fits the field and differs from the one it has."""
    kind = field.kind
    if isinstance(kind, Listing):
        items = value or []
        if isinstance(kind.item, Choice):
            free = (option.value for option in kind.item.options)
            return [*items, next(number for number in free if number not in items)]
        if isinstance(kind.item, Reference):
            return [*items, next(id for id in SHIPPED.folder.areas if id not in items)]
        return [*items, "https://example.org/" if isinstance(kind.item, Url) else "En till"]
    if isinstance(kind, Choice):
        return next(option.value for option in kind.options if option.value != value)
    if kind is FLAG:
        return not value
    if kind in (DATE, DATE_OR_YEAR):
        return date(2024, 2, 29)
    if isinstance(kind, LongText):
        return "En rad.\nOch en till.\n"
    if isinstance(kind, Url):
        return "https://example.org/annan"
    if kind.empty is None:
        return 5 if value != 5 else 6
    return "Något annat"


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.address)
def test_each_field_once_and_back(record: AnyRecord) -> None:
    source = (record.source or b"").decode()
    for path, field in Draft(record, SHIPPED.folder).fields.items():
        draft = Draft(record, SHIPPED.folder)
        before = draft.value(path)
        draft.put(path, other(field, before))
        changed = new_text(draft)
        (change,) = compare(record.kind.cls, record.raw, tomllib.loads(changed))
        assert change.path == path
        kept = [line for line in source.splitlines() if line not in changed.splitlines()]
        span = len(source.splitlines()) - len(kept)
        assert span >= 1 and all(_belongs(line, path, before) for line in kept), (path, kept)

        again = load(record.kind, record.id, parse(changed.encode()))
        back = Draft(again, SHIPPED.folder)
        back.put(path, before)
        assert new_text(back) == source, path


def _belongs(line: str, path: tuple[str, ...], value: Any) -> bool:
    """Tell whether a line that is gone was part of the changed value."""
    return line.startswith(f"{path[-1]} =") or line.strip(' ",') in str(value) or line == '"""'
