"""How people say what changed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from miljo_tui.locale import Language, Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import Change
from miljo_tui.model.fields import Field
from miljo_tui.model.kinds import Kind, brief_literal
from miljo_tui.model.literals import bare
from miljo_tui.model.structures import Entries, Listing
from miljo_tui.model.texts import LongText
from miljo_tui.model.values import is_empty


def words(change: Change) -> Message:
    """Return a change as people say it: "End: 2023 → 2025"."""
    return _inside(_words(change), change)


def _inside(said: Message, change: Change) -> Message:
    for within in reversed(change.within):
        said = message(_("{within}: {change}"), within=within, change=said)
    return said


def given(change: Change) -> Message:
    """Return a value where there was none before: "End: 2025"."""
    if change.parts:
        return words(change)
    value = _spoken(change.field, change.new)
    said = message(_("{label}: {value}"), label=message(change.label), value=value)
    return _inside(said, change)


def _words(change: Change) -> Message:
    label = message(change.label)
    kind = change.field.kind if change.field else None
    if isinstance(kind, Entries):
        return _entry_words(change, kind, label)
    if isinstance(kind, Listing) and _are_lists(kind, change.old, change.new):
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
        old=_spoken(change.field, change.old),
        new=_spoken(change.field, change.new),
    )


def _entry_words(change: Change, kind: Entries, label: Message) -> Message:
    if isinstance(change.new, dict):
        values = [_part_words(part) for part in change.parts if part.path[-1] not in kind.key]
        return message(_("added, {values}"), values=values) if values else message(_("added"))
    if isinstance(change.old, dict):
        return message(_("removed"))
    # Lists of names, in their order before and after.
    return message(
        _("{label}: {old} → {new}"),
        label=label,
        old=_spoken(None, change.old),
        new=_spoken(None, change.new),
    )


def _part_words(part: Change) -> Message:
    if part.parts:
        return words(part)
    value = _spoken(part.field, part.new)
    return message(_("{label} {value}"), label=message(part.label), value=value)


def _are_lists(kind: Listing, *values: Any) -> bool:
    """Tell whether both values fit a list of the kind, and one of them holds anything."""
    return any(values) and all(
        value is None or (kind.fits(value) and all(kind.item.fits(item) for item in value))
        for value in values
    )


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


def value_words(field: Field | None, value: Any) -> Message:
    """Return one side of a change: the value in words, on one line, or that there is none."""
    said = _spoken(field, value)
    return said if isinstance(said, Message) else message("{value}", value=said)


def _spoken(field: Field | None, value: Any) -> Message | str:
    """Return one side of a change, for another sentence.

    What is in words already stays: such as a text that was typed and is no value yet.
    """
    if isinstance(value, Message):
        return value
    if is_empty(value):
        return message(_("(empty)"))
    if field and field.kind.fits(value):
        spoken = field.kind.words(value)
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        return message("{items}", items=value)
    else:
        spoken = value if isinstance(value, str) else brief_literal(value)
    return spoken if isinstance(spoken, Message) else " ".join(spoken.split())


def in_full(kind: Kind | None, value: Any, speaker: Language) -> str:
    """Return a value as people read it by itself, where nothing of it is cut."""
    # Most values are single ones, and to ask that of the value is faster than of the kind.
    if isinstance(value, list) and isinstance(kind, Listing):
        return ", ".join(in_full(kind.item, item, speaker) for item in value)
    return speaker.spell(kind.words(value)) if kind and kind.fits(value) else bare(value)
