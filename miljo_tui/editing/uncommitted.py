"""What was made outside the app and is not committed, for the person at the app to review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from miljo_tui.editing.view import View
from miljo_tui.locale import Language
from miljo_tui.model.folder import AnyRecord

if TYPE_CHECKING:
    from miljo_tui.editing.outside import MadeOutside
    from miljo_tui.editing.proposals import Proposal

P = TypeVar("P", bound="Proposal")


class Uncommitted(View):
    """A view of an agreement that tells on request what its files hold besides the history."""

    def __init__(self, path: Path, speaker: Language, *, first: int | None = None) -> None:
        super().__init__(path, speaker, first=first)
        self._reviewed: dict[tuple[type[Proposal], str], Proposal] = {}
        """What was reviewed and not committed: the reasons that were typed stay."""

    def made_outside(self, record: AnyRecord) -> MadeOutside | None:
        """Return what was made of a record outside the app and is not committed, if anything.

        Raises Refused where its file cannot be read, or what stands in the way.
        """
        from miljo_tui.editing import outside_changes
        from miljo_tui.editing.outside import broken

        state = self.state()
        made = outside_changes.made_outside(self.workspace, state, record) if state else None
        if made and made.record.fault:
            raise broken(made.record)
        return self.with_reason(made) if made else None

    def all_made_outside(self) -> list[MadeOutside]:
        """Return what was made of any record outside the app, as far as it goes together."""
        from miljo_tui.editing import outside_changes

        state = self.state()
        found = outside_changes.all_made_outside(self.workspace, state) if state else []
        return [self.with_reason(made) for made in outside_changes.together(found)]

    def with_reason(self, proposal: P) -> P:
        """Give what is no draft the reason that was typed for it before, if one was."""
        kind = type(proposal), proposal.record.address
        if before := self._reviewed.get(kind):
            proposal.why = before.why
        self._reviewed[kind] = proposal
        return proposal

    def forget_reason(self, proposal: Proposal) -> None:
        """Let go of the reason for what was committed."""
        self._reviewed.pop((type(proposal), proposal.record.address), None)
