"""A published file that was edited: what changes in which record, and what cannot be understood."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from miljo_tui.editing import Proposal
from miljo_tui.locale import counted, message
from miljo_tui.locale import mark as _
from miljo_tui.spreadsheets import WorkbookImport
from miljo_tui.tui.columns import Column, cut_cell
from miljo_tui.tui.commands import IMPORT_WORKBOOK
from miljo_tui.tui.fixed_text import FixedText
from miljo_tui.tui.literal import label
from miljo_tui.tui.screens.undo import UndoScreen
from miljo_tui.tui.table import Table

CELL = 20
"""The columns for the name of a cell."""


class ImportWorkbookScreen(UndoScreen):
    """A row for each problem and for each record, which become drafts when they are reviewed.

    What somebody else has changed meanwhile to another value is asked about before that.
    """

    COMMANDS_HERE = IMPORT_WORKBOOK
    AUTO_FOCUS = "#rows"

    def __init__(self, planned: WorkbookImport) -> None:
        super().__init__()
        self._planned = planned
        self._skips = False

    def compose(self) -> ComposeResult:
        """Lay out the title, the table and the keys."""
        say = self.app.say
        yield FixedText(id="title")
        yield Table(
            [
                Column("cell", say(_("Cell")), CELL, priority=-1),
                Column("what", say(_("Result"))),
            ],
            id="rows",
        )
        yield self.key_line()

    def on_mount(self) -> None:
        """Show the plan."""
        self._show()

    def _show(self) -> None:
        planned = self._planned
        counts = [
            counted(
                _("{count} record with changes"),
                _("{count} records with changes"),
                count=len(planned.taken) + len(planned.contested),
            ),
            counted(
                _("{count} cell with errors"),
                _("{count} cells with errors"),
                count=len(planned.problems),
            ),
        ]
        if self._skips and planned.problems:
            counts.append(message(_("left out")))
        title = " · ".join([planned.name, *map(self.app.say, counts)])
        self.query_one("#title", FixedText).update(label(title, "bold"))
        rows = self._rows()
        self.query_one("#rows", Table).set_rows(
            list(rows), lambda row: (cut_cell(rows[row][0], CELL), rows[row][1])
        )

    def _rows(self) -> dict[str, tuple[str, str]]:
        say, planned = self.app.say, self._planned
        rows: dict[str, tuple[str, str]] = {}
        for number, problem in enumerate(planned.problems):
            words = f"! {say(problem.message).rstrip('.')}. {say(problem.remedy)}"
            rows[f"problem {number}"] = (problem.cell, words)
        for number, told in enumerate(told for each in planned.contested for told in each.problems):
            words = f"? {say(told.message)}. {say(_('The review asks which shall count.'))}"
            rows[f"contested {number}"] = (told.cell, words)
        for number, taken in enumerate(planned.taken):
            words = "; ".join(map(say, taken.proposal.words))
            rows[f"taken {number}"] = (taken.cell, f"{taken.proposal.name} – {words}")
        for known in planned.known:
            there = say(_("there already as {address}"), address=known.address)
            rows[f"known {known.cell}"] = (known.cell, f"{known.title} – {there}")
        for number, note in enumerate(planned.notes):
            rows[f"note {number}"] = ("", say(note))
        return rows

    def on_table_opened(self, event: Table.Opened) -> None:
        """Read the whole of a row."""
        self.app.tell(self._rows()[event.id][1])

    def action_skip(self) -> None:
        """Leave the records with errors out, or not."""
        self._skips = not self._skips
        self._show()

    def action_review(self) -> None:
        """Review the changes, unless there are errors that nobody has left out."""
        made = self._planned.returning
        if self._planned.problems and not self._skips:
            self.app.tell(_("Mend the cells in the file first, or leave their records out with x"))
        elif not made.proposals and not made.open:
            self.app.tell(_("Nothing was changed in the file"))
        else:
            self.settle(made)

    def reviewed(self, _offered: Sequence[Proposal], saved: bool | None) -> None:
        """Close when all of it is committed; what was reviewed stays as drafts otherwise."""
        if saved:
            self.dismiss(True)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        self.query_one("#rows", Table).action_open()

    def action_back(self) -> None:
        """Leave; what was reviewed stays as drafts."""
        self.dismiss(False)
