"""Planning an import: the measures to be made, those that are there already, and all problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from miljo_tui.editing import Draft, NewRecords, Snapshot
from miljo_tui.frozen import frozen, replace
from miljo_tui.locale import language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.advice import TITLE_COLUMN
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.problems import Path as FieldPath
from miljo_tui.model.query import alike, fold
from miljo_tui.model.records import FOLLOW_UPS, MEASURE
from miljo_tui.model.times import last_day
from miljo_tui.model.tree import KeyPath
from miljo_tui.spreadsheets.files import Cell, Row, Sheet
from miljo_tui.spreadsheets.files.list_file import ListFile
from miljo_tui.spreadsheets.files.list_reading import read_sheets
from miljo_tui.spreadsheets.lists.cells import CellReader
from miljo_tui.spreadsheets.lists.headings import (
    NamedArea,
    dated,
    find_headings,
    fitting,
    marking,
    named_years,
    timed,
    undated,
)
from miljo_tui.spreadsheets.lists.import_result import (
    ExistingRecord,
    Followed,
    ImportPlan,
    NewMeasure,
)
from miljo_tui.spreadsheets.lists.known_rows import KnownRows
from miljo_tui.spreadsheets.lists.rows import (
    CellProblem,
    RowReader,
    cell_problem,
    draft_problems,
)
from miljo_tui.spreadsheets.lists.unlikely_rows import Doubt, Unlikely

_BARE = re.compile(r"[\d\s.,]*\d[\d\s.,]*")

Progress = Callable[[int, int], None]
"""Told how many rows are done, and of how many."""


@frozen
class ImportChoices:
    """What a person says of a list, over what the program would take it for."""

    given: Mapping[str, str] = MappingProxyType({})
    """The keys that columns mean, by their heading or letter."""
    sheet: str | None = None
    """The sheet to bring in; without it, the one whose headings mean most."""
    area: str | None = None
    """The area of rows that name none."""
    year: int | None = None
    """The year of follow-ups that name none."""
    all_rows: bool = False
    """Whether rows that look like no measure are brought in, too."""


def newest_year(folder: Folder, today: date) -> int:
    """Return the last year of the agreement's period that has begun."""
    end = folder.agreement.value.end
    return min(today.year, last_day(end).year) if end is not None else today.year


def plan_import(
    snapshot: Snapshot,
    file: ListFile,
    choices: ImportChoices,
    progress: Progress = lambda _done, _all: None,
) -> ImportPlan:
    """Read a list and plan its import; nothing is written.

    Raises Missing or WrongUse where the file is no list of measures, or not as the choices say.
    """
    sheets = read_sheets(file)
    folder = snapshot.folder
    cells = CellReader(folder)
    sheet = _chosen(sheets, choices, cells.area)
    first, columns = find_headings(sheet, choices.given, cells.area)
    rows = sheet.rows[first + 1 :]
    doubt = Doubt(rows, cells)
    if any(column.area for column in columns):
        likely = [row for number, row in enumerate(rows) if not doubt.unlikely(number, row)]
        columns = marking(columns, likely, cells.is_mark)
    columns = timed(columns, choices.given)
    if choices.area is not None and choices.area not in folder.areas:
        raise WrongUse(
            message(_("There is no area {area}"), area=choices.area),
            message(_("Areas there are: {known}."), known=list(folder.areas)),
        )
    year = newest_year(folder, date.today())
    empty = ImportPlan(
        file.name,
        sheet.name,
        tuple(other.name for other in sheets if other is not sheet),
        dated(columns, choices.year, year),
        tuple(named_years(columns)),
    )
    headings = sheet.rows[first]
    if not any(column.key == "title" for column in columns):
        return replace(empty, problems=(_no_titles(sheet, headings),))
    if unclear := undated(empty.columns, headings):
        return replace(empty, problems=tuple(unclear))
    planning = _Planning(snapshot, empty, choices, choices.year or year)
    return planning.plan(headings, rows, doubt, progress)


def _chosen(sheets: Sequence[Sheet], choices: ImportChoices, areas: NamedArea) -> Sheet:
    if choices.sheet is None:
        return fitting(sheets, choices.given, areas)
    for sheet in sheets:
        if fold(sheet.name) == fold(choices.sheet):
            return sheet
    raise WrongUse(
        message(_("The list has no sheet {sheet}"), sheet=choices.sheet),
        message(_("Its sheets are: {known}."), known=[sheet.name for sheet in sheets]),
    )


class _Planning:
    def __init__(
        self, snapshot: Snapshot, empty: ImportPlan, choices: ImportChoices, year: int
    ) -> None:
        self.empty = empty
        self.columns = [column for column in empty.columns if column.key]
        self.all_rows = choices.all_rows
        spoken = language(snapshot.folder.agreement.value.language or "sv")
        unstated = spoken.say(_("not stated"))
        self.reader = RowReader(CellReader(snapshot.folder), choices.area, year, unstated)
        measures = snapshot.folder.measures.values()
        self.records: dict[str, list[AnyRecord]] = {}
        """The measures that are there already, by what they are called."""
        for measure in measures:
            self.records.setdefault(alike(measure.name), []).append(measure)
        self.existing = {called: len(records) for called, records in self.records.items()}
        """How many of them no row has met yet."""
        self.known_rows = KnownRows(snapshot.folder)
        self.is_yearly = any(column.key == "follow_ups.year" for column in self.columns)
        """Whether a measure may have a row for each year."""
        self.yearly: dict[str, tuple[int, Draft, Mapping[KeyPath, Any]]] = {}
        """What was made of the last row with a title: its place among those made, its values."""
        self.new_records = NewRecords(snapshot, MEASURE)
        self.first: dict[str, Row] = {}
        """The cells of the first row of each title."""
        self.said: dict[str, set[tuple[str, ...]]] = {}
        """What the rows say that have a title in common."""
        self.made: list[NewMeasure] = []
        self.known: list[ExistingRecord] = []
        self.followed_up: dict[str, Followed] = {}
        self.unused: list[CellProblem] = []
        self.unlikely: list[Unlikely] = []
        self.problems: list[CellProblem] = []
        self.left_out: list[str] = []

    def plan(
        self, headings: Row, rows: Sequence[Row], doubt: Doubt, progress: Progress
    ) -> ImportPlan:
        """Go through the rows under the headings."""
        above = [cell.text for cell in headings]
        for number, row in enumerate(rows):
            texts = [cell.text for cell in row]
            # Long lists repeat their headings on every page.
            if any(texts) and texts != above:
                unlikely = None if self.all_rows else doubt.unlikely(number, row)
                if unlikely:
                    self.unlikely.append(unlikely)
                    self.reader.area = unlikely.area or self.reader.area
                else:
                    self._row(row)
            progress(number + 1, len(rows))
        done = self.made or self.known or self.followed_up
        if not (done or self.unlikely or self.problems):
            raise WrongUse(
                message(_("{file} has no rows under its headings"), file=self.empty.name),
                message(_("Check that it is the right file, or say which sheet: --sheet SHEET.")),
            )
        return replace(
            self.empty,
            made=tuple(self.made),
            known=tuple(self.known),
            followed_up=tuple(self.followed_up.values()),
            unused=tuple(self.unused),
            unlikely=tuple(self.unlikely),
            problems=tuple(self.problems),
            left_out=tuple(self.left_out),
        )

    def _row(self, row: Row) -> None:
        cells = {
            (c.key, c.year): _counted_in(c.unit, row[c.index]) if c.unit else row[c.index]
            for c in self.columns
            if c.index < len(row) and not c.area
        }
        marked = {c.area: row[c.index] for c in self.columns if c.area and c.index < len(row)}
        if not any(cell.text and not cell.repeats for cell in cells.values()):
            return
        found: list[CellProblem] = []
        named = cells.get(("title", None))
        title = named or row[0]
        if not named or not title.text:
            found.append(cell_problem(title, _untitled()))
        elif title.repeats:
            found.append(cell_problem(title, _merged(title)))
        values, places = self.reader.read(cells, marked, found)
        called = alike(title.text)
        doubles = self._doubles(called, (*cells.values(), *marked.values()))
        if not found and doubles:
            self.known.append(ExistingRecord(title.name, title.text, ""))
        elif not found and self.is_yearly and called in self.records:
            self._hold(title, self.records[called], values, places, found)
        elif not found and self.existing.get(called):
            self.existing[called] -= 1
            self._hold(title, self.records[called], values, places, found)
        elif not found:
            self._make(title, values, places, found)
        if found:
            self.problems += found
            self.left_out.append(title.name)

    def _hold(
        self,
        title: Cell,
        records: Sequence[AnyRecord],
        values: Mapping[KeyPath, Any],
        places: Mapping[FieldPath, Cell],
        found: list[CellProblem],
    ) -> None:
        """Take from a row whose measure is there already what that does not have yet."""
        row = self.known_rows.hold(title, records, values, places)
        found += row.problems
        self.unused += row.left_out
        address = records[-1].address
        if row.proposal:
            first = self.followed_up.get(address)
            self.followed_up[address] = Followed(first.cell if first else title.name, row.proposal)
        elif not found:
            self.known.append(ExistingRecord(title.name, title.text, address))

    def _doubles(self, called: str, cells: Row) -> bool:
        """Tell whether a row says the same as one above it, which has to be called the same."""
        first = self.first.setdefault(called, cells)
        if first is cells:
            return False
        said = self.said.setdefault(called, {_said(first)})
        before = len(said)
        said.add(_said(cells))
        return len(said) == before

    def _make(
        self,
        title: Cell,
        values: Mapping[KeyPath, Any],
        places: Mapping[FieldPath, Cell],
        found: list[CellProblem],
    ) -> None:
        if self._join(title, values, places, found):
            return
        try:
            draft = self.new_records.begin(title.text, values)
        except WrongUse as failure:
            found.append(cell_problem(title, failure))
            return
        proposal = draft.proposal()
        found += draft_problems(proposal, places, title)
        if not found:
            self.new_records.keep(draft)
            if self.is_yearly:
                self.yearly[alike(title.text)] = len(self.made), draft, values
            self.made.append(NewMeasure(title.name, proposal.in_bytes()))

    def _join(
        self,
        title: Cell,
        values: Mapping[KeyPath, Any],
        places: Mapping[FieldPath, Cell],
        found: list[CellProblem],
    ) -> bool:
        """Put a row's follow-up to the measure of a row above that says the same of another year.

        Tell whether there is such a measure.
        """
        place, draft, before = self.yearly.get(alike(title.text), (0, None, values))
        if not self.is_yearly or draft is None or _besides(values) != _besides(before):
            return False
        held = [*(draft.value(FOLLOW_UPS) or []), *values.get(FOLLOW_UPS, [])]
        was = draft.value(FOLLOW_UPS)
        draft.put(FOLLOW_UPS, held)
        draft.pause()
        proposal = draft.proposal()
        for problem in proposal.errors:
            cell = places.get(FOLLOW_UPS, title)
            found.append(CellProblem(cell.name, cell.text, problem.message, problem.remedy))
        if found:
            draft.put(FOLLOW_UPS, was)
        else:
            self.made[place] = NewMeasure(self.made[place].cell, proposal.in_bytes())
        return True


def _besides(values: Mapping[KeyPath, Any]) -> dict[KeyPath, Any]:
    """Return what a row says besides its follow-up."""
    return {path: value for path, value in values.items() if path[0] != FOLLOW_UPS[0]}


def _said(cells: Row) -> tuple[str, ...]:
    """Return what a row says, as rows are compared."""
    return tuple(fold(cell.text) for cell in cells)


def _counted_in(unit: str, cell: Cell) -> Cell:
    """Return a cell with the unit of its heading, where it holds a bare number."""
    if isinstance(cell.value, bool) or not _BARE.fullmatch(cell.text):
        return cell
    return cell.holding(f"{cell.text} {unit}")


def _untitled() -> WrongUse:
    return WrongUse(
        message(_("The row has no title")),
        message(_("Write the measure's title here, or empty the row.")),
    )


def _merged(title: Cell) -> WrongUse:
    return WrongUse(
        message(_("The title “{title}” is merged over several rows"), title=title.text),
        message(_("Unmerge it and give each row a title, or join the rows.")),
    )


def _no_titles(sheet: Sheet, headings: Row) -> CellProblem:
    return CellProblem(
        headings[0].name,
        headings[0].text,
        message(_("No column of {sheet} holds the titles of measures"), sheet=sheet.name),
        message(_("Say which one does: {way}"), way=TITLE_COLUMN),
    )
