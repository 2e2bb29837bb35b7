"""Bytes in a file's place: whole and on the disk, or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""The errors that say that a disk, or somebody's share of it, takes nothing more."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def place(
    path: Path, temporary: Path, data: bytes, prepare: Callable[[int], None] = lambda _file: None
) -> None:
    """Write a file under another name, then give it the name; what interrupts leaves neither.

    `prepare` gets the descriptor before the name is given. The file is its owner's alone where that
    does nothing. Raises OSError.
    """
    # The name is known before the file is there, so that it can be taken away whatever happens.
    try:
        descriptor = os.open(temporary, _NEW, 0o600)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            prepare(descriptor)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
