"""The lock of a save: one save at a time in a clone, whoever of its users makes it."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.model.permissions import owner_name
from miljo_tui.repository.git_locks import PROCESSES
from miljo_tui.repository.shared_repository import share_with_writers
from miljo_tui.repository.state import State, unchangeable

NAME = "miljo_tui.lock"
OPENING = os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""A link in the lock's place would make a file elsewhere, and a pipe would never open."""

LOCKS = Path("/proc/locks")
"""Where Linux lists every lock, by the process that holds it; elsewhere there is no such file."""

PAUSE = 0.02
"""Seconds between two tries."""
LONGEST = 60.0
"""Seconds that others' saves are waited for while they go through, one after the other."""


class Busy(BadState):
    """Somebody else has the lock."""


@contextmanager
def exclusive(state: State, wait: float = 10.0, name: str = NAME) -> Iterator[None]:
    """Hold the clone's lock while the block runs; it ends with the process, so it is never stale.

    What takes longer than a save has a lock of another name, and lets saves go on. Raises Busy
    where one save of somebody else's takes longer than `wait` seconds, or many take LONGEST;
    BadState where the lock cannot be made.
    """
    try:
        handle = os.open(state.common_dir / name, OPENING, 0o666)
    except OSError as error:
        raise _unusable(state, error, name) from None
    try:
        share_with_writers(handle, state.common_dir)
        _lock(state, handle, wait, name)
        with suppress(OSError):
            os.utime(handle)  # whoever waits sees that saves go through
        yield
    finally:
        os.close(handle)


def _lock(state: State, handle: int, wait: float, name: str) -> None:
    last = time.monotonic() + LONGEST
    taken, until = 0, 0.0
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            now, latest = time.monotonic(), os.fstat(handle).st_mtime_ns
            if latest != taken:
                taken, until = latest, min(now + wait, last)
            if now >= until:
                raise _busy(handle) from None
            time.sleep(PAUSE)
        except OSError as error:
            raise _unusable(state, error, name) from None
        else:
            return


def _busy(handle: int) -> Busy:
    """Return that the lock is held, and by whom as far as the system tells."""
    remedy = message(_("Try again in a moment."))
    process = _holder(handle)
    with suppress(OSError):
        if process:
            user = owner_name((PROCESSES / process).stat().st_uid)
            text = _("{user} is saving in this folder just now (process {number})")
            return Busy(message(text, user=user, number=process), remedy)
    return Busy(message(_("Somebody else is saving in this folder just now")), remedy)


def _holder(handle: int) -> str:
    """Return the number of the process that holds a lock, nothing where that cannot be seen.

    Whoever made the file need not be the one: the system's own list of locks tells.
    """
    there = os.fstat(handle)
    device = f"{os.major(there.st_dev):02x}:{os.minor(there.st_dev):02x}:{there.st_ino}"
    with suppress(OSError):
        for line in LOCKS.read_text("ascii", "replace").splitlines():
            _number, _kind, _mode, access, process, place, *_range = line.replace("-> ", "").split()
            if place == device and access == "WRITE":
                return process
    return ""


def _unusable(state: State, error: OSError, name: str) -> BadState:
    lock = state.common_dir / name
    if isinstance(error, PermissionError):
        is_there = os.path.lexists(lock)  # to read it is enough
        return unchangeable(lock, "r") if is_there else unchangeable(state.common_dir)
    return BadState(
        message(_("{folder} cannot be written to"), folder=state.common_dir),
        message(_("The agreement can be read; ask for the right to write to change it.")),
        os.strerror(error.errno or 0),
    )
