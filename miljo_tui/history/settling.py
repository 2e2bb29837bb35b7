"""A conflict that git waits for: what both versions come from, that it is settled, what is left."""

from __future__ import annotations

import os
from pathlib import Path

from miljo_tui.history.running import GitFailed, ask, do, literal
from miljo_tui.history.state import State
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState

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


def common_base(state: State, file: Path) -> bytes | None:
    """Return the version of a file that both sides of its conflict come from.

    None where git waits for no conflict in it, or each side has made it for itself.
    """
    try:
        return ask(state.root, "cat-file", "blob", f":1:{_inside(state, file)}")
    except GitFailed:
        return None


def mark_settled(state: State, file: Path) -> None:
    """Tell git that the conflict in a file is settled. Raises BadState where git does not take it.

    The file is as it is to be in any case.
    """
    path = _inside(state, file)
    try:
        do(state.root, "add", "--", literal(path))
    except GitFailed as failure:
        raise BadState(
            message(_("{file} is settled, but git could not take note of it"), file=path),
            message(_("Do it yourself, with: git add {file}"), file=path),
            failure.said,
        ) from None


def waiting(state: State) -> list[str]:
    """Return the files in whose conflicts git waits, by their paths in the repository."""
    listed = ask(state.root, "ls-files", "--unmerged", "-z")
    paths = [entry.partition(b"\t")[2] for entry in listed.split(b"\0") if entry]
    return [os.fsdecode(path) for path in dict.fromkeys(paths)]


def _inside(state: State, file: Path) -> str:
    return file.resolve().relative_to(state.root.resolve()).as_posix()
