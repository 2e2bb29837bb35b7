"""The branch of a clone moved on, and what this clone has seen of its remote, remembered."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.repository.commit_errors import explained, locked
from miljo_tui.repository.git_process import NO_COMMAND, GitFailed
from miljo_tui.repository.gitpython import opened
from miljo_tui.repository.process_wait import left_alone
from miljo_tui.repository.state import State
from miljo_tui.repository.upstreams import Upstream, commit_at

SEEN = "refs/miljo-tui/seen/"
"""Where it is remembered: a ref keeps the commits, too, which the remote may have thrown away."""


def seen_ref(upstream: Upstream) -> str:
    """Return the ref at the newest commit that this clone has shared or joined."""
    return f"{SEEN}{upstream.name}"


def remember(state: State, upstream: Upstream, commit: str) -> None:
    """Remember what a remote's branch was at. Raises GitFailed."""
    ref = seen_ref(upstream)
    if commit_at(state, ref) != commit:
        with opened(state.root) as repo:
            repo.git.update_ref(ref, commit)


def move_on(state: State, commit: str) -> None:
    """Move the branch that is checked out, and its files, on to a commit that follows it.

    Nobody can call that off: half of the files would be moved on. Raises BadState where it does not
    follow, or files in its way hold what is not committed.
    """
    try:
        with left_alone(), opened(state.root) as repo:
            # What a partial clone lacks is fetched as it is checked out.
            repo.git(c=NO_COMMAND).merge("--quiet", "--ff-only", "--no-autostash", commit)
    except GitFailed as failure:
        if locked(failure.messages):
            raise explained(state, failure) from None
        raise BadState(
            message(_("What is at the remote could not be taken into your files")),
            message(
                _("Mend what git says, then give: git merge --ff-only {commit}"), commit=commit
            ),
            failure.messages,
        ) from None
