"""What somebody else did meanwhile and refused a save: asked about, where an answer settles it."""

from __future__ import annotations

from collections.abc import Callable

from miljo_tui.editing import Draft, Proposal
from miljo_tui.model.failures import Failure
from miljo_tui.tui import screens
from miljo_tui.tui.host import Host

Take = Callable[[Proposal, Draft], None]
"""Takes the draft that is to be saved in the place of another proposal."""


def settle(app: Host, failure: Failure, take: Take) -> None:
    """Ask what shall count, where that is all that a save needs."""
    way = app.workspace.way_on(failure)
    if way is None:
        return

    def chosen(draft: Draft | None) -> None:
        if draft is not None:
            take(way.proposal, draft)

    if way.conflicts:
        app.push_screen(screens.ConflictScreen(way.conflicts), chosen)
    elif way.question and way.answer:
        app.push_screen(
            screens.ConfirmationScreen(app.say(way.question), app.say(way.answer)),
            lambda sure: chosen(way.draft if sure else None),
        )
