"""Replacing a file: new bytes in place of those that were read, whole or not at all."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState
from miljo_tui.model.permissions import forbidden
from miljo_tui.store.atomic_write import FULL, sync, write
from miljo_tui.store.file_modes import Asked, make_folder, share

NEW = 0o666
"""The mode of a new file, before the system takes from it."""

_ACCESS_LIST = "system.posix_acl_access"


class NotAsRead(BadState):
    """The disk holds something else than what was read; it was not touched."""


def replace(
    path: Path,
    before: bytes | None,
    after: bytes,
    aside: Path | None = None,
    asked: Asked | None = None,
) -> None:
    """Replace the file's bytes `before` by `after` in one step; `before=None` makes a new file.

    Its folder is made where it is missing, and what is new has the mode that is `asked` of it; the
    old file stays on as `aside`, where it can. Raises NotAsRead when the disk holds something else
    than `before`, BadState when it takes no `after`.
    """
    successor = prepared(path, before, after, aside, asked)
    try:
        successor.sync()
        successor.take_place()
    except BaseException:
        successor.give_up()
        raise
    settle([path])


@frozen
class Successor:
    """New bytes that lie beside a file until they take its place, whole.

    Of many files none takes its place before the disk keeps all that are to come.
    """

    path: Path
    temporary: Path
    before: bytes | None
    """What the file holds as long, None where there is none."""
    aside: Path | None
    """Where the old file stays on, where it can."""

    def sync(self) -> None:
        """Have the disk keep the bytes. Raises BadState where it does not."""
        try:
            sync(self.temporary)
        except OSError as error:
            raise not_written(self.path, error) from error

    def take_place(self) -> None:
        """Become the file; what it is called is for `settle` to keep.

        Raises NotAsRead when the disk holds something else by now, BadState where it cannot be.
        """
        _checked(self.path, self.before)
        try:
            if self.before is not None:
                _set_aside(self.path, self.aside)
            os.replace(self.temporary, self.path)
        except OSError as error:
            raise not_written(self.path, error) from error

    def give_up(self) -> None:
        """Leave nothing where it has not become the file."""
        with suppress(OSError):
            os.unlink(self.temporary)


def prepared(
    path: Path,
    before: bytes | None,
    after: bytes,
    aside: Path | None = None,
    asked: Asked | None = None,
) -> Successor:
    """Write what is to take a file's place as `replace` does, beside it. Raises as that does."""
    status = _checked(path, before)
    temporary = path.parent / f"{unfinished(path, os.getpid())}{time.monotonic_ns()}.tmp"
    successor = Successor(path, temporary, before, aside)
    try:
        if status is None:
            _write_new(temporary, after, asked)
        else:
            write(temporary, after, partial(_keep_access, path, status))
    except BaseException as error:
        successor.give_up()
        if isinstance(error, OSError):
            raise not_written(path, error) from error
        raise
    return successor


def _write_new(temporary: Path, after: bytes, asked: Asked | None) -> None:
    folder = temporary.parent
    prepare = partial(share, above=folder, asked=asked)
    try:
        write(temporary, after, prepare, NEW)
    except FileNotFoundError:
        make_folder(folder, asked)
        write(temporary, after, prepare, NEW)


def settle(paths: Sequence[Path]) -> None:
    """Have the disk keep which files there are where these were put or taken away.

    Raises BadState where it cannot.
    """
    for folder, path in {path.parent: path for path in paths}.items():
        try:
            _sync_folder(folder)
        except OSError as error:
            raise not_written(path, error) from error


def remove(path: Path, before: bytes | None, aside: Path | None = None) -> None:
    """Take a file away that holds `before`; it stays on as `aside`, where it can.

    Raises NotAsRead when the disk holds something else, BadState when the folder cannot be changed.
    """
    take_away(path, before, aside)
    settle([path])


def take_away(path: Path, before: bytes | None, aside: Path | None = None) -> None:
    """Take away a file of many as `remove` does; that it is gone is for `settle` to keep."""
    _checked(path, before)
    try:
        _set_aside(path, aside)
        path.unlink()
    except OSError as error:
        raise not_written(path, error) from error


def unfinished(path: Path, process: int) -> str:
    """Return how the names begin of what a process writes before it takes the file's place."""
    return f".{path.name}.{process}-"


def restore(
    path: Path,
    ours: bytes | None,
    before: bytes | None,
    aside: Path | None = None,
    asked: Asked | None = None,
) -> bool:
    """Put `before` back if the disk still holds `ours`, and tell whether it did.

    None stands for no file. The old file that stayed on as `aside` needs no room, as its bytes
    would. Raises BadState when the disk cannot take it.
    """
    if ours is None and before is None:
        return False
    try:
        if before is None:
            remove(path, ours)
        elif aside is not None and _holds(aside, before):
            _put_back(path, ours, aside)
        else:
            replace(path, ours, before, asked=asked)
    except NotAsRead:
        return False
    return True


def not_written(path: Path, error: OSError) -> BadState:
    """Return why a file could not be written, by what the system says."""
    if error.errno in FULL:
        what = message("{file} was not written: the disk is full.", file=path.name)
        remedy = message("Free some space and save again; the old file is untouched.")
    elif isinstance(error, PermissionError):
        reason, remedy = forbidden(path.parent, "w")
        what = message("{file} was not written: {reason}.", file=path.name, reason=reason)
    else:
        what = message("{file} was not written.", file=path.name)
        remedy = message("See what the system says; the old file is untouched.")
    return BadState(what, remedy, error.strerror or str(error))


def _checked(path: Path, before: bytes | None) -> os.stat_result | None:
    if path.parent.is_symlink():
        raise NotAsRead(
            message("The folder of {file} is a symbolic link.", file=path.name),
            message("Open the agreement in the folder that the link points to."),
        )
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode):
            raise NotAsRead(
                message("{file} is not an ordinary file.", file=path.name),
                message("Put an ordinary file in its place."),
            )
        held = path.read_bytes()
    except FileNotFoundError:
        if before is None:
            return None
        raise NotAsRead(
            message("{file} has been removed since it was opened.", file=path.name), _reload()
        ) from None
    except OSError as error:
        raise not_written(path, error) from error
    if before is None:
        raise NotAsRead(
            message("{file} already exists.", file=path.name),
            message("Choose another name."),
        )
    if held != before:
        raise NotAsRead(
            message("{file} has been changed by someone else since it was opened.", file=path.name),
            _reload(),
        )
    return status


def _set_aside(path: Path, aside: Path | None) -> None:
    """Give a file a second name; where that cannot be done, its bytes have to do."""
    if aside is not None:
        with suppress(OSError):
            aside.hardlink_to(path)


def _holds(aside: Path, data: bytes) -> bool:
    try:
        return aside.read_bytes() == data
    except OSError:
        return False


def _put_back(path: Path, ours: bytes | None, aside: Path) -> None:
    _checked(path, ours)
    try:
        aside.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise not_written(path, error) from error


def _keep_access(path: Path, status: os.stat_result, descriptor: int) -> None:
    """Let the same people read and write a new file as the old one, as far as one may say so."""
    mode, new = stat.S_IMODE(status.st_mode), os.fstat(descriptor)
    if new.st_uid != status.st_uid:
        # In a shared folder the file may be another's; the bytes matter more than the owner.
        with suppress(PermissionError):
            os.fchown(descriptor, status.st_uid, -1)
    if new.st_gid != status.st_gid:
        try:
            os.fchown(descriptor, -1, status.st_gid)
        except PermissionError:  # another group may no more than everybody
            mode = mode & ~stat.S_IRWXG | (mode & stat.S_IRWXO) << 3
    _keep_access_list(path, descriptor)
    os.fchmod(descriptor, mode)


def _keep_access_list(path: Path, descriptor: int) -> None:
    """Give a new file the list of who else may use the old one; that of its folder is another."""
    if not hasattr(os, "getxattr"):  # not on this system
        return
    try:
        listed = os.getxattr(path, _ACCESS_LIST, follow_symlinks=False)
    except OSError:
        with suppress(OSError):
            os.removexattr(descriptor, _ACCESS_LIST)
    else:
        os.setxattr(descriptor, _ACCESS_LIST, listed)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _reload() -> Message:
    return message("Read it again, and make the change again.")


def export(path: Path, data: bytes) -> None:
    """Put a file in its place in one step, also over an older one.

    Raises BadState for what is no ordinary file, or where it cannot be written; what was there is
    then as it was.
    """
    if not path.parent.is_dir():
        raise BadState(
            message(_("There is no folder {folder}"), folder=path.parent),
            message(_("Name a file in a folder that is there.")),
        )
    try:
        before = path.read_bytes()
    except OSError:  # what is the matter is said where it is written
        before = None
    replace(path.parent.resolve() / path.name, before, data)
