"""Who a file or a folder belongs to and what they may do with it, in words."""

from __future__ import annotations

import grp
import os
import pwd
import shlex
import stat
from contextlib import suppress
from pathlib import Path

from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _

_BITS = {"r": 4, "w": 2, "x": 1}


def owner_name(user: int) -> str:
    """Return the name of a user, the number of one without."""
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def group_name(group: int) -> str:
    """Return the name of a group, the number of one without."""
    try:
        return grp.getgrgid(group).gr_name
    except KeyError:
        return str(group)


def forbidden(path: Path, wish: str) -> tuple[Message, Message]:
    """Return whose a path is that one may not read ("r") or write ("w"), and what helps.

    Where it cannot even be looked at, it is the nearest folder above that forbids it.
    """
    path, status, flags = _nearest(path)
    if wish == "w" and flags & os.ST_RDONLY:
        what = message(_("{path} is on a disk that can only be read"), path=path)
        return what, message(_("Ask whoever looks after the computer."))
    owner, group = owner_name(status.st_uid), group_name(status.st_gid)
    what = message(
        _("{path} belongs to {owner}, group {group}, with the permission {mode}"),
        path=path,
        owner=owner,
        group=group,
        mode=stat.filemode(status.st_mode),
    )
    if stat.S_ISDIR(status.st_mode):
        wish = f"{wish}x"
    is_mine, is_in = os.geteuid() == status.st_uid, _is_in(status.st_gid)
    wanted = sum(_BITS[each] for each in wish) << (6 if is_mine else 3)
    if status.st_mode & wanted == wanted and (is_mine or is_in):
        return what, message(_("Ask {owner}, or whoever looks after the computer."), owner=owner)
    if is_mine:
        return what, message(_("Run: chmod u+{wish} {path}"), wish=wish, path=_quoted(path))
    facts = {"owner": owner, "group": group, "wish": wish, "path": _quoted(path)}
    if status.st_mode & wanted == wanted:
        return what, message(
            _("Ask whoever looks after the computer to put you into the group {group}."), **facts
        )
    if is_in:
        return what, message(_("Ask {owner} to run: chmod g+{wish} {path}"), **facts)
    return what, message(
        _("Ask {owner} to share it with a group of yours, and to run: chmod g+{wish} {path}"),
        **facts,
    )


def _nearest(path: Path) -> tuple[Path, os.stat_result, int]:
    """Return a path, or the nearest above it that can be looked at, and what the system tells."""
    whole = path.absolute()
    for tried, shown in ((path, whole), *((each, each) for each in whole.parents)):
        with suppress(OSError):
            return shown, tried.stat(), os.statvfs(tried).f_flag
    raise FileNotFoundError(path)  # a root that cannot be looked at


def _is_in(group: int) -> bool:
    return group == os.getegid() or group in os.getgroups()


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
