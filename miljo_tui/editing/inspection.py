"""The check of an opened agreement, each problem with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.unmerged import unmerged_problems
from miljo_tui.frozen import frozen
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.paths import spell
from miljo_tui.model.problems import Problem
from miljo_tui.model.rules import check_record
from miljo_tui.store.positions import SourcePosition, locate


@frozen
class PlacedProblem:
    """A problem, where it stands in the file, and how commands name the key."""

    problem: Problem
    place: SourcePosition
    key: str


def inspect_agreement(snapshot: Snapshot) -> list[PlacedProblem]:
    """Check everything, and whether git waits for conflicts; in the order of files and lines."""
    return inspect_folder(snapshot.folder, unmerged_problems(snapshot))


def inspect_folder(folder: Folder, besides: Sequence[Problem] = ()) -> list[PlacedProblem]:
    """Check every record; `besides` is what was found otherwise."""
    findings = []
    for record in folder.each_once():
        problems = [each for each in besides if each.file == record.file]
        findings += sorted(
            placed_problems(record, [*problems, *check_record(record, folder)]),
            key=lambda finding: (finding.place.line, finding.place.column),
        )
    return findings


def placed_problems(record: AnyRecord, problems: Iterable[Problem]) -> list[PlacedProblem]:
    """Find the place of each problem of one record in its source; one of a folder has no line."""
    text = (record.source or b"").decode("utf-8", "replace")
    return [
        PlacedProblem(
            problem,
            locate(text if problem.file == record.file else "", problem),
            spell(record.kind.cls, record.raw, problem.path),
        )
        for problem in problems
    ]
