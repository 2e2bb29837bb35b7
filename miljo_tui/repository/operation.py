"""A conflict that git waits for: what ends it, and that it is settled."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.repository.git_process import GitFailed, do, literal
from miljo_tui.repository.state import State

HOW_TO_END = {
    "rebase-merge": "git rebase --continue",
    "rebase-apply": "git rebase --continue",
    "MERGE_HEAD": "git commit",
    "CHERRY_PICK_HEAD": "git cherry-pick --continue",
    "REVERT_HEAD": "git revert --continue",
}
"""The command that ends what is under way, by the files that tell of it, the surest first."""


def how_to_end(state: State) -> str | None:
    """Return the command that ends what somebody has begun, None where no conflict belongs to it.

    That is what a commit is to come of; without it, the conflict is of a stash, or committed.
    """
    for name, command in HOW_TO_END.items():
        if (state.git_dir / name).exists():
            is_mail = (state.git_dir / name / "applying").exists()
            return "git am --continue" if is_mail else command
    return None


def mark_settled(state: State, file: Path) -> None:
    """Tell git that the conflict in a file is settled. Raises BadState where git does not take it.

    The file is as it is to be in any case.
    """
    path = inside(state, file)
    try:
        do(state.root, "add", "--", literal(path))
    except GitFailed as failure:
        raise BadState(
            message(_("{file} is settled, but git could not take note of it"), file=path),
            message(_("Do it yourself, with: git add {file}"), file=pasted(path)),
            failure.said,
        ) from None


def inside(state: State, file: Path) -> str:
    """Return a file's path in its repository."""
    return file.resolve().relative_to(state.root.resolve()).as_posix()
