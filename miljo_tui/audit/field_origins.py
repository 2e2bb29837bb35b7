"""The origin of each field of a record: the commit that gave it the value that it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import islice
from typing import Any, Self

from miljo_tui.audit.batches import FIRST
from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.entries import Entry, entry
from miljo_tui.frozen import frozen, replace
from miljo_tui.model import tree
from miljo_tui.model.changes import Change, compare, leaves
from miljo_tui.model.problems import Path
from miljo_tui.model.records import RecordKind
from miljo_tui.model.values import same
from miljo_tui.repository.commits import Commit, Touched, lineage
from miljo_tui.repository.objects import files_at
from miljo_tui.repository.revisions import newest


@frozen
class FieldOrigin:
    """A field with its value, as `field.new`, and the commit that gave it that value."""

    field: Change
    entry: Entry
    """The commit, without the changes that it made."""

    @classmethod
    def of_record(cls, chronicle: Chronicle, kind: RecordKind, address: str) -> list[Self]:
        """Return who gave each field of a record, as HEAD has it, its value; in the file's order.

        Merges are followed to the side that a value comes from, and files to their former names; a
        version that could not be read changed nothing. Raises GitFailed.
        """
        path = chronicle.place.path(address)
        head = newest(chronicle.where)
        files = files_at(chronicle.where.root, head, [path]) if head else {}
        version = chronicle.versions.get(files.get(path))
        if head is None or version is None:
            return []
        fields = [leaf for each in compare(kind.cls, {}, version.raw) for leaf in leaves(each)]
        blame = _Blame(chronicle, kind)
        blame.follow(path, head, [_Values(version.raw, [(each, each.path) for each in fields])])
        return [cls(field, blame.found[field.path]) for field in fields]


@frozen
class _Values:
    """Values on their way back together, in the version that was reached last."""

    raw: Mapping[str, Any]
    fields: Sequence[tuple[Change, Path]]
    """Each field, and where its value stands in that version."""
    holder: Commit | None = None
    """The oldest commit so far that has them; None before the first."""
    is_sure: bool = True
    """Whether the holder was reached past versions that are all in this clone."""

    def held_by(self, commit: Commit) -> _Values:
        return _Values(self.raw, self.fields, commit, self.is_sure)

    def of(self, fields: Sequence[tuple[Change, Path]]) -> _Values:
        return _Values(self.raw, fields, self.holder, self.is_sure)


class _Blame:
    def __init__(self, chronicle: Chronicle, kind: RecordKind) -> None:
        self.found: dict[Path, Entry] = {}
        self._cls = kind.cls
        self._chronicle = chronicle
        self._versions = chronicle.versions

    def follow(self, path: str, revision: str, values: Sequence[_Values]) -> None:
        """Follow values back through the commits that touched a path."""
        pending: dict[str, list[_Values]] = {}
        left = list(values)
        with closing(lineage(self._chronicle.where.root, revision, path)) as commits:
            while batch := list(islice(commits, FIRST)):
                sides = [side for commit in batch for side in _sides(commit)]
                self._versions.fetch(blob for side in sides for blob in (side.before, side.after))
                for commit in batch:
                    here, left = (left or pending.pop(commit.id, [])), []
                    self._visit(commit, path, here, pending)
                if not pending:
                    break
        self._keep_origins(left)

    def _visit(
        self,
        commit: Commit,
        path: str,
        values: Sequence[_Values],
        pending: dict[str, list[_Values]],
    ) -> None:
        """Hand each value on to a parent that had it already; the rest began here."""
        sides = _sides(commit)
        version = self._versions.get(sides[0].after) if sides else None
        is_readable = version is not None and version.is_readable
        began = []
        for each in values:
            known = each.held_by(commit) if is_readable or not each.holder else each
            rest = self._hand_on(commit, known, pending)
            began += [rest] if rest.fields else []
        for parent, moved in self._moved(commit, path) if began else ():
            began = self._rename(moved, parent, began)
        self._keep_origins(began)

    def _moved(self, commit: Commit, path: str) -> Sequence[tuple[str, Touched]]:
        """Return the parents in which the file has another name, and how it differs from them."""
        parents = self._chronicle.parents(commit.id)
        if len(parents) > 1:
            return self._chronicle.following.sides_before(commit.id, parents, path)
        if any(side.before for side in _sides(commit)):
            return ()
        moved = self._chronicle.following.renamed(commit.id, parents, path)
        return [(parents[0], moved)] if moved else ()

    def _hand_on(
        self, commit: Commit, values: _Values, pending: dict[str, list[_Values]]
    ) -> _Values:
        """Hand values on to the first parent that has them; return those that no parent has."""
        unreadable = None
        for parent, side in zip(commit.parents, _sides(commit), strict=False):
            version = self._versions.get(side.before)
            if version is not None and not version.is_readable:
                unreadable = parent
                values = values if version.is_here else replace(values, is_sure=False)
            elif version is not None:
                further, values = self._back(values, version.raw)
                if further.fields:
                    pending.setdefault(parent, []).append(further)
        if unreadable is None or not values.fields:
            return values
        pending.setdefault(unreadable, []).append(values)
        return values.of(())

    def _back(self, values: _Values, raw: Mapping[str, Any]) -> tuple[_Values, _Values]:
        """Return the values that an older version had, and those that were not there or others."""
        now = values.raw
        # In most versions one key differs: what stands in another one stands where it stood.
        kept = {key for key, value in raw.items() if key in now and same(value, now[key])}
        there, others = [], []
        for field, path in values.fields:
            was = path if path[0] in kept else self._place_before(path, now, raw)
            if was is None:
                others.append((field, path))
            else:
                there.append((field, was))
        return _Values(raw, there, values.holder), values.of(others)

    def _place_before(
        self, path: Path, now: Mapping[str, Any], raw: Mapping[str, Any]
    ) -> Path | None:
        """Return where a value stood in an older version, None for another one or none."""
        was = tree.before(self._cls, raw, now, path)
        return was if was is not None and same(tree.at(raw, was), tree.at(now, path)) else None

    def _rename(self, moved: Touched, revision: str, values: Sequence[_Values]) -> list[_Values]:
        """Follow values to another name of the file; return those that were not there."""
        version = self._versions.get(moved.before)
        back = [self._back(each, version.raw if version else {}) for each in values]
        self.follow(moved.former, revision, [further for further, _rest in back if further.fields])
        return [rest for _further, rest in back if rest.fields]

    def _keep_origins(self, values: Sequence[_Values]) -> None:
        for each in values:
            assert each.holder is not None
            is_cut = not each.is_sure or each.holder.id in self._chronicle.cut
            origin = entry(each.holder, (), is_cut=is_cut)
            self.found.update((field.path, origin) for field, _path in each.fields)


def _sides(commit: Commit) -> Sequence[Touched]:
    """Return how the file that is followed differs from that of each parent."""
    return commit.sides or commit.touched
