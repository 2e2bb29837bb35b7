"""How many drafts each user of a shared clone has in it: the others see the number, never a word.

Drafts lie where only their owner may look, so the number stands in the clone, in a file of theirs.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from miljo_tui.editing.state_folder import state_folder
from miljo_tui.model.failures import Failure
from miljo_tui.model.permissions import owner_name
from miljo_tui.repository.settings import Settings
from miljo_tui.repository.shared_repository import asked, share_with_writers
from miljo_tui.repository.state import locate

FOLDER = "miljo_tui.drafts"

OPENING = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""Another user may have put a link or a pipe in a file's place."""

LONGEST = 4
"""Digits of a number that is believed."""


class OwnDrafts:
    """The number of one's own drafts on an agreement, as the other users of its clone see it."""

    def __init__(self, agreement: Path) -> None:
        self._agreement = agreement

    def tell(self, count: int) -> None:
        """Let the other users of a shared clone know the number; elsewhere do nothing.

        That they cannot be told is no reason not to go on.
        """
        with suppress(Failure, OSError):
            if self._place is None:
                return
            file, shared = self._place
            if count:
                _open_to_all(file.parent, shared)
                _write(file, str(count))
            else:
                file.unlink(missing_ok=True)

    @cached_property
    def _place(self) -> tuple[Path, Callable[[int], int]] | None:
        """Where the number stands, and the permissions there; git is asked once, not at a key."""
        where = locate(self._agreement)
        if (shared := asked(Settings.of(where.root))) is None:
            return None
        return where.common_dir / FOLDER / _name(self._agreement, os.geteuid()), shared


def others_drafts(agreement: Path) -> dict[str, int]:
    """Return how many drafts others have on an agreement in this clone, by user.

    Raises what `locate` raises.
    """
    folder = locate(agreement).common_dir / FOLDER
    return dict(sorted(_found(folder, agreement)))


def _name(agreement: Path, user: int) -> str:
    return f"{state_folder(agreement, {}).name}.{user}"


def _open_to_all(folder: Path, shared: Callable[[int], int]) -> None:
    """Make the folder for everybody who may write in the clone, whatever one's umask is."""
    with suppress(FileExistsError):
        folder.mkdir()
        folder.chmod(shared(stat.S_IMODE(folder.stat().st_mode)))


def _write(file: Path, text: str) -> None:
    handle = os.open(file, OPENING | os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        share_with_writers(handle, file.parent)
        os.write(handle, text.encode("ascii"))
    finally:
        os.close(handle)


def _found(folder: Path, agreement: Path) -> Iterator[tuple[str, int]]:
    with suppress(OSError):  # nobody has any, or may tell
        for file in folder.iterdir():
            with suppress(OSError, ValueError):
                handle = os.open(file, OPENING | os.O_RDONLY)
                try:
                    there = os.fstat(handle)
                    user, is_file = there.st_uid, stat.S_ISREG(there.st_mode)
                    # Whose it is tells the system; what a file is called, anybody may choose.
                    if is_file and user != os.geteuid() and file.name == _name(agreement, user):
                        count = int(os.read(handle, LONGEST))
                        if count > 0:
                            yield owner_name(user), count
                finally:
                    os.close(handle)
