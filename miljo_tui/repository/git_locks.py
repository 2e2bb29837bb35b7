"""Git's locks in the way of a commit: how old, made by whom, and who is at work there."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from miljo_tui.locale import Message, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState
from miljo_tui.model.permissions import owner_name
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.repository.state import Repository, State

LASTING = 10.0
"""Seconds after which a lock is reported; git seldom holds one so long."""

PAUSE = 0.05
"""Seconds between two looks at a lock."""

PROCESSES = Path("/proc")

LOCKING_NOTHING = {b"fsmonitor--daemon", b"cat-file"}
"""Commands of git that run for long and take no lock; a save has one of its own at work."""


def lasting(state: State) -> Path | None:
    """Return a lock that has been in the way of a commit for a while, None where there is none."""
    locks = [state.git_dir / "index.lock", state.git_dir / "HEAD.lock"]
    if state.branch:
        locks.append(state.common_dir / "refs" / "heads" / f"{state.branch}.lock")
    for lock in locks:
        try:
            if time.time() - lock.lstat().st_mtime >= LASTING:
                return lock
        except OSError:
            continue
    return None


def wait_for(state: State, lock: Path, seconds: float) -> None:
    """Wait until a lock is gone. Raises BadState where it stays; it is never taken away."""
    until = time.monotonic() + seconds
    while lock.exists():
        if time.monotonic() >= until:
            raise explained(state, lock)
        time.sleep(PAUSE)


def explained(state: Repository, lock: Path, messages: str = "") -> BadState:
    """Return what is known of a lock, and what to do about it."""
    try:
        status = lock.lstat()
    except OSError:
        return BadState(
            message(_("Another git program was at work in the repository")),
            message(_("Try again in a moment.")),
            messages,
        )
    owner, since = owner_name(status.st_uid), _age(time.time() - status.st_mtime)
    facts = {"lock": lock, "owner": owner, "age": since}
    # Whose processes cannot be looked into may be at work unseen.
    if not PROCESSES.is_dir() or os.geteuid() not in (0, status.st_uid):
        return BadState(
            message(_("The git repository is locked: {lock}, made by {owner} {age} ago"), **facts),
            message(
                _("Wait, or ask {owner}. If their git is no longer running: rm {path}"),
                owner=owner,
                path=pasted(lock),
            ),
            messages,
        )
    if programs := list(_at_work(state, lock)):
        return BadState(
            message(
                _(
                    "The git repository is locked: {lock}, made by {owner} {age} ago; "
                    "at work there: {programs}"
                ),
                programs=programs,
                **facts,
            ),
            message(_("Wait until that has ended, then save again.")),
            messages,
        )
    return BadState(
        message(
            _(
                "The git repository is locked: {lock}, made by {owner} {age} ago, "
                "has been left behind; no program is at work on it"
            ),
            **facts,
        ),
        message(
            _("If nobody uses the folder from another computer, remove the lock: rm {path}"),
            path=pasted(lock),
        ),
        messages,
    )


def _at_work(state: Repository, lock: Path) -> Iterator[Message]:
    """Yield the programs that have a lock open, and every git in its work tree that may lock it.

    Git closes the file that it holds, so that having it open is not all there is to see.
    """
    wanted, root = lock.resolve(), state.root.resolve()
    for folder in PROCESSES.glob("[0-9]*"):
        try:
            name = (folder / "comm").read_text("utf-8", "replace").strip()
            words = (folder / "cmdline").read_bytes().split(b"\0")
            is_git = name.startswith("git") and LOCKING_NOTHING.isdisjoint(words)
            here = is_git and _leads_to(folder / "cwd").is_relative_to(root)
            has_it = any(_leads_to(each) == wanted for each in (folder / "fd").iterdir())
        except OSError:  # it has ended, or is not ours to look into
            continue
        if here or has_it:
            yield message(_("{program} (process {number})"), program=name, number=folder.name)


def _leads_to(link: Path) -> Path:
    try:
        return link.readlink()
    except OSError:
        return Path()


def _age(seconds: float) -> Message:
    whole = max(int(seconds), 0)
    if whole >= 24 * 3600:
        return counted(_("{count} day"), _("{count} days"), whole // (24 * 3600))
    if whole >= 3600:
        return counted(_("{count} hour"), _("{count} hours"), whole // 3600)
    if whole >= 60:
        return counted(_("{count} minute"), _("{count} minutes"), whole // 60)
    return counted(_("{count} second"), _("{count} seconds"), whole)
