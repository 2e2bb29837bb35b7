"""A bare repository, which has no files beside it: a server's, to which people push."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.repository.git_process import GitFailed, ask
from miljo_tui.repository.gitpython import created
from miljo_tui.repository.settings import configure
from miljo_tui.repository.state import Repository


def bare_repository(folder: Path) -> Repository:
    """Return the bare repository that a folder is. Raises BadState where it is none, Missing."""
    try:
        output = ask(folder, "rev-parse", "--is-bare-repository", "--absolute-git-dir")
    except GitFailed as failure:
        raise _none(folder, failure.messages) from None
    is_bare, _break, path = output.rstrip(b"\n").partition(b"\n")
    if is_bare != b"true":
        raise _none(folder, "")
    git_dir = Path(os.fsdecode(path))
    return Repository(git_dir, git_dir, git_dir)


def bare_around(folder: Path) -> Repository | None:
    """Return the bare repository that a folder is, or that it is a path in, None for none."""
    for above in (folder, *folder.parents):
        parts = (above / name for name in ("HEAD", "objects", "refs"))
        if all(os.path.lexists(part) for part in parts):
            try:
                return bare_repository(above)
            except BadState:  # the git directory of a work tree
                return None
    return None


def _none(folder: Path, messages: str) -> BadState:
    return BadState(
        message(_("{folder} is no bare git repository"), folder=folder),
        message(_("Make one with: miljo-tui setup server FOLDER")),
        messages,
    )


def make_bare(folder: Path, settings: Mapping[str, str]) -> Repository:
    """Make a bare repository for a group, or take the one that is there, and give it settings.

    Raises BadState, Missing.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_new = not any(folder.iterdir())
    except (OSError, ValueError) as error:  # a NUL is in no name
        raise BadState(
            message(_("{folder} cannot be made a repository"), folder=folder),
            message(_("Name another folder.")),
            str(getattr(error, "strerror", "") or ""),
        ) from None
    if is_new:
        with created(folder, "--bare", "--shared=group"):
            pass
    where = bare_repository(folder)
    configure(where.root, settings)
    return where


def folders_with(where: Repository, commit: str, name: str) -> list[str]:
    """Return the folders of a commit that hold a file of some name. Raises GitFailed."""
    listed = ask(where.root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)
    paths = (os.fsdecode(path) for path in listed.split(b"\0") if path)
    return [path.rpartition("/")[0] for path in paths if path.rpartition("/")[2] == name]


def branches_and_tags(where: Repository) -> set[str]:
    """Return the whole names of all branches and tags of a repository. Raises GitFailed."""
    listed = ask(where.root, "for-each-ref", "--format=%(refname)", "refs/heads", "refs/tags")
    return {os.fsdecode(name) for name in listed.splitlines()}
