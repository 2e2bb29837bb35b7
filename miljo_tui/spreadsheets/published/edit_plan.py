"""The plan of an edited workbook: a proposal for each record, and all problems by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from miljo_tui.audit import Chronicle, folder_at
from miljo_tui.editing import Draft, Proposal, Snapshot
from miljo_tui.locale import Message, counted, language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.advice import REMOVE
from miljo_tui.model.cell_text import LATEST_STATUS, plain
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import fields_of
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.parts import FollowUp
from miljo_tui.model.progress import status
from miljo_tui.model.records import AGREEMENT, KINDS, Measure
from miljo_tui.model.table_layouts import Key, layouts
from miljo_tui.model.values import same
from miljo_tui.repository.revisions import point
from miljo_tui.spreadsheets.files import Cell
from miljo_tui.spreadsheets.lists.import_result import ExistingRecord
from miljo_tui.spreadsheets.lists.rows import CellProblem, cell_problem
from miljo_tui.spreadsheets.published.cell_values import Values
from miljo_tui.spreadsheets.published.draft_join import cell_of, join, now
from miljo_tui.spreadsheets.published.edited_rows import Editing, entry_number
from miljo_tui.spreadsheets.published.edits import Contested, Taken, WorkbookImport
from miljo_tui.spreadsheets.published.new_rows import NewRowRecords
from miljo_tui.spreadsheets.published.recognition import PublishedWorkbook
from miljo_tui.spreadsheets.published.sheet_tables import SheetRow, SheetTable, find_tables
from miljo_tui.spreadsheets.published.sheets import records

Progress = Callable[[int, int], None]
"""Told how many records are done, and of how many."""

Lines = dict[tuple[str, ...], list[SheetRow]]
"""The rows of one record, by the lists of entries on the way."""


def plan_workbook_import(
    snapshot: Snapshot,
    published: PublishedWorkbook,
    progress: Progress = lambda _done, _all: None,
) -> WorkbookImport:
    """Hold a published file against the commit that it shows; nothing is written.

    Raises WrongUse where that commit is not here, GitFailed.
    """
    mark, name = published.mark, published.book.name
    with Chronicle.open(snapshot.path) as chronicle:
        try:
            commit = point(chronicle.where, mark.commit)
        except WrongUse:
            raise WrongUse(
                message(
                    _("{file} shows the commit {commit}, which is not in this clone"),
                    file=name,
                    commit=mark.commit,
                ),
                message(_("Fetch it with git, or publish the file again from this clone.")),
            ) from None
        base = folder_at(chronicle, commit)
    return held_against(snapshot, published, base, progress)


def held_against(
    snapshot: Snapshot,
    published: PublishedWorkbook,
    base: Folder,
    progress: Progress = lambda _done, _all: None,
) -> WorkbookImport:
    """Hold a published file against the agreement that it shows, as it was then."""
    return _Planning(snapshot, published, base).plan(progress)


class _Planning:
    def __init__(self, snapshot: Snapshot, published: PublishedWorkbook, base: Folder) -> None:
        self.snapshot = snapshot
        self.published = published
        self.base = base
        spoken = language(published.mark.language)
        self.values = Values(base, spoken)
        self.making = NewRowRecords(snapshot, self.values)
        personal = bool(base.agreement.value.reporters_public)
        self.found = find_tables(published.book.sheets, layouts(personal), spoken)
        self.tables: Mapping[Key, SheetTable] = self.found.tables
        self.taken: list[Taken] = []
        self.contested: list[Contested] = []
        self.known: list[ExistingRecord] = []
        self.problems: list[CellProblem] = list(self.found.problems)
        self.absent = 0

    def plan(self, progress: Progress) -> WorkbookImport:
        """Go through the records that were published, and through the new rows."""
        whole = [record for kind in KINDS for record in records(kind, self.base)]
        lines = self._by_record()
        done = 0
        for kind in KINDS:
            for record in records(kind, self.base):
                found = lines.pop((kind.name, record.id), None)
                if not record.fault:
                    self._record(record, found or {})
                done += 1
                progress(done, len(whole))
        for (_kind, id), rows in lines.items():
            for line in (line for each in rows.values() for line in each):
                if id:
                    self.problems.append(cell_problem(line.id, unknown(id)))
        for table in self.tables.values():
            for line in table.lines:
                if not line.id.text.strip():
                    self._new(table, line)
        return WorkbookImport(
            self.published.book.name,
            self.published.mark.commit,
            tuple(self.taken),
            tuple(self.contested),
            tuple(self.known),
            tuple(self.problems),
            tuple(self._notes()),
        )

    def _notes(self) -> list[Message]:
        notes = [
            message(_("{name} means nothing here and is left out"), name=name)
            for name in self.found.left_out
        ]
        if self.absent:
            notes.append(
                counted(
                    _("{count} record has no row and stays as it is"),
                    _("{count} records have no row and stay as they are"),
                    count=self.absent,
                )
            )
        return notes

    def _by_record(self) -> dict[tuple[str, str], Lines]:
        """Return the rows by record; one whose number cannot be read is a problem."""
        found: dict[tuple[str, str], Lines] = {}
        for (kind, path), table in self.tables.items():
            for line in table.lines:
                id = line.id.text.strip()
                bad = [problem for cell in line.numbers if (problem := _bad_number(cell))]
                self.problems += bad
                if id and not bad:
                    found.setdefault((kind, id), {}).setdefault(path, []).append(line)
        return found

    def _record(self, record: AnyRecord, lines: Lines) -> None:
        kind = record.kind
        own = lines.get((), [])
        is_absent = not own and (kind.name, ()) in self.tables
        self.absent += is_absent
        for line in own[1:]:
            self.problems.append(cell_problem(line.id, twice(record.id)))
        if own and own[0].removes is not None and self._removes(own[0]):
            self._remove(record, own[0])
            return
        draft = Draft(record, self.base)
        editing = Editing(draft, self.tables, lines, self.values, may_end=not is_absent)
        edited = editing.edited()
        problems = list(edited.problems)
        if own and isinstance(record.value, Measure):
            problems += self._calculated(own[0], record.value)
        self.problems += problems
        if draft.changed and not problems:
            joined, problems = join(edited, self.snapshot.folder)
            if joined and joined.conflicts:
                self.contested.append(Contested(joined, tuple(problems)))
                return
            self.problems += problems
            if joined:
                first = joined.draft.changes[0].path
                cell = cell_of(edited, joined.draft.result.raw, first)
                self.taken.append(Taken(cell.name, joined.draft.proposal()))

    def _removes(self, line: SheetRow) -> bool:
        """Tell whether somebody said yes in the column that takes a record away."""
        cell = line.removes
        if cell is None or not cell.text.strip():
            return False
        text = cell.text.strip().casefold()
        if text in ("x", "ja", "yes", "true", "1"):
            return True
        if text not in ("nej", "no", "false", "0"):
            self.problems.append(
                CellProblem(
                    cell.name,
                    cell.text,
                    message(_("“{found}” does not say whether to remove it"), found=cell.text),
                    message(_("Write yes, or empty the cell.")),
                )
            )
        return False

    def _remove(self, record: AnyRecord, line: SheetRow) -> None:
        there = now(self.snapshot.folder, record)
        if there is None:
            return
        proposal = Proposal.removing(there, self.snapshot.folder)
        cell = line.removes or line.id
        if not same(there.raw, record.raw):
            failure = WrongUse(
                message(_("{record} was changed meanwhile"), record=record.name),
                message(
                    _("Look at it again, and remove it with: {way}"),
                    way=REMOVE,
                ),
            )
            self.problems.append(cell_problem(cell, failure))
            return
        found = proposal.problems
        self.problems += [CellProblem(cell.name, "", each.message, each.remedy) for each in found]
        if not found:
            self.taken.append(Taken(cell.name, proposal))

    def _calculated(self, line: SheetRow, measure: Measure) -> list[CellProblem]:
        """Return the problem of a status that was written where it follows from others."""
        cell = line.calculated.get(LATEST_STATUS)
        kind = fields_of(FollowUp)["status"].kind
        shown = self.values.words.show(kind, status(measure) or None)
        if cell is None or plain(cell.value) == plain(shown):
            return []
        failure = WrongUse(
            message(_("The latest status is that of the newest follow-up")),
            message(_("Write it among the follow-ups, and put this cell back.")),
        )
        return [cell_problem(cell, failure)]

    def _new(self, table: SheetTable, line: SheetRow) -> None:
        layout = table.layout
        if layout.path or layout.kind is AGREEMENT:
            self.problems.append(cell_problem(line.id, nameless()))
            return
        made = self.making.make(layout, line)
        self.problems += made.problems
        if made.known:
            self.known.append(made.known)
        if made.proposal:
            self.taken.append(Taken(line.id.name, made.proposal))


def _bad_number(cell: Cell) -> CellProblem | None:
    try:
        entry_number(cell)
    except WrongUse as failure:
        return cell_problem(cell, failure)
    return None


def unknown(id: str) -> WrongUse:
    """Return why a row with an id that was not published is refused."""
    return WrongUse(
        message(_("No record was published with the id {id}"), id=id),
        message(_("Put the id back, or empty it for a new measure or area.")),
    )


def twice(id: str) -> WrongUse:
    """Return why a second row with an id is refused."""
    return WrongUse(
        message(_("There is a row with the id {id} already"), id=id),
        message(_("Delete one of the two; a new measure or area has no id.")),
    )


def nameless() -> WrongUse:
    """Return why an entry without a record is refused."""
    return WrongUse(
        message(_("The row does not say which record it belongs to")),
        message(_("Write the record's id, as it stands in the rows around it.")),
    )
