"""What git says of an open agreement: whether anything can be committed, and what is in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.editing import later
from miljo_tui.editing.checked_agreement import CheckedAgreement
from miljo_tui.editing.opening import Snapshot
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, Failure

if TYPE_CHECKING:
    from miljo_tui.repository.state import State


class RepositoryStatus:
    """The repository as it was when git was asked last; asking is safe in a thread."""

    def __init__(self, agreement: CheckedAgreement) -> None:
        self.state: State | Failure | None = None
        """What git says of the folder; None while it has not been asked."""
        self._agreement = agreement

    def ask(self) -> State | Failure:
        """Ask git what it says of the folder; whoever asks puts the answer into `state`."""
        self.note_unsettled(self._agreement.snapshot)
        try:
            return later.look(self._agreement.snapshot.path)
        except Failure as failure:
            return failure

    def note_unsettled(self, snapshot: Snapshot) -> None:
        """Take note of the conflicts without marks that git waits for."""
        self._agreement.unsettled = later.unmerged_problems(snapshot)

    @property
    def known(self) -> State | None:
        """The repository, None while git has not been asked or does not look at the folder."""
        return None if isinstance(self.state, Failure) else self.state

    def lock(self) -> Failure | None:
        """Return what is known of a lock that git was left with."""
        left = later.lasting(self.known) if self.known else None
        return later.explained(self.known, left) if self.known and left else None

    def obstacle(self) -> Failure | None:
        """Return why nothing can be changed just now, if anything is in the way."""
        if self._agreement.folder.newer_format:
            return BadState(
                message(_("The files are of a newer format: they can be read, not changed")),
                message(_("Install a newer version of miljo-tui.")),
            )
        if isinstance(self.state, Failure):
            return self.state
        return self.state.obstacle if self.state else None

    def require_no_obstacle(self) -> None:
        """Raise the failure that stands in the way of changing anything, if there is one."""
        if obstacle := self.obstacle():
            raise obstacle

    def to_change(self) -> State | None:
        """Return the repository that changes go into, None while git has not been asked.

        Raises the failure that stands in the way of changing anything.
        """
        self.require_no_obstacle()
        return self.known
