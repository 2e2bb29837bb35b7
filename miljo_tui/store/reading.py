"""Reading files into plain data: once, decoded strictly, without blocking and without writing."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from miljo_tui import model
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.store.syntax import BYTE_ORDER_MARK, SyntaxFault, explain, marked

LARGEST_FILE = 5_000_000
"""Files above this many bytes are reported, not read; a record is a few thousand."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@frozen
class Source:
    """One file as it was read: its bytes, its text and its data, as far as they could be had."""

    data: bytes | None = None
    text: str | None = None
    raw: Mapping[str, Any] = MappingProxyType({})
    """What tomllib made of it; empty when there is a fault."""
    fault: SyntaxFault | None = None


def read(path: Path) -> Source:
    """Read and parse one file; whatever is wrong with it becomes the fault of the source."""
    try:
        data = _bytes(path)
    except OSError as error:
        return Source(fault=_unreadable(path, error))
    return data if isinstance(data, Source) else parse(data)


def unchanged(path: Path, data: bytes | None) -> bool:
    """Tell whether a file still holds these bytes; None stands for one that cannot be read."""
    try:
        held = _bytes(path)
    except OSError:
        return data is None
    return (None if isinstance(held, Source) else held) == data


@lru_cache(maxsize=8)
def values_in(toml: str) -> dict[str, Any]:
    """Return what a text holds, for nobody to change. Raises ValueError, RecursionError.

    Who edits a text reads it before and after, and who asked for that reads it once more.
    """
    return tomllib.loads(toml)


def parse(data: bytes, values: Callable[[str], dict[str, Any]] = values_in) -> Source:
    """Parse the bytes of one file; whatever is wrong with them becomes the fault of the source.

    `values` reads a text as `values_in` does.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Source(data, fault=_not_utf8(data, error.start))
    toml = text.removeprefix(BYTE_ORDER_MARK)
    try:
        held = values(toml)
    except (ValueError, RecursionError) as error:
        return Source(data, text, fault=explain(toml, error))
    if "<<<<<<<" in toml and (fault := marked(toml)):
        return Source(data, text, fault=fault)
    return Source(data, text, held, None)  # what is given whole is made in half the time


def language_in(agreement: Source) -> str | None:
    """Return the language that an agreement's own file asks for, as far as it can be read."""
    code = agreement.raw.get("language")
    return code if isinstance(code, str) else None


def toml_files(folder: Path) -> list[str]:
    """Return the sorted names of the `.toml` files in a folder that are not hidden.

    A folder that is missing, or has a fault, has none.
    """
    if folder_fault(folder):
        return []
    try:
        with os.scandir(folder) as entries:
            return sorted(
                entry.name
                for entry in entries
                if entry.name.endswith(".toml") and not entry.name.startswith(".")
            )
    except FileNotFoundError:
        return []


def folder_fault(folder: Path) -> SyntaxFault | None:
    """Return why the files of a folder cannot be had, None where they can; a missing one has none.

    A link is not followed, so that nothing is read as the agreement's which lies outside it.
    """
    try:
        kind = os.lstat(folder).st_mode
        if stat.S_ISDIR(kind):
            os.scandir(folder).close()
            return None
    except FileNotFoundError:
        return None
    except OSError as error:
        reason, remedy = _reason(folder, error)
        what = message("The folder cannot be listed: {reason}.", reason=reason)
        return SyntaxFault("unreadable", what, remedy)
    what = (
        message("This is a symbolic link, not a folder.")
        if stat.S_ISLNK(kind)
        else message("This is no folder, so that there can be no files in it.")
    )
    return SyntaxFault("unreadable", what, message("Put an ordinary folder in its place."))


def _bytes(path: Path) -> bytes | Source:
    kind = os.lstat(path).st_mode
    if not stat.S_ISREG(kind):
        return Source(fault=_not_a_file(kind))
    descriptor = os.open(path, _FLAGS)
    try:
        # Again, on what was opened: the name may have been given to something else meanwhile.
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return Source(fault=_not_a_file(status.st_mode))
        data = os.read(descriptor, min(status.st_size, LARGEST_FILE) + 1)
        while status.st_size < len(data) <= LARGEST_FILE:
            more = os.read(descriptor, LARGEST_FILE)
            if not more:
                break
            data += more
    finally:
        os.close(descriptor)
    if len(data) > LARGEST_FILE:
        return Source(fault=_too_large(max(len(data), status.st_size)))
    return data


def _not_a_file(kind: int) -> SyntaxFault:
    if stat.S_ISLNK(kind):
        what = message("This is a symbolic link, not a file.")
    elif stat.S_ISDIR(kind):
        what = message("This is a folder, not a file.")
    else:
        what = message("This is a device or a pipe, not a file.")
    return SyntaxFault("unreadable", what, message("Put an ordinary file in its place."))


def _unreadable(path: Path, error: OSError) -> SyntaxFault:
    if isinstance(error, FileNotFoundError):
        what = message("The file does not exist.")
        remedy = message("Check the name, or fetch the file again from the history.")
    else:
        reason, remedy = _reason(path, error)
        what = message("The file cannot be read: {reason}.", reason=reason)
    return SyntaxFault("unreadable", what, remedy)


def _reason(path: Path, error: OSError) -> tuple[Message | str, Message]:
    """Return why something cannot be read, and what helps."""
    if isinstance(error, PermissionError):
        return model.forbidden(path, "r")
    remedy = message("Ask whoever owns the files for the right to read them.")
    return error.strerror or "", remedy


def _too_large(size: int) -> SyntaxFault:
    what = message(
        "The file has {size} bytes; at most {limit} are read.",
        size=size,
        limit=LARGEST_FILE,
    )
    remedy = message("Check that it is the right file; a record has a few thousand bytes.")
    return SyntaxFault("too-large", what, remedy)


def _not_utf8(data: bytes, offset: int) -> SyntaxFault:
    line_start = data.rfind(b"\n", 0, offset) + 1
    what = message("Byte {byte} is not UTF-8.", byte=f"{data[offset]:02X}")
    if data.startswith(_UTF16):
        what = message("The file is saved as UTF-16, not as UTF-8.")
    elif (letter := _windows_letter(data, offset)) is not None:
        what = message(
            "Byte {byte} is not UTF-8; it looks like “{letter}” saved as Windows-1252.",
            byte=f"{data[offset]:02X}",
            letter=letter,
        )
    return SyntaxFault(
        "not-utf8",
        what,
        message("Open it in an editor, choose the encoding UTF-8, and save it again."),
        data.count(b"\n", 0, offset) + 1,
        len(data[line_start:offset].decode("utf-8").removeprefix(BYTE_ORDER_MARK)) + 1,
    )


def _windows_letter(data: bytes, offset: int) -> str | None:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return data[offset : offset + 1].decode("cp1252")
