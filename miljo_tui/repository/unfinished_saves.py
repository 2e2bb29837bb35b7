"""Notes of unfinished saves in the git directory, which every user of a clone can read.

What recovers a save lies in its maker's private folder; others only learn what it has written.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from miljo_tui.model.permissions import owner_name
from miljo_tui.repository.shared_repository import share_with_writers
from miljo_tui.repository.state import Repository

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def note_in(where: Repository, operation: str) -> Path:
    """Return where a save notes which files it writes; it goes with the save."""
    return where.git_dir / f"miljo_tui.{operation}.files"


def note(where: Repository, operation: str, files: Mapping[Path, bytes | None]) -> None:
    """Note what a save is going to leave in its files, None for no file, as well as that goes."""
    data = {os.path.relpath(file, where.root): _sum(after) for file, after in files.items()}
    with suppress(OSError):  # no save fails for want of what others could read
        handle = os.open(note_in(where, operation), _NEW, 0o666)
        try:
            share_with_writers(handle, where.git_dir)
            os.write(handle, json.dumps(data).encode())
        finally:
            os.close(handle)


def left_by(where: Repository, file: Path, data: bytes | None) -> str:
    """Return whose unfinished save has left just these bytes in a file, nobody where none has."""
    name = os.path.relpath(file, where.root)
    for path in where.git_dir.glob("miljo_tui.*.files"):
        with suppress(OSError, ValueError, AttributeError):  # it may hold anything
            if json.loads(path.read_bytes()).get(name, "") == _sum(data):
                return owner_name(path.lstat().st_uid)
    return ""


def _sum(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()
