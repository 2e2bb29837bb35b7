"""A shared repository: who besides its maker may use a new file, by git's core.sharedRepository."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from miljo_tui.repository.settings import Settings

GROUP, EVERYBODY = 0o660, 0o664

_WORDS = {
    **dict.fromkeys(("", "group", "true", "yes", "on", "1"), GROUP),
    **dict.fromkeys(("all", "world", "everybody", "2"), EVERYBODY),
}
_OCTAL = re.compile("0?[67][0-7]{2}")


def asked(settings: Settings) -> Callable[[int], int] | None:
    """Return what a repository with these settings makes of the mode of what is new in it.

    None where it leaves that to the umask, as nearly all do.
    """
    value = settings.value("core.sharedrepository")
    if value is None:
        return None
    word = value.lower()
    if word in _WORDS:
        return lambda mode: _entered(mode, mode | _WORDS[word])
    if _OCTAL.fullmatch(word):
        return lambda mode: _entered(mode, int(word, 8) & 0o666)
    return None


def _entered(mode: int, wanted: int) -> int:
    """Let those who may read a folder go into it, and hand its group on, as git does."""
    if not mode & stat.S_IXUSR:
        return wanted
    wanted |= (wanted & 0o444) >> 2
    return wanted | stat.S_ISGID if wanted & 0o060 else wanted


def share_with_writers(handle: int, folder: Path) -> None:
    """Let everybody use a file of ours who may write in the git directory that it lies in.

    Whatever its maker's umask is; only the maker can do so.
    """
    above, own = folder.stat(), os.fstat(handle)
    writers = stat.S_IMODE(above.st_mode) & (stat.S_IWGRP | stat.S_IWOTH)
    wanted = stat.S_IMODE(own.st_mode) | writers | writers << 1
    with suppress(PermissionError):
        if writers and own.st_gid != above.st_gid:
            os.fchown(handle, -1, above.st_gid)
        if wanted != stat.S_IMODE(own.st_mode):
            os.fchmod(handle, wanted)


def make_way(git_dir: Path) -> None:
    """Take away the message of another's last commit, which git stumbles over.

    Git means to do so itself, but looks for another error than the system reports. While somebody
    is at work on a commit, the message is theirs.
    """
    message = git_dir / "COMMIT_EDITMSG"
    if os.path.lexists(git_dir / "index.lock") or os.access(message, os.W_OK):
        return
    with suppress(OSError):
        message.unlink()
