"""Which windows are there: each holds a lock for its life, which no crash or reboot outlives."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from miljo_tui.store.private_files import kept

SUFFIX = ".lock"


class DraftLock:
    """A window in which drafts are written; nothing is written before the first one is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = ""
        """A name that no other window has ever had; none before it is made known."""

    def make_known(self) -> None:
        """Let other windows see that this one is there. Raises OSError."""
        if not self.name:
            self.name = _hold(self._folder)
            _clear_away_the_dead(self._folder)


def is_held(folder: Path, name: str) -> bool:
    """Tell whether the window that a name belongs to is there still."""
    try:
        handle = os.open(folder / f"{name}{SUFFIX}", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        # Shared: two that look at the same time must not take each other for the owner.
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # a disk without locks: at worst a draft is offered twice
        return False
    finally:
        os.close(handle)
    return False


def _hold(folder: Path) -> str:
    """Hold a lock under a new name, and return that; the system lets go of it with the process."""
    name = os.urandom(6).hex()
    unnamed = folder / f".{name}.tmp"
    handle = os.open(unnamed, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        # Before it has its name, so that nobody ever sees it free while its window is there.
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        unnamed.rename(folder / f"{name}{SUFFIX}")
    except BaseException:
        os.close(handle)
        with suppress(OSError):
            unnamed.unlink()
        raise
    return name


def _clear_away_the_dead(folder: Path) -> None:
    """Take away the locks of windows that are gone, and what they were just writing.

    A name is never used again, so that nobody can come back between the look and the removal.
    """
    for file in kept(folder, SUFFIX):
        name = file.name.removesuffix(SUFFIX)
        if not is_held(folder, name):
            for left in (file, *folder.glob(f".*{name}*.tmp")):
                with suppress(OSError):
                    left.unlink()
