"""The check of an opened agreement, each problem with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Self

from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.unmerged import unmerged_problems
from miljo_tui.frozen import frozen
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.paths import spell
from miljo_tui.model.problems import Problem
from miljo_tui.model.rules import check_records
from miljo_tui.store.positions import SourcePosition, locate

TOGETHER = 50
"""So many records are read, and then checked: each of the two then goes faster than in turns."""


@frozen
class PlacedProblem:
    """A problem, where it stands in the file, and how commands name the key."""

    problem: Problem
    place: SourcePosition
    key: str

    @classmethod
    def all_of(cls, snapshot: Snapshot) -> list[Self]:
        """Check everything, and git's open conflicts; in the order of files and lines."""
        return cls.all_in(snapshot.folder, unmerged_problems(snapshot))

    @classmethod
    def all_in(cls, folder: Folder, besides: Sequence[Problem] = ()) -> list[Self]:
        """Check every record; `besides` is what was found otherwise."""
        findings = []
        records = folder.each_once()
        while some := list(islice(records, TOGETHER)):
            for record, problems in zip(some, check_records(some, folder), strict=True):
                others = [each for each in besides if each.file == record.file]
                findings += sorted(
                    cls.placed(record, [*others, *problems]),
                    key=lambda finding: (finding.place.line, finding.place.column),
                )
        return findings

    @classmethod
    def placed(cls, record: AnyRecord, problems: Iterable[Problem]) -> list[Self]:
        """Find the place of each problem of one record; one of a folder has no line."""
        text = (record.source or b"").decode("utf-8", "replace")
        return [
            cls(
                problem,
                locate(text if problem.file == record.file else "", problem),
                spell(record.kind.cls, record.raw, problem.path),
            )
            for problem in problems
        ]
