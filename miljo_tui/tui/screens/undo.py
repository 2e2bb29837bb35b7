"""A screen from which what was can be brought back: computed aside, settled, then reviewed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work

from miljo_tui import audit
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.tui import screens
from miljo_tui.tui.command_screen import CommandScreen
from miljo_tui.tui.terminal.key_order import ANSWER

if TYPE_CHECKING:
    from miljo_tui.editing import Draft, Proposal
    from miljo_tui.model.folder import Folder


class UndoScreen(CommandScreen[Any]):
    """Knows the way from an earlier state to its review."""

    def returned(self) -> None:
        """Hear that something came back as a draft, or was committed, here or elsewhere."""

    @work(thread=True, group=ANSWER)
    def bring_back(self, make: Callable[[audit.Chronicle, Folder], audit.Reversion]) -> None:
        """Find out aside what would come back; then settle what was changed since, and review."""
        workspace = self.app.workspace
        try:
            with audit.Chronicle.open(workspace.snapshot.path) as chronicle:
                made = make(chronicle, workspace.folder)
        except Failure as failure:
            again = partial(self.bring_back, make)
            self.app.call_from_thread(self.app.explain, failure, again)
        else:
            self.app.call_from_thread(self.settle, made)

    def settle(self, made: audit.Reversion) -> None:
        """Settle what is open, then review all of it; a draft of the person's own is kept."""
        try:
            self.app.workspace.repository.require_no_obstacle()
            settled = (each.draft.proposal() for each in made.open)
            for proposal in (*made.proposals, *settled):
                self.app.workspace.drafts.require_no_draft(proposal.record.address, proposal)
        except Failure as failure:
            self.app.explain(failure)
        else:
            self._settle(made, list(made.proposals))

    def _settle(self, made: audit.Reversion, settled: Sequence[Proposal]) -> None:
        def chosen(draft: Draft | None) -> None:
            if draft is not None:
                self._settle(made, [*settled, draft.proposal()])

        left = len(settled) - len(made.proposals)
        if left < len(made.open):
            self.app.push_screen(screens.ConflictScreen(made.open[left]), chosen)
        elif changed := [proposal for proposal in settled if proposal.changed]:
            held = {draft.record.address for draft in self.app.workspace.drafts.unsaved()}
            for proposal in changed:
                if not proposal.is_end:
                    self.app.workspace.take_over(proposal)
            offered = [each for each in changed if each.record.address not in held]
            review = screens.ReviewScreen(changed, made.subject)
            self.app.push_screen(review, partial(self.reviewed, () if made.open else offered))
        else:
            self.app.tell(_("Nothing to change: the values stand there already"))

    def reviewed(self, offered: Sequence[Proposal], saved: bool | None) -> None:
        """Hear whether what came back was committed; what nobody gave a reason for goes again.

        So a look at what an undo would do leaves no draft behind. One with a reason stays, and one
        that was settled field by field.
        """
        workspace = self.app.workspace
        found = [(each, workspace.drafts.get(each.record.address)) for each in offered]
        given = [
            workspace.drafts.reason(draft.proposal() if draft else each) for each, draft in found
        ]
        if not saved and not any(why.reason or why.case for why in given):
            for each, draft in found:
                if draft and draft.proposal().wanted == each.wanted:
                    workspace.discard(draft)
        self.returned()
