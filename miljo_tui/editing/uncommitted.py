"""What was made outside the app and is not committed, for the person at the app to review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from miljo_tui.editing.view import View
from miljo_tui.locale import Language
from miljo_tui.model.folder import AnyRecord

if TYPE_CHECKING:
    from miljo_tui.editing.proposals import Proposal, Why


class Uncommitted(View):
    """A view of an agreement that tells on request what its files hold besides the history."""

    def __init__(self, path: Path, speaker: Language, *, first: int | None = None) -> None:
        super().__init__(path, speaker, first=first)
        self._reasons: dict[tuple[str, bool, bool], Why] = {}
        """What was said of why where there is no draft, by record and what becomes of it."""

    def made_outside(self, record: AnyRecord) -> Proposal | None:
        """Return what was made of a record outside the app and is not committed, if anything.

        Raises Refused where its file cannot be read, or what stands in the way.
        """
        from miljo_tui.editing import outside_changes
        from miljo_tui.editing.outside import unreadable_record

        state = self.state()
        made = outside_changes.made_outside(self.snapshot, state, record) if state else None
        if made and made.record.fault:
            raise unreadable_record(made.record)
        return made

    def all_made_outside(self) -> list[Proposal]:
        """Return what was made of any record outside the app, as far as it goes together."""
        from miljo_tui.editing import outside_changes

        state = self.state()
        found = outside_changes.all_made_outside(self.snapshot, state) if state else []
        return outside_changes.together(found)

    def reason(self, proposal: Proposal) -> Why:
        """Return what was said of why so far."""
        return self._reasons.get(_what(proposal), proposal.why)

    def keep_reason(self, proposal: Proposal, why: Why) -> None:
        """Keep what was said of why, for the next time that a proposal is reviewed."""
        self._reasons[_what(proposal)] = why

    def forget_reason(self, proposal: Proposal) -> None:
        """Let go of the reason for what was committed."""
        self._reasons.pop(_what(proposal), None)


def _what(proposal: Proposal) -> tuple[str, bool, bool]:
    return proposal.record.address, proposal.is_outside, proposal.is_end
