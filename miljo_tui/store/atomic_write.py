"""The atomic write of a file: all bytes in its place and on the disk, or none."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""The errors that say that a disk, or somebody's share of it, takes nothing more."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


PRIVATE = 0o600
"""The mode of a file for its owner alone."""


def place(
    path: Path,
    temporary: Path,
    data: bytes,
    prepare: Callable[[int], None] = lambda _file: None,
    mode: int = PRIVATE,
) -> None:
    """Write a file under another name, then give it the name; what interrupts leaves neither.

    It is made with a mode, of which the system leaves what the umask or its folder's access list
    does; `prepare` gets the descriptor before the name is given. Raises OSError.
    """
    # The name is known before the file is there, so that it can be taken away whatever happens.
    try:
        write(temporary, data, prepare, mode)
        sync(temporary)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def write(
    path: Path,
    data: bytes,
    prepare: Callable[[int], None] = lambda _file: None,
    mode: int = PRIVATE,
) -> None:
    """Write a new file, which the disk keeps once it is asked to. Raises OSError."""
    descriptor = os.open(path, _NEW, mode)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        prepare(descriptor)
    finally:
        os.close(descriptor)


def sync(path: Path) -> None:
    """Have the disk keep what is in a file. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
