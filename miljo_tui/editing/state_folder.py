"""Where a person's drafts and intents lie: a folder of one's own for each agreement."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from miljo_tui import model
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.store.atomic_write import FULL

OWN = "miljo-tui"
"""The uppermost of the folders that are the program's own."""


class Foreign(PermissionError):
    """A level of the state folder belongs to somebody else, who could swap what is below it."""

    def __init__(self, level: Path, user: int) -> None:
        super().__init__(errno.EPERM, os.strerror(errno.EPERM), str(level))
        self.level = level
        self.user = user


def own_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder for all agreements, in XDG_STATE_HOME or ~/.local/state."""
    state = environment.get("XDG_STATE_HOME") or ""
    home = Path(state) if state.startswith("/") else Path.home() / ".local" / "state"
    return home / OWN


def state_folder(agreement: Path, environment: Mapping[str, str]) -> Path:
    """Return the folder for an agreement."""
    import hashlib  # no screen names such a folder before it is painted

    name = hashlib.sha256(os.fsencode(agreement.resolve())).hexdigest()[:16]
    return own_folder(environment) / "drafts" / name


def require_own(folder: Path) -> None:
    """Make sure that nobody else owns what there is of a state folder. Raises Foreign."""
    for level in _levels(folder):
        for look in (level.lstat, level.stat):  # a link is as good as its owner and its target
            with suppress(FileNotFoundError):
                if (user := look().st_uid) != os.geteuid():
                    raise Foreign(level, user)


def make_own(folder: Path) -> None:
    """Make what is missing of a state folder, every level for nobody else's eyes.

    Raises Foreign, OSError.
    """
    require_own(folder)
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=stat.S_IRWXU, exist_ok=True)
    for level in _levels(folder):
        if stat.S_IMODE(level.stat().st_mode) != stat.S_IRWXU:
            level.chmod(stat.S_IRWXU)


def unusable_folder(folder: Path, error: OSError) -> BadState:
    """Return why nothing can be kept in a state folder."""
    if isinstance(error, Foreign):
        return BadState(
            message(
                _("the folder {folder} belongs to {owner}, not to you"),
                folder=error.level,
                owner=model.owner_name(error.user),
            ),
            message(_("Have it given to you, or name a folder of your own in XDG_STATE_HOME.")),
        )
    if error.errno in FULL:
        return BadState(
            message(_("the disk of {folder} is full"), folder=folder),
            message(_("Free some space there.")),
        )
    if isinstance(error, PermissionError):
        return BadState(*model.forbidden(folder, "w"))
    return BadState(
        message(_("{folder} cannot be written to"), folder=folder),
        message(_("Mend that first.")),
        error.strerror or "",
    )


def _levels(folder: Path) -> list[Path]:
    """Return the folders that are the program's own, down to one of them."""
    lineage = [folder, *folder.parents]
    names = [each.name for each in lineage]
    return lineage[names.index(OWN) :: -1]
