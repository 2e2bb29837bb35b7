"""The edits of a published file, joined with what was changed in the records since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from miljo_tui.editing import Rebased
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model import tree
from miljo_tui.model.advice import RESTORE
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.merging import Conflict
from miljo_tui.model.problems import Path
from miljo_tui.model.wording import value_words
from miljo_tui.spreadsheets.files import Cell
from miljo_tui.spreadsheets.lists.rows import CellProblem, cell_problem
from miljo_tui.spreadsheets.published.edited_rows import Edited


def join(edited: Edited, folder: Folder) -> tuple[Rebased | None, list[CellProblem]]:
    """Return the draft of a record on top of what it is now, None where nothing is to change.

    Conflicts are told by the cell, and so are errors; nothing is proposed for a record with those.
    """
    there = now(folder, edited.draft.record)
    if there is None:
        gone = WrongUse(
            message(
                _("{record} was removed since the file was published"),
                record=edited.draft.record.name,
            ),
            message(_("Delete its rows, or bring the record back with: {way}"), way=RESTORE),
        )
        return None, [cell_problem(cell_of(edited, edited.draft.result.raw, ()), gone)]
    rebased = Rebased.of(edited.draft, there, folder)
    draft, raw = rebased.draft, rebased.draft.result.raw
    problems = [
        cell_problem(cell_of(edited, raw, conflict.path), _conflicting(conflict))
        for conflict in rebased.conflicts
    ]
    if problems:
        return rebased, problems
    for error in draft.errors():
        cell = cell_of(edited, raw, error.path)
        problems.append(CellProblem(cell.name, cell.text, error.message, error.remedy))
    return (None if problems or not draft.changed else rebased), problems


def now(folder: Folder, record: AnyRecord) -> AnyRecord | None:
    """Return a record as it is now, None where it was removed."""
    return next((each for each in folder.find(record.address) if each.kind is record.kind), None)


def cell_of(edited: Edited, raw: Any, path: Path) -> Cell:
    """Return the cell nearest to a place in a record that was joined with another's changes."""
    cls = edited.draft.record.kind.cls
    for way in _ways_up(path):
        ours = tree.before(cls, edited.draft.result.raw, raw, way)
        if ours is not None and ours in edited.places:
            return edited.places[ours]
    return next(iter(edited.places.values()))


def _ways_up(path: Path) -> Iterator[Path]:
    for length in range(len(path), -1, -1):
        yield path[:length]


def _conflicting(conflict: Conflict) -> WrongUse:
    return WrongUse(
        message(
            _("{label}: here stands {ours}, but meanwhile it was made {theirs}"),
            label=message(conflict.label),
            ours=_value_words(conflict, conflict.ours),
            theirs=_value_words(conflict, conflict.theirs),
        ),
        message(
            _("Put the old value back here, or bring the file in with the program, which asks.")
        ),
    )


def _value_words(conflict: Conflict, value: Any) -> Any:
    if conflict.field is None and value is None:
        return message(_("(removed)"))
    return value_words(conflict.field, value)
