"""The tables of a published file, found in its sheets whatever was moved, renamed or left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.query import fold
from miljo_tui.model.table_layouts import Key, Layout
from miljo_tui.spreadsheets.files import Cell, Row, Sheet
from miljo_tui.spreadsheets.lists.rows import CellProblem
from miljo_tui.spreadsheets.published.sheets import ID, REMOVE, calculated, can_remove, leading

LOOKED_AT = 20
"""So many rows may stand above the headings."""


@frozen
class SheetRow:
    """One row of a table."""

    id: Cell
    numbers: tuple[Cell, ...]
    cells: Mapping[tuple[str, ...], Cell]
    """The cells of the fields, by path; a column that was deleted has none."""
    calculated: Mapping[str, Cell]
    """The cells that follow from others, by the msgid of their heading."""
    removes: Cell | None


@frozen
class SheetTable:
    """A sheet that was found again."""

    layout: Layout
    name: str
    lines: tuple[SheetRow, ...]


@frozen
class FoundTables:
    """What a file holds of the tables that were published."""

    tables: Mapping[Key, SheetTable]
    problems: tuple[CellProblem, ...]
    left_out: tuple[str, ...]
    """The sheets and headings that mean nothing."""


def find_tables(
    sheets: Sequence[Sheet], layouts: Sequence[Layout], language: Language
) -> FoundTables:
    """Find the tables of a file by the titles of its sheets and by their headings."""
    return _TableSearch(layouts, language).find(sheets)


class _TableSearch:
    def __init__(self, layouts: Sequence[Layout], language: Language) -> None:
        self.titles = {fold(layout.title(language)): layout for layout in layouts}
        self.language = language
        self.tables: dict[Key, SheetTable] = {}
        self.problems: list[CellProblem] = []
        self.left_out: list[str] = []

    def find(self, sheets: Sequence[Sheet]) -> FoundTables:
        """Go through the sheets."""
        for sheet in sorted(sheets, key=lambda sheet: fold(sheet.name) not in self.titles):
            layout = self._layout(sheet)
            has_headings = any(map(self._is_heading, sheet.rows[:LOOKED_AT]))
            if layout is None or not (has_headings or fold(sheet.name) in self.titles):
                if has_headings:
                    self.left_out.append(sheet.name)
            elif layout.key in self.tables:
                self._twice(sheet, layout)
            elif table := self._table(sheet, layout):
                self.tables[layout.key] = table
        return FoundTables(self.tables, tuple(self.problems), tuple(self.left_out))

    def _layout(self, sheet: Sheet) -> Layout | None:
        """Return what a sheet shows: its title may have got more words around it."""
        name = fold(sheet.name)
        near = [title for title in self.titles if title in name]
        return self.titles[max(near, key=len)] if near else None

    def _is_heading(self, row: Row) -> bool:
        return any(fold(cell.text.strip()) == fold(ID) for cell in row)

    def _twice(self, sheet: Sheet, layout: Layout) -> None:
        self.problems.append(
            CellProblem(
                f"{sheet.name}!A1",
                sheet.name,
                message(
                    _("The sheets {one} and {other} show the same"),
                    one=self.tables[layout.key].name,
                    other=sheet.name,
                ),
                message(_("Delete the one that is not to be brought in.")),
            )
        )

    def _table(self, sheet: Sheet, layout: Layout) -> SheetTable | None:
        rows = enumerate(sheet.rows[:LOOKED_AT])
        first = next((index for index, row in rows if self._is_heading(row)), None)
        if first is None:
            if any(cell.text for row in sheet.rows for cell in row):
                self._missing(sheet, ID)
            return None
        places = self._places(sheet, sheet.rows[first])
        say = self.language.say
        known = leading(layout, self.language)
        for heading in known:
            if fold(heading) not in places:
                self._missing(sheet, heading)
                return None
        shown = {column.path: fold(column.heading(self.language)) for column in layout.columns}
        follows = {each: fold(say(each)) for each in calculated(layout)}
        removes = fold(say(REMOVE)) if can_remove(layout) else ""
        meant = {*map(fold, known), *shown.values(), *follows.values(), removes}
        self.left_out += [
            f"{sheet.name}: {sheet.rows[first][place].text}"
            for heading, place in places.items()
            if heading not in meant
        ]
        lines = []
        for number, row in enumerate(sheet.rows[first + 1 :], first + 2):
            if not any(cell.text.strip() for cell in row):
                continue

            def cell(heading: str, row: Row = row, number: int = number) -> Cell:
                place = places[heading]
                if place < len(row):
                    return row[place]
                return Cell(sheet.name, place, number, None)

            lines.append(
                SheetRow(
                    cell(fold(ID)),
                    tuple(cell(fold(heading)) for heading in known[1:]),
                    {path: cell(name) for path, name in shown.items() if name in places},
                    {each: cell(name) for each, name in follows.items() if name in places},
                    cell(removes) if removes in places else None,
                )
            )
        return SheetTable(layout, sheet.name, tuple(lines))

    def _places(self, sheet: Sheet, headings: Row) -> dict[str, int]:
        """Return the place of each heading; the first of two that are alike counts."""
        places: dict[str, int] = {}
        for place, cell in enumerate(headings):
            name = fold(" ".join(cell.text.split()))
            if name in places:
                self.problems.append(
                    CellProblem(
                        cell.name,
                        cell.text,
                        message(_("The heading {heading} stands there twice"), heading=cell.text),
                        message(_("Delete the column that is not to be brought in.")),
                    )
                )
            elif name:
                places[name] = place
        return places

    def _missing(self, sheet: Sheet, heading: str) -> None:
        self.problems.append(
            CellProblem(
                f"{sheet.name}!A1",
                sheet.name,
                message(
                    _("The sheet {sheet} has no column {heading}"),
                    sheet=sheet.name,
                    heading=heading,
                ),
                message(_("Put the column back, or delete the sheet.")),
            )
        )
