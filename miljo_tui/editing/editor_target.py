"""What a person mends by hand: the file of a record, and the place of its first problem."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.editing.inspection import PlacedProblem
from miljo_tui.editing.opening import Snapshot
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.problems import UNREADABLE, Problem, Severity
from miljo_tui.model.rules import check_record
from miljo_tui.store.reading import read


def placed_message(problem: Problem, point: tuple[int, int]) -> Message:
    """Return a problem with its place."""
    line, column = point
    return message(
        _("{file}, line {line}, column {column}: {fault}"),
        file=problem.file,
        line=line,
        column=column,
        fault=problem.message,
    )


def require_mended(record: AnyRecord, snapshot: Snapshot) -> None:
    """Raise BadState for the first error of a record's file, if it has any."""
    found = _first_problem(record, snapshot)
    if found and found.problem.severity is Severity.ERROR:
        what = placed_message(found.problem, (found.place.line, found.place.column))
        raise BadState(what, found.problem.remedy)


def _first_problem(record: AnyRecord, snapshot: Snapshot) -> PlacedProblem | None:
    """Return the problem that is to be mended first: an error before warnings, then by its line."""
    found = PlacedProblem.placed(record, check_record(record, snapshot.folder))
    own = [finding for finding in found if finding.problem.file == record.file]
    return min(
        own,
        key=lambda each: (
            each.problem.severity is not Severity.ERROR,
            each.place.line,
            each.place.column,
        ),
        default=None,
    )


def editor_target_of(record: AnyRecord, snapshot: Snapshot) -> tuple[Path, PlacedProblem | None]:
    """Return a record's file for an editor, and its first problem, if it has any.

    Raises BadState where it is no ordinary file that can be read.
    """
    file = snapshot.file(record)
    fault = read(file).fault
    if fault and fault.code == UNREADABLE:
        raise BadState(
            message(_("{file}: {problem}"), file=record.file, problem=fault.message), fault.remedy
        )
    return file, _first_problem(record, snapshot)
