"""A temporary linked work tree: a second set of files in which two histories are joined."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, Failure
from miljo_tui.repository.git_process import NO_COMMAND
from miljo_tui.repository.gitpython import opened
from miljo_tui.repository.state import Repository, locate

PREFIX = "miljo-tui-sync-"

CONFIGURED = (
    f"core.hooksPath={os.devnull}",  # nobody checks anything out; a commit runs its own hooks
    NO_COMMAND,  # what a partial clone lacks is fetched as it is checked out
    "advice.detachedHead=false",
)


@contextmanager
def linked(where: Repository, commit: str) -> Iterator[Repository]:
    """Give a work tree of a commit, on no branch, while the block runs; nothing is left of it.

    What a killed run left behind is cleared away first, so that only one may run at a time. Raises
    GitFailed, BadState.
    """
    clear_away(where)
    try:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    except OSError as error:
        raise BadState(
            message(_("There is no room for a temporary folder, in which changes are joined")),
            message(
                _("Free some space, or name another folder in the environment variable TMPDIR.")
            ),
            os.strerror(error.errno or 0),
        ) from None
    try:
        with opened(where.root) as repo:
            order = ("add", "--quiet", "--detach", "--", str(folder), commit)
            repo.git(c=list(CONFIGURED)).worktree(*order)
        yield locate(folder)
    finally:
        _remove(where, folder)


def clear_away(where: Repository) -> None:
    """Take away what killed runs of this person have left; other people's stays."""
    for admin in (where.common_dir / "worktrees").glob(f"{PREFIX}*"):
        with suppress(OSError):
            folder = Path(os.fsdecode((admin / "gitdir").read_bytes().rstrip(b"\n"))).parent
            is_ours = admin.lstat().st_uid == os.geteuid() and folder.name == admin.name
            if is_ours and folder.parent == Path(tempfile.gettempdir()):
                _remove(where, folder)


def _remove(where: Repository, folder: Path) -> None:
    with suppress(Failure), opened(where.root) as repo:
        repo.git.worktree("remove", "--force", "--force", "--", str(folder))
    shutil.rmtree(folder, ignore_errors=True)
