"""The check of an opened agreement, each problem with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable

from miljo_tui.frozen import frozen
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.paths import spell
from miljo_tui.model.problems import Problem
from miljo_tui.model.rules import check
from miljo_tui.store.positions import Place, locate


@frozen
class Finding:
    """A problem, where it stands in the file, and how commands name the key."""

    problem: Problem
    place: Place
    key: str


def inspect(folder: Folder) -> list[Finding]:
    """Check everything; the findings come in the order of the files and of their lines."""
    found = check(folder)
    findings = []
    for record in folder.records():
        if record.address in found:
            findings += sorted(
                placed(record, found[record.address]),
                key=lambda finding: (finding.place.line, finding.place.column),
            )
    return findings


def placed(record: AnyRecord, problems: Iterable[Problem]) -> list[Finding]:
    """Find the place of each problem of one record in its source."""
    text = (record.source or b"").decode("utf-8", "replace")
    return [
        Finding(problem, locate(text, problem), spell(record.kind.cls, record.raw, problem.path))
        for problem in problems
    ]
