"""The mode and the group of what is new in a folder that several people share."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

Asked = Callable[[int], int]
"""What a repository makes of the mode that a new file or folder would have."""


def make_folder(folder: Path, asked: Asked | None) -> None:
    """Make a folder where it is missing, for those who share the one above. Raises OSError."""
    try:
        folder.mkdir()
    except FileExistsError:
        if folder.is_dir():
            return
        raise
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        share(descriptor, folder.parent, asked)
    finally:
        os.close(descriptor)


def share(descriptor: int, above: Path, asked: Asked | None) -> None:
    """Give what is new the mode and the group that the repository and the folder above ask for.

    A folder asks for its group where the group may write in it and it hands the group on (setgid).
    The umask of whoever happens to be first must not lock the others out. Raises OSError.
    """
    folder, new = above.stat(), os.fstat(descriptor)
    shared = stat.S_ISGID | stat.S_IWGRP
    if asked is None and folder.st_mode & shared != shared:
        return
    if new.st_gid != folder.st_gid:
        with suppress(PermissionError):  # of a group that one is not in
            os.fchown(descriptor, -1, folder.st_gid)
    mode = stat.S_IMODE(new.st_mode)
    if asked:
        wanted = asked(mode)
    else:
        kept = stat.S_IRWXG if stat.S_ISDIR(new.st_mode) else stat.S_IRGRP | stat.S_IWGRP
        wanted = mode | folder.st_mode & kept
    if wanted != mode:
        os.fchmod(descriptor, wanted)
