"""Bringing in a list: what its columns mean, what would come of its rows, then the review."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import ComposeResult

from miljo_tui.frozen import replace
from miljo_tui.locale import counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.model.fields import lookup
from miljo_tui.model.records import MEASURE
from miljo_tui.model.rounds import years
from miljo_tui.spreadsheets import (
    NO_COLUMN,
    PERIOD_COLUMN,
    ImportChoices,
    ImportPlan,
    ListColumn,
    ListFile,
    column_keys,
    plan_import,
)
from miljo_tui.tui import screens
from miljo_tui.tui.columns import Column, cut_cell
from miljo_tui.tui.command_screen import CommandScreen
from miljo_tui.tui.commands import IMPORT_LIST
from miljo_tui.tui.fixed_text import FixedText
from miljo_tui.tui.host import Host
from miljo_tui.tui.literal import label
from miljo_tui.tui.screens.palette import PaletteEntry, PaletteScreen
from miljo_tui.tui.table import Table

CELL = 16
"""The columns for the name of a cell."""


class ImportListScreen(CommandScreen[bool]):
    """The columns of a list above, its rows below; only the review's commit writes anything."""

    COMMANDS_HERE = IMPORT_LIST
    AUTO_FOCUS = "#columns"

    def __init__(self, file: Path, planned: ImportPlan) -> None:
        super().__init__()
        self._file = file
        self._plan = planned
        self._choices = ImportChoices()
        """What was said of the list; columns are given by their letter."""
        self._skips = False

    def compose(self) -> ComposeResult:
        """Lay out the title, the two tables and the keys."""
        say = self.app.say
        yield FixedText(id="title")
        yield Table(
            [
                Column("letter", "", 3),
                Column("heading", say(_("Heading"))),
                Column("meaning", say(_("Means"))),
            ],
            id="columns",
        )
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
        planned, say = self._plan, self.app.say
        counts = [
            counted(_("{count} new measure"), _("{count} new measures"), count=len(planned.made)),
            counted(
                _("{count} there already"), _("{count} there already"), count=len(planned.known)
            ),
            counted(
                _("{count} row with errors"),
                _("{count} rows with errors"),
                count=len(planned.left_out),
            ),
        ]
        if self._skips and planned.left_out:
            counts.append(message(_("left out")))
        if planned.followed_up:
            counts.append(planned.followed_words)
        if planned.unlikely:
            counts.append(
                counted(_("{count} doubtful"), _("{count} doubtful"), count=len(planned.unlikely))
            )
        title = " · ".join([planned.name, *map(say, counts)])
        self.query_one("#title", FixedText).update(label(title, "bold"))
        columns = {column.letter: column for column in planned.columns}
        self.query_one("#columns", Table).set_rows(
            list(columns),
            lambda letter: (letter, columns[letter].heading, self._meaning(columns[letter])),
        )
        rows = self._rows()
        self.query_one("#rows", Table).set_rows(
            list(rows), lambda row: (cut_cell(rows[row][0], CELL), rows[row][1])
        )

    def _meaning(self, column: ListColumn) -> str:
        say = self.app.say
        if not column.key:
            return say(_("(left out)"))
        return f"{meaning(self.app, column.key)} {column.year or ''}".strip()

    def _rows(self) -> dict[str, tuple[str, str]]:
        say, planned = self.app.say, self._plan
        rows: dict[str, tuple[str, str]] = {}
        for number, problem in enumerate(planned.problems):
            words = f"! {say(problem.message).rstrip('.')}. {say(problem.remedy)}"
            rows[f"problem {number}"] = (problem.cell, words)
        for name in planned.other_sheets:
            rows[f"sheet {name}"] = (name, say(_("Sheet that is left out")))
        for row in planned.unlikely:
            words = f"{row.title} – {say(row.reason)}; {say(_('left out'))}"
            rows[f"unlikely {row.cell}"] = (row.cell, words)
        for made in planned.made:
            rows[f"made {made.cell}"] = (made.cell, made.proposal.name)
        for followed in planned.followed_up:
            proposal = followed.proposal
            said = "; ".join(map(say, proposal.words))
            rows[f"followed {followed.cell}"] = (followed.cell, f"{proposal.name} – {said}")
        for number, cell in enumerate(planned.unused):
            words = f"{say(cell.message)}; {say(_('left out'))}. {say(cell.remedy)}"
            rows[f"unused {number}"] = (cell.cell, words)
        for known in planned.known:
            words = (
                say(_("there already as {address}"), address=known.address)
                if known.address
                else say(_("stands above in the same words"))
            )
            rows[f"known {known.cell}"] = (known.cell, f"{known.title} – {words}")
        return rows

    def on_table_opened(self, event: Table.Opened) -> None:
        """Choose what a column means, or read the whole of a row."""
        if event.table.id == "rows":
            self.app.tell(self._rows()[event.id][1])
            return
        letter = event.id
        entries = {
            key: PaletteEntry(meaning(self.app, key), "", partial(self._give, letter, key))
            for key in column_keys()
        }
        left_out = PaletteEntry(
            self.app.say(_("(left out)")), "", partial(self._give, letter, NO_COLUMN)
        )
        heading = next(each.heading for each in self._plan.columns if each.letter == letter)
        self._ask({NO_COLUMN: left_out, **entries}, heading or letter)

    def _give(self, letter: str, key: str) -> None:
        # Another column that had this meaning gives it up.
        taken = {
            each.letter: NO_COLUMN
            for each in self._plan.columns
            if each.key == key and not each.area
        }
        given = {**self._choices.given, **(taken if key != NO_COLUMN else {}), letter: key}
        self._choose(replace(self._choices, given=given))

    def _choose(self, choices: ImportChoices) -> None:
        """Plan anew, unless that cannot be."""
        try:
            file = ListFile(self._file)
            self._plan = plan_import(self.app.workspace.snapshot, file, choices)
        except Failure as failure:
            self.app.explain(failure)
        else:
            self._choices = choices
        self._show()

    def action_sheet(self) -> None:
        """Choose another sheet; what was said of the columns of this one is forgotten."""
        others = self._plan.other_sheets
        if not others:
            self.app.tell(_("There is nothing in any other sheet"))
            return
        entries = {name: self._entry(name, given={}, sheet=name) for name in others}
        self._ask(entries, self.app.say(_("Sheet")))

    def action_year(self) -> None:
        """Choose the year of follow-ups whose heading names none."""
        period = years(self.app.workspace.snapshot.folder)
        offered = sorted({*period, *self._plan.years, date.today().year}, reverse=True)
        entries = {str(year): self._entry(str(year), year=year) for year in offered}
        self._ask(entries, self.app.say(_("Year of follow-ups that name none")))

    def action_all_rows(self) -> None:
        """Bring in the rows that look like no measure, or leave them out again."""
        if not self._plan.unlikely and not self._choices.all_rows:
            self.app.tell(_("Every row looks like a measure"))
            return
        self._choose(replace(self._choices, all_rows=not self._choices.all_rows))

    def _entry(self, name: str, **changes: Any) -> PaletteEntry:
        return PaletteEntry(name, "", partial(self._choose, replace(self._choices, **changes)))

    def _ask(self, entries: Mapping[str, PaletteEntry], title: str) -> None:
        self.app.push_screen(
            PaletteScreen(dict(entries), title), lambda entry: entry.do() if entry else None
        )

    def action_skip(self) -> None:
        """Leave the rows with errors out, or not."""
        self._skips = not self._skips
        self._show()

    def action_next_table(self) -> None:
        """Go to the other table."""
        self.focus_next()

    def action_review(self) -> None:
        """Review what the list brings in, unless there are errors that nobody has left out."""
        if self._plan.problems and not self._skips:
            self.app.tell(_("Mend the cells in the list first, or leave their rows out with x"))
        elif not (proposals := self._plan.proposals):
            self.app.tell(_("There is nothing new in the list"))
        else:
            review = screens.ReviewScreen(proposals, self._plan.subject)
            self.app.push_screen(review, self._reviewed)

    def _reviewed(self, saved: bool | None) -> None:
        if saved:
            self.dismiss(True)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if isinstance(self.focused, Table):
            self.focused.action_open()

    def action_back(self) -> None:
        """Leave; nothing was written."""
        self.dismiss(False)


def meaning(app: Host, key: str) -> str:
    """Return what people call the field that a column means."""
    if key == PERIOD_COLUMN:
        return app.say(_("Start and end"))
    path = tuple(key.split("."))
    fields = [lookup(MEASURE.cls, path[: depth + 1]) for depth in range(len(path))]
    return ": ".join(app.say(field.label) for field in fields if field)
