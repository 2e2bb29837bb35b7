"""The plan of an import, before anything is written."""

from __future__ import annotations

from miljo_tui.editing import Proposal
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, counted
from miljo_tui.locale import mark as _
from miljo_tui.spreadsheets.lists.headings import ListColumn
from miljo_tui.spreadsheets.lists.rows import CellProblem
from miljo_tui.spreadsheets.lists.unlikely_rows import Unlikely


@frozen
class NewMeasure:
    """A row that becomes a measure."""

    cell: str
    proposal: Proposal


@frozen
class ExistingRecord:
    """A row whose measure is there already, or stands above in the list in the same words."""

    cell: str
    title: str
    address: str
    """The record; empty for a row that is doubled in the list."""


@frozen
class ImportPlan:
    """All that an import of a list would make, and all that it leaves out."""

    name: str
    """The file's name."""
    sheet: str
    other_sheets: tuple[str, ...]
    """The sheets that hold something and are left out."""
    columns: tuple[ListColumn, ...]
    years: tuple[int, ...]
    """The years that headings name."""
    made: tuple[NewMeasure, ...] = ()
    known: tuple[ExistingRecord, ...] = ()
    unlikely: tuple[Unlikely, ...] = ()
    """Rows that look like no measure, and are left out."""
    problems: tuple[CellProblem, ...] = ()
    left_out: tuple[str, ...] = ()
    """The cells of the titles of rows with problems."""

    @property
    def subject(self) -> Message:
        """The first line of the commit that brings the list in."""
        return counted(
            _("{count} measure brought in from {file}"),
            _("{count} measures brought in from {file}"),
            count=len(self.made),
            file=self.name,
        )
