"""Two people's changes of one record joined, field by field and entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message
from miljo_tui.model.entry_matching import match
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.problems import Path
from miljo_tui.model.structures import Entries, Listing, Table
from miljo_tui.model.values import same

Values = Mapping[str, Any]

Triple = tuple[int | None, int | None, int | None]
"""The places of an entry in the base, in ours and in theirs; None where it is not there."""


@frozen
class Conflict:
    """One field, or one whole entry, that both have changed, to different values."""

    path: Path
    """Where it is in the merged record, which holds our value there."""
    label: str
    field: Field | None
    base: Any
    ours: Any
    theirs: Any
    within: tuple[Message, ...] = ()
    """The entries on the way, as people call them."""


@frozen
class Merged:
    """A record with the changes of both, ours where they conflict."""

    raw: dict[str, Any]
    conflicts: tuple[Conflict, ...]


def merge(cls: type[Any], base: Values, ours: Values, theirs: Values) -> Merged:
    """Join two versions of a record that both come from `base`; None stands for no value.

    What only one has changed is taken from that one; the same change by both is one change.
    """
    merging = _Merging()
    raw = merging.table(cls, base, ours, theirs, (), ())
    return Merged(raw, tuple(merging.conflicts))


class _Merging:
    def __init__(self) -> None:
        self.conflicts: list[Conflict] = []

    def table(
        self,
        cls: type[Any] | None,
        base: Values,
        ours: Values,
        theirs: Values,
        path: Path,
        within: tuple[Message, ...],
    ) -> dict[str, Any]:
        """Merge two tables key by key."""
        declared = fields_of(cls) if cls else {}
        merged: dict[str, Any] = {}
        for key in dict.fromkeys([*theirs, *ours]):
            field = declared.get(key)
            values = base.get(key), ours.get(key), theirs.get(key)
            value = self._value(field, key, *values, (*path, key), within)
            if value is not None:
                merged[key] = value
        return merged

    def _value(
        self,
        field: Field | None,
        key: str,
        base: Any,
        ours: Any,
        theirs: Any,
        path: Path,
        within: tuple[Message, ...],
    ) -> Any:
        if same(ours, theirs) or same(base, theirs):
            return ours
        if same(base, ours):
            return theirs
        kind = field.kind if field else None
        if isinstance(kind, Table) and _fit(kind, base, ours, theirs):
            return self.table(kind.of, base or {}, ours or {}, theirs or {}, path, within)
        if isinstance(kind, Entries) and _fit(kind, base, ours, theirs):
            lists = (base or [], ours or [], theirs or [])
            return self._entries(kind, *lists, path, within) or None
        if isinstance(kind, Listing) and _fit(kind, base, ours, theirs):
            return _items(base or [], ours or [], theirs or []) or None
        label = field.label if field else key
        self.conflicts.append(Conflict(path, label, field, base, ours, theirs, within))
        return ours

    def _entries(
        self,
        kind: Entries,
        base: Sequence[Values],
        ours: Sequence[Values],
        theirs: Sequence[Values],
        path: Path,
        within: tuple[Message, ...],
    ) -> list[dict[str, Any]]:
        """Merge two lists of entries: theirs in their order, ours put in behind their neighbours.

        Where only we have moved entries, in our order.
        """
        pairs = list(_pairs(kind, base, ours, theirs))
        merged: list[dict[str, Any]] = []
        for was, our, their in pairs:
            before = base[was] if was is not None else None
            one = ours[our] if our is not None else None
            other = theirs[their] if their is not None else None
            here = (*path, len(merged))
            if one is not None and other is not None:
                inside = (*within, kind.called(before or other))
                entry = self.table(kind.of, before or {}, one, other, here, inside)
            elif before is None or same(before, one if one is not None else other):
                # One of us has added it, or left it as it was while the other removed it.
                if before is not None:
                    continue
                entry = dict(one if one is not None else other or {})
            else:
                called = (*within, kind.called(before))
                self.conflicts.append(Conflict(here, kind.one, None, before, one, other, called))
                entry = dict(one if one is not None else other or {})
            merged.append(entry)
        return merged


def _pairs(
    kind: Entries, base: Sequence[Values], ours: Sequence[Values], theirs: Sequence[Values]
) -> Iterator[Triple]:
    """Yield the places of each entry in the three versions, in the order of the merged list."""
    our_was, their_was = match(base, ours, kind.key), match(base, theirs, kind.key)
    our_new = [index for index, was in enumerate(our_was) if was is None]
    their_new = [index for index, was in enumerate(their_was) if was is None]
    twins = match(
        [ours[index] for index in our_new], [theirs[index] for index in their_new], kind.key
    )
    twin_of = {
        their_new[place]: our_new[twin]
        for place, twin in enumerate(twins)
        if twin is not None and _same_name(kind, ours[our_new[twin]], theirs[their_new[place]])
    }
    triples: list[Triple] = []
    for their, was in enumerate(their_was):
        our = twin_of.get(their) if was is None else _place(our_was, was)
        triples.append((was, our, their))
    missing = [
        (was, our, None)
        for our, was in enumerate(our_was)
        if our not in twin_of.values() and (was is None or was not in their_was)
    ]
    for triple in missing:
        place = _behind(triples, triple[1], our_was)
        while (
            triple[0] is None
            and place
            and _comes_before(kind, triple, triples[place - 1], ours, theirs)
        ):
            place -= 1
        triples.insert(place, triple)
    kept = [was for was in our_was if was is not None]
    stayed = [was for was in their_was if was is not None]
    if kept != sorted(kept) and stayed == sorted(stayed):
        triples.sort(key=lambda triple: len(ours) if triple[1] is None else triple[1])
    yield from triples


def _comes_before(
    kind: Entries,
    added: Triple,
    other: Triple,
    ours: Sequence[Values],
    theirs: Sequence[Values],
) -> bool:
    """Tell whether our new entry belongs before one that is new too: the earlier year first."""
    if other[0] is not None or added[1] is None or not kind.key:
        return False
    another = theirs[other[2]] if other[2] is not None else ours[other[1] or 0]
    mine, its = ours[added[1]].get(kind.key[0]), another.get(kind.key[0])
    return isinstance(mine, int) and isinstance(its, int) and mine < its


def _place(was: Sequence[int | None], index: int) -> int | None:
    return was.index(index) if index in was else None


def _behind(
    triples: Sequence[Triple],
    our: int | None,
    our_was: Sequence[int | None],
) -> int:
    """Return the place behind the entry that stands before ours, the end for one put last."""
    if our is None or all(was is None for was in our_was[our:]):
        return len(triples)
    for before in range(our - 1, -1, -1):
        for place, triple in enumerate(triples):
            if triple[1] == before:
                return place + 1
    return 0


def _same_name(kind: Entries, one: Values, other: Values) -> bool:
    return bool(kind.key) and all(same(one.get(key), other.get(key)) for key in kind.key)


def _items(base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """Return their list without what we took out and with what we put in."""
    left = [item for item in theirs if _holds(ours, item) or not _holds(base, item)]
    return left + [item for item in ours if not _holds(base, item) and not _holds(left, item)]


def _holds(items: Sequence[Any], wanted: Any) -> bool:
    return any(same(item, wanted) for item in items)


def _fit(kind: Table | Entries | Listing, *values: Any) -> bool:
    return all(value is None or kind.fits(value) for value in values)
