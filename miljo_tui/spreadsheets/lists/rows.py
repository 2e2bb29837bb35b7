"""The cells of one row, read into the values of a measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from miljo_tui.editing import Proposal
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import Field, lookup
from miljo_tui.model.problems import Path
from miljo_tui.model.records import Measure
from miljo_tui.model.tree import KeyPath
from miljo_tui.spreadsheets.files import Cell
from miljo_tui.spreadsheets.lists.cells import CellReader
from miljo_tui.spreadsheets.lists.heading_meanings import PERIOD_COLUMN

LISTS = ("follow_ups", "funding", "indicators", "links", "actions")
"""The lists of entries that a row may have one entry of, or one a year."""

ColumnKey = tuple[str, int | None]
"""The key that a column means, and the year that its heading speaks of."""


@frozen
class CellProblem:
    """What is wrong with one cell."""

    cell: str
    """Its name: `Blad1!D7`, `lista.csv!D7`."""
    found: str
    message: Message
    remedy: Message


class RowReader:
    """Reads rows; `area` is for those that name none, `year` for follow-ups that name none.

    `unstated` stands for where money comes from that is only counted.
    """

    def __init__(self, cells: CellReader, area: str | None, year: int, unstated: str) -> None:
        self._cells = cells
        self.area = area
        """The area of rows that name none."""
        self._year = year
        self._unstated = unstated

    def read(
        self,
        cells: Mapping[ColumnKey, Cell],
        marked: Mapping[str, Cell],
        found: list[CellProblem],
    ) -> tuple[dict[KeyPath, Any], dict[Path, Cell]]:
        """Return the values of a row by path, and the cell that each came from.

        `marked` are the cells under the names of areas. What cannot be understood is added to
        `found`.
        """
        values: dict[KeyPath, Any] = {}
        places: dict[Path, Cell] = {}
        entries: dict[tuple[str, int | None], dict[str, tuple[Any, Cell]]] = {}
        for (key, year), cell in cells.items():
            try:
                if key == PERIOD_COLUMN:
                    for name, value in self._cells.read_period(cell).items():
                        values[(name,)], places[(name,)] = value, cell
                    continue
                path, field = _meant(key)
                value = self._cells.read(cell, field)
            except WrongUse as failure:
                found.append(cell_problem(cell, failure))
                continue
            if value is None:
                continue
            if key == "actions.title":
                values[("actions",)], places[("actions",)] = _actions(cell), cell
            elif path[0] in LISTS:
                entries.setdefault((path[0], year), {})[path[1]] = value, cell
            elif key != "title":
                values[path] = value
            places.setdefault(path, cell)
        self._put_entries(entries, values, places)
        self._put_areas(marked, values, places, found)
        if self.area and not values.get(("areas",)):
            values[("areas",)] = [self.area]
        return values, places

    def _put_areas(
        self,
        marked: Mapping[str, Cell],
        values: dict[KeyPath, Any],
        places: dict[Path, Cell],
        found: list[CellProblem],
    ) -> None:
        """Put the areas that a row has a mark under among its values."""
        for area, cell in marked.items():
            try:
                is_marked = self._cells.read_mark(cell)
            except WrongUse as failure:
                found.append(cell_problem(cell, failure))
                continue
            named = values.get(("areas",), [])
            if is_marked and area not in named:
                values[("areas",)] = [*named, area]
                places.setdefault(("areas",), cell)

    def _put_entries(
        self,
        entries: Mapping[tuple[str, int | None], Mapping[str, tuple[Any, Cell]]],
        values: dict[KeyPath, Any],
        places: dict[Path, Cell],
    ) -> None:
        """Put the entries of a row among its values, each field with the cell it came from."""
        lists: dict[str, list[dict[str, Any]]] = {}
        for (name, year), given in self._by_year(entries):
            if name == "follow_ups" and given.keys() == {"year"}:
                continue
            entry = {key: value for key, (value, _cell) in given.items()}
            if name == "follow_ups":
                entry = {**entry, "year": year}
            elif name == "funding":
                entry.setdefault("source", self._unstated)
            held = lists.setdefault(name, [])
            for key, (_value, cell) in given.items():
                places[(name, len(held), key)] = cell
                places.setdefault((name,), cell)
            held.append(entry)
        values |= {(name,): held for name, held in lists.items()}

    def _by_year(
        self, entries: Mapping[tuple[str, int | None], Mapping[str, tuple[Any, Cell]]]
    ) -> list[tuple[tuple[str, int], dict[str, tuple[Any, Cell]]]]:
        """Return the entries by their year, those of one year as one."""
        found: dict[tuple[str, int], dict[str, tuple[Any, Cell]]] = {}
        for at, given in entries.items():
            found.setdefault((at[0], self._year_of(at, given)), {}).update(given)
        return sorted(found.items(), key=lambda item: item[0][1])

    def _year_of(self, at: tuple[str, int | None], given: Mapping[str, tuple[Any, Cell]]) -> int:
        """Return the year that a follow-up is for: the heading's, the row's, or the list's."""
        year = at[1] or given.get("year", (None, None))[0]
        return int(year or self._year)


@cache
def _meant(key: str) -> tuple[KeyPath, Field]:
    """Return where a key of a column leads; the columns are the same for all rows."""
    path = tuple(key.split("."))
    field = lookup(Measure, path)
    assert field is not None
    return path, field


def _actions(cell: Cell) -> list[dict[str, Any]]:
    titles = [line.strip(" •-–\t") for line in cell.text.replace(";", "\n").split("\n")]
    return [{"title": title} for title in titles if title]


def cell_problem(cell: Cell, failure: WrongUse) -> CellProblem:
    """Return a failure as the problem of a cell."""
    remedy = failure.remedy or failure.message
    return CellProblem(cell.name, cell.text, failure.message, remedy)


def draft_problems(
    proposal: Proposal, places: Mapping[Path, Cell], title: Cell
) -> tuple[CellProblem, ...]:
    """Return the errors of what a row becomes, each with the cell it comes from, else the title."""
    found = []
    for problem in proposal.errors:
        cell = next((places[path] for path in _ways_up(problem.path) if path in places), title)
        found.append(CellProblem(cell.name, cell.text, problem.message, problem.remedy))
    return tuple(found)


def _ways_up(path: Path) -> Iterator[Path]:
    for length in range(len(path), 0, -1):
        yield path[:length]
