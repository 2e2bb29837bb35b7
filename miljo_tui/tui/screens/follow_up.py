"""Follow-up: the measures by year as a matrix of letters, and the way into a year's round."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult

from miljo_tui.editing import Draft
from miljo_tui.frozen import frozen
from miljo_tui.locale import counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.model.figures import FOR_YEAR, Share, figures
from miljo_tui.model.folder import Folder, Record
from miljo_tui.model.groups import grouped
from miljo_tui.model.query import sort
from miljo_tui.model.records import FOLLOW_UPS, MEASURE, Measure
from miljo_tui.model.rounds import next_to_report, years
from miljo_tui.tui.commands import FOLLOW_UP
from miljo_tui.tui.fixed_text import FixedText
from miljo_tui.tui.hanging_text import HangingText
from miljo_tui.tui.host import News
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels import matrix
from miljo_tui.tui.panels.lists import ListTable
from miljo_tui.tui.panels.title import NOT_KEPT
from miljo_tui.tui.screens.record_actions import undo_saved
from miljo_tui.tui.screens.report_measure import ReportMeasureScreen
from miljo_tui.tui.screens.undo import UndoScreen


@frozen
class Row:
    """A line of the matrix: a measure under one of its areas, or the area itself."""

    area: str
    measure: str = ""

    @property
    def id(self) -> str:
        """The row's id in the table."""
        return f"{self.area}/{self.measure}"


class FollowUpScreen(UndoScreen):
    """The matrix; a measure in two areas stands in both."""

    COMMANDS_HERE = FOLLOW_UP
    AUTO_FOCUS = "ListTable"

    def __init__(self, folder: Folder) -> None:
        super().__init__()
        self._period = period = years(folder)
        self._year = min(max(date.today().year, period[0]), period[-1])
        self._rows: dict[str, Row] = {}
        self._folder = folder
        """The agreement as it will be with what is not committed yet."""
        self._drafts: set[str] = set()
        """The ids of what is not committed yet."""
        self._shares: dict[int, Share] = {}
        """How many have reported, by year, as far as it was counted."""
        self._sitting: set[str] = set()
        """The addresses of the measures that were reported on since the latest commit."""
        self._passed: set[str] = set()
        """The ids of the measures that this round has been at."""

    def compose(self) -> ComposeResult:
        """Lay out the title, the matrix, what its signs mean, what the cell says, and the keys."""
        yield FixedText(id="title")
        yield ListTable(matrix.columns(self._period, self._year, self.app.speaker), self.report)
        yield HangingText(matrix.legend(self.app.speaker), id="legend")
        yield FixedText(id="cell")
        yield self.key_line()

    def on_mount(self) -> None:
        """Show the matrix, the cursor on the first measure."""
        self.show_news()
        self.query_one(ListTable).action_move(1)

    def on_screen_resume(self) -> None:
        """Show what came of a review or a form."""
        self.show_news()

    def on_news(self, _event: News) -> None:
        """Show what somebody else has changed."""
        self.show_news()

    def on_keeping(self) -> None:
        """Say in the title whether drafts are on the disk."""
        self.show_news()

    def show_news(self) -> None:
        """Show the workspace as it is now, with what is not committed yet."""
        workspace = self.app.workspace
        drafts = workspace.drafts.unsaved()
        self._folder = workspace.drafts.applied(drafts)
        self._drafts = {draft.record.id for draft in drafts}
        self._shares = {}
        groups = grouped(sort(self._folder.measures.values()), "area", self._folder)
        rows = [
            row
            for area, records in groups.items()
            if records
            for row in (Row(area), *(Row(area, record.id) for record in records))
        ]
        self._rows = {row.id: row for row in rows}
        self._show_year()

    def _show_year(self) -> None:
        speaker, in_sight = self.app.speaker, matrix.in_sight(self._period, self._year)
        shown = matrix.Matrix(self._folder, self._year, date.today(), speaker, self._drafts)

        def cells(id: str) -> matrix.Cells:
            row = self._rows[id]
            if not row.measure:
                return shown.heading(row.area)
            return shown.cells(row.measure, in_sight)

        table = self.query_one(ListTable)
        table.set_columns(matrix.columns(self._period, self._year, speaker))
        why = _("There are no measures yet. Esc goes back, and there n makes one.")
        table.explain_empty("" if self._rows else self.app.say(why))
        table.set_rows(list(self._rows), cells)
        self._show_title()
        self._show_cell()

    def _show_title(self) -> None:
        say, year = self.app.say, self._year
        if year not in self._shares:
            self._shares[year] = figures(self._folder, year, FOR_YEAR, date.today()).reported
        reported = self._shares[year]
        parts = [
            say(message(_("Follow-up {year}"), year=year)),
            say(message(_("reported {share}"), share=reported.words)),
        ]
        late = reported.of - reported.number
        if late and year < date.today().year:
            parts.append(say(counted(_("{count} overdue"), _("{count} overdue"), count=late)))
        if unsaved := len(self._drafts):
            parts.append(
                say(counted(_("{count} unsaved (F2)"), _("{count} unsaved (F2)"), unsaved))
            )
        if self.app.workspace.drafts.obstacle:
            parts.insert(0, say(NOT_KEPT))
        title = label(" · ".join(parts), "bold")
        self.query_one("#title", FixedText).update(title)

    def _show_cell(self) -> None:
        record = self._record
        speaker = self.app.speaker
        shown = matrix.described(record, self._year, self._folder, speaker) if record else ""
        self.query_one("#cell", FixedText).update(shown)

    @property
    def _record(self) -> Record[Measure] | None:
        """The measure under the cursor, with what is not committed yet."""
        row = self._rows.get(self.query_one(ListTable).cursor_id or "")
        return self._folder.measures.get(row.measure) if row else None

    def on_table_highlighted(self) -> None:
        """Say what the cell under the cursor says."""
        self._show_cell()

    def action_step(self, steps: int) -> None:
        """Go to another year."""
        self._year = min(max(self._year + steps, self._period[0]), self._period[-1])
        self._show_year()

    def action_next(self) -> None:
        """Put the cursor on the next measure that is missing."""
        here = self._record
        if not self._go_to_next(here.id if here else ""):
            self.app.tell(message(_("Nothing is missing for {year}"), year=self._year))

    def _go_to_next(self, after: str) -> bool:
        ids = [row.measure for row in self._rows.values() if row.measure]
        found = next_to_report(ids, after, self._year, self._folder, self._passed, date.today())
        row = next((row for row in self._rows.values() if found and row.measure == found), None)
        return row is not None and self.query_one(ListTable).move_to(row.id)

    def action_report(self) -> None:
        """Begin the round at the cursor."""
        self.report()

    def report(self) -> None:
        """Begin the round at the measure under the cursor."""
        self._passed = set()
        self._open()

    def _open(self) -> None:
        workspace = self.app.workspace
        here = self._record
        record = workspace.folder.measures.get(here.id) if here else None
        if record is None:
            self.action_next()
            return
        try:
            screen = ReportMeasureScreen(workspace.draft(record), self._year)
        except Failure as failure:
            begun = workspace.drafts.get(record.address)
            if begun and not begun.changed:
                workspace.discard(begun)
            self.app.explain(failure)
            return
        self._passed.add(record.id)
        self._sitting.add(record.address)
        self.app.push_screen(screen, lambda goes_on: self._gone_on(record.id, goes_on))

    def _gone_on(self, id: str, goes_on: bool | None) -> None:
        """Go on to the next measure; after the last one, to the review of the sitting."""
        self.show_news()
        if not goes_on:
            return
        if self._go_to_next(id):
            self._open()
        elif self._reported():
            self.action_review()
        else:
            self.app.tell(message(_("Nothing more is missing for {year}"), year=self._year))

    def _reported(self) -> list[Draft]:
        """Return the drafts of the sitting, and others that change a follow-up."""
        return [
            draft
            for draft in self.app.workspace.drafts.unsaved()
            if draft.record.kind is MEASURE
            and (draft.record.address in self._sitting or draft.is_changed(FOLLOW_UPS))
        ]

    def action_review(self) -> None:
        """Review what was reported, as one commit."""
        drafts = self._reported()
        if not drafts:
            self.app.tell(_("There is nothing to review: no field is changed"))
            return
        self.app.review(drafts, self._reviewed)

    def _reviewed(self, saved: bool | None) -> None:
        if saved:
            self._sitting.clear()
        self.show_news()

    action_undo_saved = undo_saved

    def returned(self) -> None:
        """Show what has come back."""
        self.show_news()

    def action_back(self) -> None:
        """Go back; drafts stay."""
        self.dismiss(None)
