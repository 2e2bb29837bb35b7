"""The conflicts in git's index: each file's versions, what ends a conflict, how one is settled."""

from __future__ import annotations

import os
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.repository.git_process import GitFailed, ask, literal
from miljo_tui.repository.gitpython import opened
from miljo_tui.repository.state import State


@frozen
class Stages:
    """The blobs of one file in a conflict; None where that version is no file."""

    base: str | None = None
    ours: str | None = None
    theirs: str | None = None

    @property
    def blobs(self) -> tuple[str | None, str | None, str | None]:
        """The three, in the order of the stages."""
        return self.base, self.ours, self.theirs


def unmerged(folder: Path) -> dict[str, Stages]:
    """Return the files below a folder in whose conflicts git waits, by their paths from there.

    Raises GitFailed, Missing.
    """
    blobs: dict[str, dict[str, str]] = {}
    listed = ask(folder, "ls-files", "--unmerged", "-z")
    for entry in filter(None, listed.split(b"\0")):
        about, _tab, path = entry.partition(b"\t")
        _mode, blob, stage = about.decode("ascii").split()
        blobs.setdefault(os.fsdecode(path), {})[stage] = blob
    return {path: Stages(*map(held.get, "123")) for path, held in blobs.items()}


def content(folder: Path, blob: str | None) -> bytes | None:
    """Return the bytes of a version, None where it is no file. Raises GitFailed, Missing."""
    return None if blob is None else ask(folder, "cat-file", "blob", blob)


HOW_TO_END = {
    "rebase-merge": "git rebase --continue",
    "rebase-apply": "git rebase --continue",
    "MERGE_HEAD": "git commit",
    "CHERRY_PICK_HEAD": "git cherry-pick --continue",
    "REVERT_HEAD": "git revert --continue",
}
"""The command that ends a merge, rebase or pick, by the file that shows it, the surest first."""


def how_to_end(state: State) -> str | None:
    """Return the command that ends a merge, rebase or pick, None where no conflict belongs to one.

    It ends in a commit; without it, the conflict is of a stash, or already committed.
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
        with opened(state.root) as repo:
            repo.git.add("--", literal(path))
    except GitFailed as failure:
        raise BadState(
            message(_("{file} is settled, but git could not record it"), file=path),
            message(_("Do it yourself, with: git add {file}"), file=pasted(path)),
            failure.messages,
        ) from None


def inside(state: State, file: Path) -> str:
    """Return a file's path in its repository."""
    return file.resolve().relative_to(state.root.resolve()).as_posix()
