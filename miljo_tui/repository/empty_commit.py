"""A commit that changes no file: it only says something of the history before it."""

from __future__ import annotations

from miljo_tui.repository import save_lock
from miljo_tui.repository.commit_errors import explained
from miljo_tui.repository.commit_files import ready
from miljo_tui.repository.git_process import GitFailed, ask
from miljo_tui.repository.gitpython import opened
from miljo_tui.repository.state import State, require_committer


def commit_nothing(state: State, text: str) -> str:
    """Commit a message alone, whatever is staged, and return the commit's id.

    Raises BadState or Missing where git refuses.
    """
    require_committer(state.root)
    order = ("--quiet", "--only", "--allow-empty", "--cleanup=verbatim", "--file=-")
    with save_lock.exclusive(state):
        ready(state)
        try:
            with opened(state.root) as repo:
                repo.git.commit(*order, istream=text.encode("utf-8", "replace"))
        except GitFailed as failure:
            is_hook = failure.code == 1 and not failure.output
            raise explained(state, failure, hook=is_hook) from None
        return ask(state.root, "rev-parse", "HEAD").decode("ascii").strip()
