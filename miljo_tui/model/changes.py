"""What differs between two versions of a record, field by field and entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from miljo_tui.frozen import frozen, replace
from miljo_tui.locale import Message
from miljo_tui.model.entry_matching import match
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.paths import spell
from miljo_tui.model.problems import Path
from miljo_tui.model.structures import Entries, Table
from miljo_tui.model.values import same


@frozen
class Change:
    """One field, or one whole entry, that has another value than before; None is no value."""

    path: Path
    """Where it is in the new version; in the old one where it is gone."""
    key: str
    """How commands and commits name it; the entries on the way by the names they had."""
    label: str
    field: Field | None
    """The declaration, None for a key the program does not know."""
    old: Any
    new: Any
    within: tuple[Message, ...] = ()
    """The entries on the way, as people call them: “Follow-up 2023”."""
    parts: tuple[Change, ...] = ()
    """The fields of a whole entry that was added or removed."""


def compare(cls: type[Any], old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what differs, in the order of the declarations, unknown keys last."""
    return tuple(_Comparison(cls, old, new).changes())


def leaves(change: Change) -> Iterator[Change]:
    """Yield a change as changes of single fields, each with the entries that it is in."""
    if change.parts:
        for part in change.parts:
            for leaf in leaves(part):
                yield replace(leaf, within=change.within + leaf.within)
    else:
        yield change


class _Comparison:
    """Two versions of a record, walked side by side."""

    def __init__(self, cls: type[Any], old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self.cls = cls
        self.old = old
        self.new = new

    def changes(self) -> Iterator[Change]:
        return self._table(_Place(self.cls), self.old, self.new)

    def _table(
        self, place: _Place, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> Iterator[Change]:
        declared = fields_of(place.cls)
        # Most keys hold what they held: only the others are looked up and put in order.
        others = {key for key in old.keys() | new.keys() if not same(old.get(key), new.get(key))}
        known = [key for key in declared if key in others] if others else []
        for key in [*known, *sorted(others - declared.keys())]:
            before, after, field = old.get(key), new.get(key), declared.get(key)
            inner = place.at(key)
            kind = field.kind if field else None
            if isinstance(kind, Table) and _fit(kind, before, after):
                yield from self._table(replace(inner, cls=kind.of), before or {}, after or {})
            elif (
                field
                and isinstance(kind, Entries)
                and (before or after)
                and _fit(kind, before, after)
            ):
                yield from self._entries(inner, field, kind, before or [], after or [])
            else:
                label = field.label if field else key
                yield self._change(inner, label, field, before, after)

    def _entries(
        self,
        place: _Place,
        field: Field,
        kind: Entries,
        old: Sequence[Mapping[str, Any]],
        new: Sequence[Mapping[str, Any]],
    ) -> Iterator[Change]:
        was = match(old, new, kind.key)
        for index, before in enumerate(was):
            inner = replace(place.at(index), cls=kind.of, old=None)
            if before is not None:
                inner = replace(inner.within(kind, old[before]), old=place.at(before).old)
                yield from self._table(inner, old[before], new[index])
            else:
                parts = tuple(self._table(inner, {}, new[index]))
                yield self._change(
                    inner.within(kind, new[index]), kind.one, field, None, new[index], parts
                )
        for index, entry in enumerate(old):
            if index not in was:
                inner = replace(place.at(index), cls=kind.of, new=None)
                parts = tuple(self._table(inner, entry, {}))
                yield self._change(inner.within(kind, entry), kind.one, field, entry, None, parts)
        kept = [index for index in was if index is not None]
        if kept != sorted(kept):
            names = _names(kind, old)
            before_names = [names[index] for index in sorted(kept)]
            now = [names[index] for index in kept]
            yield self._change(place, field.label, field, before_names, now)

    def _change(
        self,
        place: _Place,
        label: str,
        field: Field | None,
        old: Any,
        new: Any,
        parts: tuple[Change, ...] = (),
    ) -> Change:
        if place.old is None:
            key = spell(self.cls, self.new, place.new or ())
        else:
            key = spell(self.cls, self.old, place.old)
        path = (place.new if place.new is not None else place.old) or ()
        return Change(path, key, label, field, old, new, place.inside, parts)


@frozen
class _Place:
    """Where a comparison is, in both versions; None in the one that has no such place."""

    cls: type[Any]
    old: Path | None = ()
    new: Path | None = ()
    inside: tuple[Message, ...] = ()

    def at(self, step: str | int) -> _Place:
        old = None if self.old is None else (*self.old, step)
        new = None if self.new is None else (*self.new, step)
        return _Place(self.cls, old, new, self.inside)

    def within(self, kind: Entries, entry: Mapping[str, Any]) -> _Place:
        return replace(self, inside=(*self.inside, kind.called(entry)))


def _fit(kind: Table | Entries, *values: Any) -> bool:
    return all(value is None or kind.fits(value) for value in values)


def _names(kind: Entries, entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what people know the entries by, with their number where that is not enough."""
    names = [kind.name(entry) for entry in entries]
    return [
        name if name and names.count(name) == 1 else f"{name} [{number}]".strip()
        for number, name in enumerate(names, 1)
    ]
