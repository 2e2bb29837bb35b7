"""The edits of a published file, before anything is written."""

from __future__ import annotations

from miljo_tui.audit import Reversion
from miljo_tui.editing import Proposal, Rebased
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, counted
from miljo_tui.locale import mark as _
from miljo_tui.spreadsheets.lists.import_result import ExistingRecord
from miljo_tui.spreadsheets.lists.rows import CellProblem


@frozen
class Taken:
    """The edits of one record's rows."""

    cell: str
    proposal: Proposal


@frozen
class Contested:
    """A record of which the file and somebody else have changed the same, to different values."""

    rebased: Rebased
    problems: tuple[CellProblem, ...]
    """The conflicting values, by the cell."""


@frozen
class WorkbookImport:
    """All edits of a published file."""

    name: str
    """The file's name."""
    commit: str
    taken: tuple[Taken, ...]
    contested: tuple[Contested, ...]
    known: tuple[ExistingRecord, ...]
    """New rows whose record is there already."""
    problems: tuple[CellProblem, ...]
    notes: tuple[Message, ...]
    """What is not brought in, and why."""

    @property
    def proposals(self) -> list[Proposal]:
        """The proposals of all records."""
        return [each.proposal for each in self.taken]

    @property
    def refused(self) -> list[CellProblem]:
        """What is wrong where nobody can be asked, conflicts too."""
        return [*self.problems, *(told for each in self.contested for told in each.problems)]

    @property
    def subject(self) -> Message | None:
        """The first line of the commit without what is contested."""
        return _subject(self.name, len(self.taken))

    @property
    def returning(self) -> Reversion:
        """What comes back, what a person is to settle first, and the first line of the commit."""
        settled = tuple(each.rebased for each in self.contested)
        count = len(self.taken) + len(settled)
        return Reversion(tuple(self.proposals), settled, _subject(self.name, count))


def _subject(file: str, count: int) -> Message | None:
    """Return the first line of the commit, where one record's own words do not say it best."""
    if count == 1:
        return None
    return counted(
        _("{count} record changed in {file}"),
        _("{count} records changed in {file}"),
        count=count,
        file=file,
    )
