"""One clone that several users of a computer work in: a group that may read and write all of it."""

from __future__ import annotations

import grp
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, WrongUse
from miljo_tui.repository.settings import Settings, configure
from miljo_tui.repository.state import locate

SETTING = "core.sharedRepository"


@frozen
class SharedClone:
    """A clone that a group shares, and whether anything had to be changed for it."""

    folder: Path
    is_changed: bool


def share_clone(folder: Path, group: str) -> SharedClone:
    """Let a group work in a clone: what is there and what is made later is for all of it.

    Nothing changes when that is done again. Raises WrongUse for a group that there is not or that
    the person is not in, BadState where something belongs to another user, Missing.
    """
    number = _group(group)
    where = locate(folder)
    changed = 0
    for path in _everything({where.root, where.git_dir, where.common_dir}):
        try:
            changed += _opened(path, number)
        except OSError as error:
            raise BadState(
                message(_("{file} cannot be given to the group {group}"), file=path, group=group),
                message(_("Let its owner, or root, run the same command.")),
                error.strerror or "",
            ) from None
    if Settings.of(where.root).clone(SETTING.lower()) != "group":
        configure(where.root, {SETTING: "group"})
        changed += 1
    return SharedClone(where.root, bool(changed))


def _group(name: str) -> int:
    """Return the number of a group that the person may give files to. Raises WrongUse."""
    try:
        number = int(name) if name.isascii() and name.isdigit() else grp.getgrnam(name).gr_gid
    except KeyError:
        raise WrongUse(
            message(_("There is no group {group}"), group=name),
            message(_("Let an administrator make it: groupadd {group}"), group=name),
        ) from None
    if os.geteuid() != 0 and number not in (os.getegid(), *os.getgroups()):
        raise WrongUse(
            message(_("You are not in the group {group}"), group=name),
            message(_("Ask an administrator to put you into it, and log in again.")),
        )
    return number


def _everything(tops: set[Path]) -> Iterator[Path]:
    """Yield these folders and what is in them; no link is followed."""
    inner = {
        top for top in tops if not any(top != other and other in top.parents for other in tops)
    }
    for top in sorted(inner):
        yield top
        for above, folders, files in os.walk(top):
            yield from (Path(above) / name for name in (*folders, *files))


def _opened(path: Path, group: int) -> bool:
    """Give a file or a folder to a group as far as its owner may use it; tell whether it was not.

    It is opened first, so that it cannot be swapped for a link in between.
    """
    if not stat.S_ISDIR(mode := path.lstat().st_mode) and not stat.S_ISREG(mode):
        return False  # a link or the like has nothing to give
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        there = os.fstat(handle)
        wanted = stat.S_IMODE(there.st_mode)
        wanted |= (wanted & stat.S_IRWXU) >> 3
        wanted |= stat.S_ISGID if stat.S_ISDIR(there.st_mode) else 0
        is_given = there.st_gid == group
        if not is_given:
            os.fchown(handle, -1, group)
        if not is_given or wanted != stat.S_IMODE(there.st_mode):
            os.fchmod(handle, wanted)  # giving a file away may take bits from its mode
            return True
        return False
    finally:
        os.close(handle)
