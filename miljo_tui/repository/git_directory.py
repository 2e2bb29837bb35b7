"""Git's own folder, as a work tree names it: where it lies, and whether it may be read."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState

NEEDED = ("HEAD", "config", "objects", "refs")
"""What git reads in it first of all."""


_NAMED = re.compile(r"(?:'|stored in |fatal: )([^\n':()]*\.git/[^\n':()]+)")
"""A file of its own in what git says when it only looks, which is English."""


def git_dir_of(root: Path) -> Path:
    """Return where the git directory of a work tree lies, by what stands in the work tree."""
    own = root / ".git"
    if own.is_file():  # of a linked work tree, a submodule, or one that lies apart
        named = os.fsdecode(own.read_bytes()).removeprefix("gitdir: ").rstrip("\r\n")
        own = root / named
    return own.resolve()


def closed(folder: Path) -> BadState | None:
    """Return that git's folder around another may not be read: git says then that it is none."""
    for above in (folder.absolute(), *folder.absolute().parents):
        if not os.path.lexists(above / ".git"):
            continue
        try:
            own = git_dir_of(above)
            parts = (own, *(own / name for name in NEEDED))
            part = next((part for part in parts if part.exists() and not _is_open(part)), None)
        except OSError as error:
            part = Path(os.fsdecode(error.filename or above / ".git"))
        return BadState(*_not_permitted(part)) if part else None
    return None


def shut(folder: Path, messages: str) -> tuple[Message, Message] | None:
    """Return that a file of git's may not be read, and the remedy, where that is what git means.

    It calls an object corrupt that it may not read.
    """
    for name in _NAMED.findall(messages):
        file = folder / name
        with suppress(OSError):
            if file.exists() and not _is_open(file):
                return _not_permitted(file)
    return None


def _is_open(part: Path) -> bool:
    return os.access(part, os.R_OK | (os.X_OK if part.is_dir() else 0))


def _not_permitted(part: Path) -> tuple[Message, Message]:
    mode, owner, group = "?", "?", "?"
    with suppress(OSError):
        status = part.lstat()
        mode, owner, group = stat.filemode(status.st_mode), str(status.st_uid), str(status.st_gid)
    with suppress(OSError, KeyError):
        owner, group = part.owner(), part.group()
    return (
        message(
            _("{path} may not be read: {mode}, owner {owner}, group {group}"),
            path=part,
            mode=mode,
            owner=owner,
            group=group,
        ),
        message(_("Ask {owner} for the right to read the git repository."), owner=owner),
    )
