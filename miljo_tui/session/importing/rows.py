"""The cells of one row, read into the values of a measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.problems import Path
from miljo_tui.session.importing.cells import CellReader
from miljo_tui.session.importing.headings import PERIOD
from miljo_tui.store.sheets import Cell

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
        self._area = area
        self._year = year
        self._unstated = unstated

    def read(
        self, cells: Mapping[ColumnKey, Cell], found: list[CellProblem]
    ) -> tuple[dict[Path, Any], dict[Path, Cell]]:
        """Return the values of a row by path, and the cell that each came from.

        What cannot be understood is added to `found`.
        """
        values: dict[Path, Any] = {}
        places: dict[Path, Cell] = {}
        entries: dict[str, dict[str, Any]] = {}
        follow_ups: dict[int | None, dict[str, Any]] = {}
        for (key, year), cell in cells.items():
            if key == "title":
                places[("title",)] = cell
                continue
            path = tuple(key.split("."))
            try:
                if key == PERIOD:
                    for name, value in self._cells.read_period(cell).items():
                        values[(name,)], places[(name,)] = value, cell
                    continue
                value = self._actions(cell) if key == "actions.title" else None
                value = value or self._cells.read(cell, path)
            except WrongUse as failure:
                found.append(cell_problem(cell, failure))
                continue
            if value is None:
                continue
            places.setdefault(path[:1], cell)
            if key == "actions.title":
                values[("actions",)] = value
            elif path[0] == "follow_ups":
                follow_ups.setdefault(year, {})[path[1]] = value
            elif path[0] in ("funding", "indicators", "links", "actions"):
                entries.setdefault(path[0], {})[path[1]] = value
            else:
                values[path], places[path] = value, cell
        if "funding" in entries:
            entries["funding"].setdefault("source", self._unstated)
        values |= {(name,): [entry] for name, entry in entries.items()}
        if reported := list(self._follow_ups(follow_ups)):
            values[("follow_ups",)] = reported
        if self._area and not values.get(("areas",)):
            values[("areas",)] = [self._area]
        return values, places

    def _actions(self, cell: Cell) -> list[dict[str, Any]]:
        titles = [line.strip(" •-–\t") for line in cell.text.replace(";", "\n").split("\n")]
        return [{"title": title} for title in titles if title]

    def _follow_ups(self, by_year: Mapping[int | None, dict[str, Any]]) -> Iterator[dict[str, Any]]:
        rest = by_year.get(None, {})
        dated = {year: entry for year, entry in by_year.items() if year is not None}
        if rest.keys() - {"year"}:
            own = rest.get("year", self._year)
            dated[own] = {**rest, **dated.get(own, {})}
        for year in sorted(dated):
            yield {"year": year, **{k: v for k, v in dated[year].items() if k != "year"}}


def cell_problem(cell: Cell, failure: WrongUse) -> CellProblem:
    """Return a failure as the problem of a cell."""
    remedy = failure.remedy or failure.message
    return CellProblem(cell.name, cell.text, failure.message, remedy)
