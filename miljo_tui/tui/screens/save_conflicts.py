"""What somebody else did meanwhile and refused a save: asked about, where an answer settles it."""

from __future__ import annotations

from collections.abc import Callable

from miljo_tui.editing import ChangedUnderneath, Draft, Proposal, RemovedUnderneath, TakenUnderneath
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.tui import screens
from miljo_tui.tui.host import Host

Take = Callable[[Proposal, Draft], None]
"""Takes the draft that is to be saved in the place of another proposal."""


def settle(app: Host, failure: Failure, take: Take) -> None:
    """Ask what shall count, where that is all that a save needs."""
    if isinstance(failure, ChangedUnderneath) and failure.rebased:
        _ask_which(app, failure, take)
    elif isinstance(failure, RemovedUnderneath):
        question = message(
            _("{name} was removed by somebody else. Make it again, with your changes?"),
            name=failure.proposal.name,
        )
        _offer(app, question, message(_("Make it again")), failure.proposal, failure.again, take)
    elif isinstance(failure, TakenUnderneath):
        again = app.workspace.under_another_id(failure.proposal)
        question = message(
            _("Somebody else has made {record} meanwhile. Make yours as {again}?"),
            record=failure.proposal.record.address,
            again=again.record.address,
        )
        answer = message(_("Make it as {record}"), record=again.record.address)
        _offer(app, question, answer, failure.proposal, again, take)


def _ask_which(app: Host, failure: ChangedUnderneath, take: Take) -> None:
    def settled(draft: Draft | None) -> None:
        if draft is not None:
            take(failure.proposal, draft)

    assert failure.rebased
    app.push_screen(screens.ConflictScreen(failure.rebased), settled)


def _offer(
    app: Host, question: Message, answer: Message, former: Proposal, draft: Draft, take: Take
) -> None:
    def answered(sure: bool | None) -> None:
        if sure:
            take(former, draft)

    app.push_screen(screens.ConfirmationScreen(app.say(question), app.say(answer)), answered)
