"""The edited rows of one record, compared with the record that was published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from miljo_tui.editing import Draft
from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model import tree
from miljo_tui.model.advice import CHECK
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import fields_of, lookup
from miljo_tui.model.problems import Path
from miljo_tui.model.structures import Entries
from miljo_tui.model.table_layouts import Key
from miljo_tui.model.values import is_empty, same
from miljo_tui.spreadsheets.files import Cell
from miljo_tui.spreadsheets.lists.rows import CellProblem, cell_problem
from miljo_tui.spreadsheets.published.cell_values import Values
from miljo_tui.spreadsheets.published.sheet_tables import SheetRow, SheetTable


@frozen
class Edited:
    """What was edited of one record."""

    draft: Draft
    """The record that was published, with the changes of the file."""
    places: Mapping[Path, Cell]
    """The cell of each field and each entry, by its path in the draft."""
    problems: tuple[CellProblem, ...]


class Editing:
    """Puts the rows of one record into a draft of it.

    `may_end` says whether a missing row takes its entry away.
    """

    def __init__(
        self,
        draft: Draft,
        tables: Mapping[Key, SheetTable],
        lines: Mapping[tuple[str, ...], Sequence[SheetRow]],
        values: Values,
        *,
        may_end: bool,
    ) -> None:
        self._draft = draft
        self._kind = draft.record.kind
        self._tables = tables
        self._lines = lines
        self._values = values
        self._may_end = may_end
        self._places: dict[Path, Cell] = {}
        self._problems: list[CellProblem] = []
        self._used: set[int] = set()

    def edited(self) -> Edited:
        """Return what was edited."""
        raw = self._draft.record.raw
        for line in self._lines.get((), ())[:1]:
            for path, value in self._changes(line, (), raw).items():
                self._draft.put(path, value)
                self._draft.pause()
            self._places[()] = line.id
        for key, field in fields_of(self._kind.cls).items():
            if isinstance(field.kind, Entries):
                self._list(key, field.kind, raw.get(key))
        for path, lines in self._lines.items():
            for line in lines if path else ():
                if id(line) not in self._used:
                    self._problem(line.numbers[-1], _alone())
        return Edited(self._draft, self._places, tuple(self._problems))

    def _shown(self, path: tuple[str, ...]) -> bool:
        return (self._kind.name, path) in self._tables

    def _list(self, key: str, kind: Entries, held: Any) -> None:
        if held is not None and not kind.fits(held):
            for line in self._lines.get((key,), ()):
                self._used.add(id(line))
                self._problem(line.id, _beyond(key))
            return
        entries = self._entries((key,), (), held or [], (key,))
        if not same(entries, held or []):
            self._draft.put((key,), entries or None)
            self._draft.pause()

    def _entries(
        self,
        path: tuple[str, ...],
        above: tuple[int, ...],
        held: Sequence[Mapping[str, Any]],
        place: Path,
    ) -> list[dict[str, Any]]:
        """Return a list of entries as the rows have it."""
        lines = self._numbered(path, above, len(held))
        entries: list[dict[str, Any]] = []
        for number, entry in enumerate(held, 1):
            line = lines.pop(number, None)
            if line is None and self._shown(path) and self._ends(path, number, entry):
                continue
            here = (*place, len(entries))
            values = self._put(dict(entry), line, here) if line else dict(entry)
            entries.append(self._inside(path, (*above, number), values, here))
        for number, line in lines.items():
            here = (*place, len(entries))
            values = self._put({}, line, here)
            entries.append(self._inside(path, (*above, number), values, here))
        return entries

    def _inside(
        self, path: tuple[str, ...], numbers: tuple[int, ...], entry: dict[str, Any], place: Path
    ) -> dict[str, Any]:
        """Return an entry with the lists that are in it as the rows have them."""
        field = lookup(self._kind.cls, path)
        assert field is not None and isinstance(field.kind, Entries)
        for key, inner in fields_of(field.kind.of).items():
            kind = inner.kind
            held = entry.get(key)
            if isinstance(kind, Entries) and (held is None or kind.fits(held)):
                found = self._entries((*path, key), numbers, held or [], (*place, key))
                if not same(found, held or []):
                    entry = tree.put(entry, (key,), found or None)
        return entry

    def _numbered(
        self, path: tuple[str, ...], above: tuple[int, ...], known: int
    ) -> dict[int, SheetRow]:
        """Return the rows under some entry by their number; new ones behind all others."""
        found: dict[int, SheetRow] = {}
        new: list[SheetRow] = []
        for line in self._lines.get(path, ()):
            *parents, number = map(entry_number, line.numbers)
            if tuple(parents) != above:
                continue
            self._used.add(id(line))
            if number is None:
                new.append(line)
            elif number in found:
                self._problem(line.numbers[-1], _twice())
            else:
                found[number] = line
        last = max([known, *found])
        return dict(sorted(found.items())) | dict(enumerate(new, last + 1))

    def _ends(self, path: tuple[str, ...], number: int, entry: Mapping[str, Any]) -> bool:
        """Tell whether an entry without a row is taken away; not where it holds what is hidden."""
        if not self._may_end:
            return False
        field = lookup(self._kind.cls, path)
        assert field is not None and isinstance(field.kind, Entries)
        hidden = [
            inner
            for key, inner in fields_of(field.kind.of).items()
            if inner.internal and not is_empty(entry.get(key))
        ]
        if hidden:
            table = self._tables[(self._kind.name, path)]
            called = field.kind.called(entry)
            self._problems.append(
                CellProblem(
                    f"{table.name}!A1",
                    "",
                    message(
                        _("{record}: {entry} has no row, but it holds {label}, which is not here"),
                        record=self._draft.record.address,
                        entry=called,
                        label=message(hidden[0].label),
                    ),
                    message(_("Put the row back, and remove the entry in the program.")),
                )
            )
        return not hidden

    def _put(self, entry: dict[str, Any], line: SheetRow, place: Path) -> dict[str, Any]:
        for path, value in self._changes(line, place, entry).items():
            entry = tree.put(entry, path, value)
        self._places[place] = line.id
        return entry

    def _changes(
        self, line: SheetRow, place: Path, raw: Mapping[str, Any]
    ) -> dict[tuple[str, ...], Any]:
        """Return the cells of a row that were changed; what cannot be understood is a problem."""
        found: dict[tuple[str, ...], Any] = {}
        layout = self._tables[(self._kind.name, _keys(place))].layout
        for column in layout.columns:
            cell = line.cells.get(column.path)
            if cell is None:
                continue
            self._places[(*place, *column.path)] = cell
            try:
                is_changed, value = self._values.changed(column, raw, cell)
            except WrongUse as failure:
                self._problem(cell, failure)
            else:
                if is_changed:
                    found[column.path] = value
        return found

    def _problem(self, cell: Cell, failure: WrongUse) -> None:
        self._problems.append(cell_problem(cell, failure))


def _keys(place: Path) -> tuple[str, ...]:
    return tuple(step for step in place if isinstance(step, str))


def entry_number(cell: Cell) -> int | None:
    """Return the number of an entry, None for a new one.

    Raises WrongUse for what is no number.
    """
    text = cell.text.strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and int(text):
        return int(text)
    raise WrongUse(
        message(_("“{found}” is no number of an entry"), found=cell.text),
        message(_("Leave the number as it was, or empty it for a new entry.")),
    )


def _twice() -> WrongUse:
    return WrongUse(
        message(_("There is a row of this number already")),
        message(_("Empty the number of a new entry, or delete one of the two rows.")),
    )


def _alone() -> WrongUse:
    return WrongUse(
        message(_("The entry that this row belongs to has no row")),
        message(_("Put that row back, or delete this one too.")),
    )


def _beyond(key: str) -> WrongUse:
    return WrongUse(
        message(_("{key} in the file is not a list"), key=key),
        message(_("Mend the file in an editor first; its place is shown by: {way}"), way=CHECK),
    )
