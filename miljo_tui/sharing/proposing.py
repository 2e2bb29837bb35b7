"""What was saved here, pushed to a branch of its own: for a review before others get it."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from miljo_tui.audit import Chronicle, Entry
from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, WrongUse
from miljo_tui.repository import transfers
from miljo_tui.repository.process_wait import heeding
from miljo_tui.repository.revisions import newest
from miljo_tui.repository.state import locate
from miljo_tui.repository.transfers import LostRace, ShowProgress
from miljo_tui.repository.upstreams import commit_at, is_branch_name
from miljo_tui.sharing.synchronising import required_upstream


@frozen
class Proposed:
    """What was pushed for a review."""

    branch: str
    shared: tuple[Entry, ...]
    """What the branch has and the upstream had not at the last fetch, the newest first."""
    server_message: str
    """What the server said to it: a forge tells the address of the review to be."""


def share_for_review(
    agreement: Path, branch: str, show_progress: ShowProgress, called_off: Event | None = None
) -> Proposed:
    """Push what was saved here to another branch of the remote; nothing is joined or moved.

    Raises WrongUse for what is no name of a branch, or is that of the upstream, BadState where the
    branch there holds something else, or what stands in the way of a push.
    """
    where = locate(agreement)
    upstream = required_upstream(where)
    whole = f"refs/heads/{branch}"
    if not is_branch_name(where, branch) or whole == upstream.branch:
        raise WrongUse(
            message(_("“{text}” is no name for a branch of its own"), text=branch),
            message(_("Give one such as: review/follow-up-2023")),
        )
    head = newest(where)
    if head is None:
        raise BadState(message(_("Nothing is committed here yet")))
    there = commit_at(where, upstream.tracking)
    with heeding(called_off or Event()), Chronicle.open(agreement) as chronicle:
        shared = tuple(chronicle.entries([f"^{there}", head] if there else [head]))
        try:
            pushed = transfers.push(where, upstream.remote, head, whole, show_progress)
        except LostRace as failure:
            raise BadState(
                message(_("The branch {branch} holds something else there"), branch=branch),
                message(_("Give another name.")),
                failure.detail,
            ) from None
    return Proposed(branch, shared, pushed.server_message)
