"""Every field of every shipped record can be changed and changed back, byte for byte."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.opening import Snapshot
from miljo_tui.model.changes import compare
from miljo_tui.model.choices import Choice
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.scalars import DATE, FLAG
from miljo_tui.model.structures import Entries, Listing
from miljo_tui.model.texts import LongText, Reference, Url
from miljo_tui.model.times import TIME
from miljo_tui.model.tree import editable
from miljo_tui.store.reading import parse
from miljo_tui.store.records import load_record

SHIPPED: Snapshot = Snapshot.open(Path(__file__).resolve().parents[2] / "agreement")
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
    if kind in (DATE, TIME):
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
    for path, field in editable(record.kind.cls).items():
        if isinstance(field.kind, Entries):
            continue
        draft = Draft(record, SHIPPED.folder)
        before = draft.value(path)
        draft.put(path, other(field, before))
        changed = draft.text()
        (change,) = compare(record.kind.cls, record.raw, tomllib.loads(changed))
        assert change.path == path
        kept = [line for line in source.splitlines() if line not in changed.splitlines()]
        span = len(source.splitlines()) - len(kept)
        assert span >= 1 and all(_belongs(line, path, before) for line in kept), (path, kept)

        again = load_record(record.kind, record.id, parse(changed.encode()))
        back = Draft(again, SHIPPED.folder)
        back.put(path, before)
        assert back.text() == source, path


def _belongs(line: str, path: tuple[str, ...], value: Any) -> bool:
    """Tell whether a line that is gone was part of the changed value."""
    return line.startswith(f"{path[-1]} =") or line.strip(' ",') in str(value) or line == '"""'


def _back(record: AnyRecord, changed: str, undo: Callable[[Draft], None]) -> str:
    """Return what becomes of a changed text when the change is taken back."""
    again = load_record(record.kind, record.id, parse(changed.encode()))
    draft = Draft(again, SHIPPED.folder)
    undo(draft)
    return draft.text()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.address)
def test_an_entry_in_each_list_and_out_again(record: AnyRecord) -> None:
    source = (record.source or b"").decode()
    for path, field in editable(record.kind.cls).items():
        if isinstance(field.kind, Entries):
            count = len(record.raw.get(path[0], []))
            key = field.kind.key[0]
            for index in range(count + 1):
                draft = Draft(record, SHIPPED.folder)
                value = other(fields_of(field.kind.of)[key], None)
                draft.insert(path, {key: value}, index)
                changed = draft.text()
                kept = iter(changed.splitlines())
                assert all(line in kept for line in source.splitlines()), (path, index)
                assert _back(record, changed, _removal(path, index)) == source, (path, index)


def _removal(path: tuple[str, ...], index: int) -> Callable[[Draft], None]:
    return lambda draft: draft.remove((*path, index))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.address)
def test_each_field_of_each_entry_and_back(record: AnyRecord) -> None:
    source = (record.source or b"").decode()
    for path, field in editable(record.kind.cls).items():
        if not isinstance(field.kind, Entries):
            continue
        for index in range(len(record.raw.get(path[0], []))):
            for key, inner in fields_of(field.kind.of).items():
                if isinstance(inner.kind, Entries):
                    continue
                here = (*path, index, key)
                draft = Draft(record, SHIPPED.folder)
                before = draft.value(here)
                # A line that was made several, and one again, keeps the marks of several.
                is_line = isinstance(inner.kind, LongText) and "\n" not in (before or "\n")
                draft.put(here, "Annat." if is_line else other(inner, before))
                (change,) = draft.changes
                assert change.path == here
                changed = draft.text()
                assert _back(record, changed, _putting(here, before)) == source, here


def _putting(path: tuple[str | int, ...], value: Any) -> Callable[[Draft], None]:
    return lambda draft: draft.put(path, value)
