"""The plan of an import, before anything is written."""

from __future__ import annotations

from miljo_tui.editing import Proposal
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, counted, message
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
class Followed:
    """A measure that is there already and gets the follow-ups of years that it has none for."""

    cell: str
    """The title of the first of its rows."""
    proposal: Proposal


@frozen
class ExistingRecord:
    """A row that adds nothing: its measure is there already, or the same words stand above it."""

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
    followed_up: tuple[Followed, ...] = ()
    unused: tuple[CellProblem, ...] = ()
    """The cells that say something else than a measure that is there already, and are left out."""
    unlikely: tuple[Unlikely, ...] = ()
    """Rows that look like no measure, and are left out."""
    problems: tuple[CellProblem, ...] = ()
    left_out: tuple[str, ...] = ()
    """The cells of the titles of rows with problems."""

    @property
    def proposals(self) -> list[Proposal]:
        """All that the import saves."""
        made = [each.proposal for each in self.made]
        return [*made, *(each.proposal for each in self.followed_up)]

    @property
    def subject(self) -> Message:
        """The first line of the commit that brings the list in."""
        if not self.followed_up:
            return counted(
                _("{count} measure brought in from {file}"),
                _("{count} measures brought in from {file}"),
                count=len(self.made),
                file=self.name,
            )
        made = counted(_("{count} new measure"), _("{count} new measures"), count=len(self.made))
        what = [made, self.followed_words] if self.made else self.followed_words
        return message(_("{what} from {file}"), what=what, file=self.name)

    @property
    def followed_words(self) -> Message:
        """How many measures that are there already get follow-ups."""
        return counted(
            _("{count} measure with new follow-ups"),
            _("{count} measures with new follow-ups"),
            count=len(self.followed_up),
        )
