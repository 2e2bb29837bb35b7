"""New rows: those without an id, which become records."""

from __future__ import annotations

from typing import Any

from miljo_tui.editing import NewRecords, Proposal, Snapshot
from miljo_tui.frozen import frozen
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.problems import Path
from miljo_tui.model.query import alike
from miljo_tui.model.records import MEASURE
from miljo_tui.model.table_layouts import Layout
from miljo_tui.spreadsheets.files import Cell
from miljo_tui.spreadsheets.lists.import_result import ExistingRecord
from miljo_tui.spreadsheets.lists.rows import CellProblem, cell_problem
from miljo_tui.spreadsheets.published.cell_values import Values
from miljo_tui.spreadsheets.published.sheet_tables import SheetRow


@frozen
class RowResult:
    """What came of a row without an id: a draft, a record of that name, or problems."""

    proposal: Proposal | None
    known: ExistingRecord | None
    problems: tuple[CellProblem, ...]


class NewRowRecords:
    """Makes new records of rows, none of them twice."""

    def __init__(self, snapshot: Snapshot, values: Values) -> None:
        self._snapshot = snapshot
        self._values = values
        self._taken: list[str] = []
        self._names = {
            (record.kind.name, alike(record.name)): record.address
            for record in snapshot.folder.records()
        }

    def make(self, layout: Layout, line: SheetRow) -> RowResult:
        """Return the record that a row becomes, or its problems."""
        values: dict[Path, Any] = {}
        problems: list[CellProblem] = []
        name = line.cells.get(("title" if layout.kind is MEASURE else "name",), line.id)
        for column in layout.columns:
            cell = line.cells.get(column.path)
            if cell is None:
                continue
            try:
                _is_given, values[column.path] = self._values.changed(column, {}, cell)
            except WrongUse as failure:
                problems.append(cell_problem(cell, failure))
        called = layout.kind.name, alike(name.text)
        if not problems and called in self._names:
            return RowResult(None, ExistingRecord(name.name, name.text, self._names[called]), ())
        try:
            draft = NewRecords(self._snapshot, layout.kind, self._taken).begin(name.text)
        except WrongUse as failure:
            return RowResult(None, None, (*problems, cell_problem(name, failure)))
        for path, value in values.items():
            if value is not None:
                draft.put(path, value)
                draft.pause()
        for error in [] if problems else draft.errors():
            cell = _cell(line, error.path, name)
            problems.append(CellProblem(cell.name, cell.text, error.message, error.remedy))
        if problems:
            return RowResult(None, None, tuple(problems))
        self._taken.append(draft.record.id)
        self._names[called] = draft.record.address
        return RowResult(draft.proposal(), None, ())


def _cell(line: SheetRow, path: Path, otherwise: Cell) -> Cell:
    keys = tuple(step for step in path if isinstance(step, str))
    ways = (keys[:length] for length in range(len(keys), 0, -1))
    return next((line.cells[way] for way in ways if way in line.cells), otherwise)
