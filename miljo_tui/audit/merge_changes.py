"""The changes that a merge made by itself: what neither side had, or what it dropped of a side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from miljo_tui.audit.record_versions import Versions
from miljo_tui.model import tree
from miljo_tui.model.changes import Change, compare
from miljo_tui.model.merging import merge
from miljo_tui.model.record_changes import RecordChange, Version, What, record_change
from miljo_tui.model.records import RecordKind
from miljo_tui.repository.agreement_path import AgreementPath
from miljo_tui.repository.commits import Commit
from miljo_tui.repository.merge_commits import Joined, joined


def merged_changes(commit: Commit, place: AgreementPath, versions: Versions) -> list[RecordChange]:
    """Return what a merge changed beyond joining its sides; taking one of two values is joining."""
    found = []
    for file in joined(place.root, commit.id, commit.parents, place.paths):
        record = place.record(file.path)
        if record is not None and not _is_plain(file):
            change = _change(*record, file, versions)
            if change is not None:
                found.append(change)
    return found


def _is_plain(file: Joined) -> bool:
    """Tell whether the file is as the sides that changed it have it, all of them the same."""
    changed = {side for side in file.sides if side != file.base}
    return {file.after} == (changed or {file.base})


def _change(kind: RecordKind, id: str, file: Joined, versions: Versions) -> RecordChange | None:
    versions.fetch([file.base, *file.sides, file.after])
    sides = [side for side in file.sides if side != file.base] or [file.base]
    after = versions.get(file.after)
    base = versions.get(file.base)
    befores = [versions.get(side) for side in sides]
    readable = [each.raw for each in befores if each and each.is_readable]
    unreadable = [place for place, each in enumerate(befores) if each and not each.is_readable]
    is_known = base is None or base.is_here
    if after is None or not after.is_readable or len(readable) < len(sides) or not is_known:
        if file.after in sides:
            return None  # one side took it away and the other changed it: either is a choice
        place = unreadable[0] if unreadable else 0
        before = befores[place] if is_known else base
        return record_change(kind, id, before, after, blobs=(sides[place], file.after))
    changes = own_changes(kind.cls, base.raw if base else {}, readable, after)
    if not changes:
        return None
    whole = record_change(kind, id, after, after, blobs=(sides[0], file.after))
    return RecordChange(kind, id, What.CHANGED, whole.name, sides[0], file.after, changes)


def own_changes(
    cls: type[Any], base: Mapping[str, Any], sides: list[Mapping[str, Any]], after: Version
) -> tuple[Change, ...]:
    """Return the fields that are neither as the sides join nor, where they conflict, as one is.

    Whichever side comes first: what both have added to a list may stand in either order.
    """
    found = _own_changes(cls, base, sides, after)
    if not found:
        return found
    other = {change.key for change in _own_changes(cls, base, sides[::-1], after)}
    return tuple(change for change in found if change.key in other)


def _own_changes(
    cls: type[Any], base: Mapping[str, Any], sides: list[Mapping[str, Any]], after: Version
) -> tuple[Change, ...]:
    ours: Mapping[str, Any] = sides[0]
    theirs: Mapping[str, Any] = sides[0]
    for side in sides[1:]:
        merged = merge(cls, base, ours, side)
        ours, theirs = merged.raw, merged.raw
        for conflict in reversed(merged.conflicts):
            if conflict.theirs is not None or not isinstance(conflict.path[-1], int):
                theirs = tree.put(theirs, conflict.path, conflict.theirs)
    beside_ours = compare(cls, ours, after.raw)
    if theirs is ours:
        return beside_ours
    beside_theirs = {change.key for change in compare(cls, theirs, after.raw)}
    return tuple(change for change in beside_ours if change.key in beside_theirs)
