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
        blame.follow(path, head, [_Trace(field, version.raw, field.path) for field in fields])
        return [cls(field, blame.found[field.path]) for field in fields]


@frozen
class _Trace:
    """The value of a field on its way back, and where it stood in the version reached last."""

    field: Change
    raw: Mapping[str, Any]
    path: Path
    holder: Commit | None = None
    """The oldest commit so far that has it; None before the first."""
    is_sure: bool = True
    """Whether the holder was reached past versions that are all in this clone."""


class _Blame:
    def __init__(self, chronicle: Chronicle, kind: RecordKind) -> None:
        self.found: dict[Path, Entry] = {}
        self._cls = kind.cls
        self._chronicle = chronicle
        self._versions = chronicle.versions

    def follow(self, path: str, revision: str, traces: Sequence[_Trace]) -> None:
        """Follow values back through the commits that touched a path."""
        pending: dict[str, list[_Trace]] = {}
        left = list(traces)
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
        traces: Sequence[_Trace],
        pending: dict[str, list[_Trace]],
    ) -> None:
        """Hand each value on to a parent that had it already; the rest began here."""
        sides = _sides(commit)
        version = self._versions.get(sides[0].after) if sides else None
        is_readable = version is not None and version.is_readable
        began = []
        for trace in traces:
            known = replace(trace, holder=commit) if is_readable or not trace.holder else trace
            parent, further = self._further(commit, known)
            if parent:
                pending.setdefault(parent, []).append(further)
            else:
                began.append(known)
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

    def _further(self, commit: Commit, trace: _Trace) -> tuple[str | None, _Trace]:
        unreadable = None
        for parent, side in zip(commit.parents, _sides(commit), strict=False):
            version = self._versions.get(side.before)
            if version is not None and not version.is_readable:
                unreadable = parent
                trace = trace if version.is_here else replace(trace, is_sure=False)
            elif version is not None and (further := self._back(trace, version.raw)):
                return parent, further
        return unreadable, trace

    def _back(self, trace: _Trace, raw: Mapping[str, Any]) -> _Trace | None:
        """Return the value in an older version, None where it was not there or another one."""
        path = tree.before(self._cls, raw, trace.raw, trace.path)
        if path is None or not same(tree.at(raw, path), tree.at(trace.raw, trace.path)):
            return None
        return replace(trace, raw=raw, path=path, is_sure=True)

    def _rename(self, moved: Touched, revision: str, traces: Sequence[_Trace]) -> list[_Trace]:
        """Follow values to another name of the file; return those that were not there."""
        version = self._versions.get(moved.before)
        raw = version.raw if version else {}
        back = [(trace, self._back(trace, raw)) for trace in traces]
        self.follow(moved.former, revision, [further for _trace, further in back if further])
        return [trace for trace, further in back if further is None]

    def _keep_origins(self, traces: Sequence[_Trace]) -> None:
        for trace in traces:
            assert trace.holder is not None
            is_cut = not trace.is_sure or trace.holder.id in self._chronicle.cut
            self.found[trace.field.path] = entry(trace.holder, (), is_signed=False, is_cut=is_cut)


def _sides(commit: Commit) -> Sequence[Touched]:
    """Return how the file that is followed differs from that of each parent."""
    return commit.sides or commit.touched
