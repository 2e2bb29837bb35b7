"""What would come of a published file that was edited, before anything is written."""

from __future__ import annotations

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, counted
from miljo_tui.locale import mark as _
from miljo_tui.session.importing.planning import Known
from miljo_tui.session.importing.rows import CellProblem
from miljo_tui.session.proposing import Proposal


@frozen
class Taken:
    """What comes of the rows of one record."""

    cell: str
    proposal: Proposal


@frozen
class TakenBack:
    """All that would come of a published file."""

    name: str
    """The file's name."""
    commit: str
    taken: tuple[Taken, ...]
    known: tuple[Known, ...]
    """New rows whose record is there already."""
    problems: tuple[CellProblem, ...]
    notes: tuple[Message, ...]
    """What is not brought in, and why."""

    @property
    def proposals(self) -> list[Proposal]:
        """The proposals of all records."""
        return [each.proposal for each in self.taken]


def edited_in(planned: TakenBack) -> Message | None:
    """Return the first line of the commit, where one record's own words do not say it best."""
    if len(planned.taken) == 1:
        return None
    return counted(
        _("{count} record changed in {file}"),
        _("{count} records changed in {file}"),
        count=len(planned.taken),
        file=planned.name,
    )
