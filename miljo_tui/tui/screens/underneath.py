"""What somebody else did meanwhile and refused a save: asked about, where an answer settles it."""

from __future__ import annotations

from collections.abc import Callable

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Failure
from miljo_tui.session.drafting import Draft
from miljo_tui.session.guarding import ChangedUnderneath, RemovedUnderneath
from miljo_tui.session.proposing import Proposal
from miljo_tui.tui.host import Host

Take = Callable[[Proposal, Draft], None]
"""Takes the draft that is to be saved in the place of another proposal."""


def settle(app: Host, failure: Failure, take: Take) -> None:
    """Ask what shall count, where that is all that a save needs."""
    if isinstance(failure, ChangedUnderneath) and failure.rebased:
        _ask_which(app, failure, take)
    elif isinstance(failure, RemovedUnderneath):
        _offer_again(app, failure, take)


def _ask_which(app: Host, failure: ChangedUnderneath, take: Take) -> None:
    from miljo_tui.tui.screens.conflict import ConflictScreen

    def settled(draft: Draft | None) -> None:
        if draft is not None:
            take(failure.proposal, draft)

    assert failure.rebased
    app.push_screen(ConflictScreen(failure.rebased), settled)


def _offer_again(app: Host, failure: RemovedUnderneath, take: Take) -> None:
    from miljo_tui.tui.screens.question import QuestionScreen

    def answered(sure: bool | None) -> None:
        if sure:
            take(failure.draft, failure.again)

    question = message(
        _("{name} was removed by somebody else. Make it again, with your changes?"),
        name=failure.draft.name,
    )
    app.push_screen(QuestionScreen(app.say(question), app.say(_("Make it again"))), answered)
