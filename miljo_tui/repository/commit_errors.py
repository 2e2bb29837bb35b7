"""Why git would not commit, in words that say what to do about it.

Git speaks the person's language here: what is looked at is what every language has in common.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, Failure
from miljo_tui.model.permissions import forbidden
from miljo_tui.repository import git_locks
from miljo_tui.repository.git_process import GitFailed, ask
from miljo_tui.repository.settings import Settings
from miljo_tui.repository.shared_repository import asked
from miljo_tui.repository.state import Repository

FULL = ("No space left", "Out of diskspace", "Disk quota", "File too large")
"""What English systems say of a disk that takes no more."""

ROOM = 1 << 20
"""Bytes without which a disk counts as full where git could not write."""

DIED = 128
"""The code with which git ends where it cannot go on; signing is its last step but one."""

_LOCK = re.compile(r"[\"'„“”«](/[^\n]+?\.lock)[\"'“”»]")
"""A lock that git could not make: every language puts its whole path in quotes."""


def lock_in(messages: str) -> Path | None:
    """Return another program's lock for which git gave up, None where it was none."""
    found = _LOCK.search(messages)
    if not found:
        return None
    lock = Path(found[1])
    # One that is gone by now was there, unless it could not have been made anyway.
    can_be_made = os.access(lock.parent, os.W_OK) and not _is_full(lock.parent)
    return lock if lock.exists() or can_be_made else None


def locked(messages: str) -> bool:
    """Tell whether git gave up because another program holds its lock, or was faster."""
    return bool(lock_in(messages)) or ("cannot lock ref" in messages and "but expected" in messages)


def explained(state: Repository, failure: GitFailed, *, hook: bool = False) -> Failure:
    """Return what stopped a commit: a hook, or what git's messages and the disk show."""
    messages = failure.messages
    if hook:
        return BadState(
            message(_("A hook of the git repository refused the commit")),
            message(_("Mend what it says, then save again; the files are as they were.")),
            messages,
        )
    if lock := lock_in(messages):
        return git_locks.explained(state, lock, messages)
    if failure.code == DIED and (path := _denied(state)):
        reason, remedy = forbidden(path, "w")
        if asked(Settings.of(state.root)) is None:
            remedy = message(
                _("{remedy} A clone that several people use wants core.sharedRepository set."),
                remedy=remedy,
            )
        return BadState(
            message(_("Git could not commit: {reason}"), reason=reason), remedy, messages
        )
    if any(words in messages for words in FULL) or _is_full(state.common_dir):
        return BadState(
            message(_("The disk is full: git could not commit")),
            message(_("Free some space and save again; the files are unchanged.")),
            messages,
        )
    if failure.code == DIED and _signs(state):
        return BadState(
            message(_("Git could not sign the commit")),
            message(_("Unlock your key outside (ssh-add or gpg), then save again.")),
            messages,
        )
    return BadState(
        message(_("Git could not commit")),
        message(_("Mend what it says, then save again; the files are as they were.")),
        messages,
    )


def _denied(state: Repository) -> Path | None:
    """Return what of git's own may not be written, None where all that a commit writes may."""
    common, objects = state.common_dir, state.common_dir / "objects"
    folders = (state.git_dir, common, objects, *objects.glob("??"), *(common / "refs").rglob("*"))
    appended = (state.git_dir / "COMMIT_EDITMSG", *(common / "logs").rglob("*"))
    paths = (*filter(Path.is_dir, folders), *filter(Path.exists, appended))
    return next((each for each in paths if not _may_write(each)), None)


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK | os.X_OK if path.is_dir() else os.W_OK)


def _is_full(folder: Path) -> bool:
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize < ROOM


def _signs(state: Repository) -> bool:
    """Tell whether the person's commits are signed."""
    output = ask(state.root, "config", "--type=bool", "--default=false", "commit.gpgSign")
    return output.strip() == b"true"
