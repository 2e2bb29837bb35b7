"""What differs between two versions of a record, field by field, and how people say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.problems import Path
from miljo_tui.model.structures import Listing, Table
from miljo_tui.model.texts import LongText
from miljo_tui.model.values import same


@frozen
class Change:
    """One field that has another value than before; None stands for no value."""

    path: Path
    label: str
    field: Field | None
    """The declaration, None for a key the program does not know."""
    old: Any
    new: Any


def compare(cls: type[Any], old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what differs, in the order of the declarations, unknown keys last."""
    return tuple(_compare(cls, old, new, ()))


def _compare(
    cls: type[Any], old: Mapping[str, Any], new: Mapping[str, Any], path: Path
) -> Iterator[Change]:
    declared = fields_of(cls)
    for key in [*declared, *sorted((old.keys() | new.keys()) - declared.keys())]:
        before, after = old.get(key), new.get(key)
        if same(before, after):
            continue
        field = declared.get(key)
        inner = field and isinstance(field.kind, Table) and field.kind.of
        if inner and isinstance(before, dict | None) and isinstance(after, dict | None):
            yield from _compare(inner, before or {}, after or {}, (*path, key))
        else:
            yield Change((*path, key), field.label if field else key, field, before, after)


def words(change: Change) -> Message:
    """Return a change as people say it: "End: 2023 → 2025"."""
    label = message(change.label)
    kind = change.field.kind if change.field else None
    if isinstance(kind, Listing) and all(_is_list(kind, v) for v in (change.old, change.new)):
        return _list_words(change, kind, label)
    if isinstance(kind, LongText) and change.old and change.new:
        return message(
            _("{label}: the text was changed, {old} → {new} characters"),
            label=label,
            old=len(str(change.old)),
            new=len(str(change.new)),
        )
    return message(
        _("{label}: {old} → {new}"),
        label=label,
        old=value_words(change.field, change.old),
        new=value_words(change.field, change.new),
    )


def _is_list(kind: Listing, value: Any) -> bool:
    return value is None or (kind.fits(value) and all(kind.item.fits(item) for item in value))


def _list_words(change: Change, kind: Listing, label: Message) -> Message:
    old, new = change.old or [], change.new or []
    added = [kind.item.words(item) for item in (Counter(new) - Counter(old)).elements()]
    removed = [kind.item.words(item) for item in (Counter(old) - Counter(new)).elements()]
    if added and removed:
        text = _("{label}: added {added}; removed {removed}")
    elif added:
        text = _("{label}: added {added}")
    elif removed:
        text = _("{label}: removed {removed}")
    else:
        text = _("{label}: another order, {now}")
    now = [kind.item.words(item) for item in new]
    return message(text, label=label, added=added, removed=removed, now=now)


def value_words(field: Field | None, value: Any) -> str | Message:
    """Return one side of a change: the value in words, cut to a line, or that there is none."""
    if value is None or value == "" or value == []:
        return message(_("(empty)"))
    spoken = field.kind.words(value) if field and field.kind.fits(value) else str(value)
    if isinstance(spoken, str):
        line = " ".join(spoken.split())
        return line if len(line) <= 70 else line[:69].rstrip() + "…"
    return spoken
