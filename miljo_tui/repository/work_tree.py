"""Files of the work tree that are not as the newest commit has them."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from miljo_tui.repository.git_process import ask
from miljo_tui.repository.objects import files_at
from miljo_tui.repository.state import Repository
from miljo_tui.repository.stored_content import differing


def edited(where: Repository, paths: Sequence[str]) -> list[str]:
    """Return those of some files that are not on the disk, or not staged, as they were committed.

    One that is there and was never committed is among them. Raises GitFailed.
    """
    if not paths:
        return []
    known = files_at(where.root, "HEAD", paths)
    there: dict[str, tuple[bytes, str]] = {}
    found = set()
    for path in paths:
        data = _bytes(where.root / path)
        if data is None and path in known and not os.path.lexists(where.root / path):
            found.add(path)
        elif data is None and os.path.lexists(where.root / path):
            found.add(path)  # something that is no file is in its place
        elif data is not None and path not in known:
            found.add(path)
        elif data is not None:
            there[path] = (data, known[path])
    found.update(differing(where.root, there))
    staged = ("--cached", "-z", "--name-only", "--no-renames", "HEAD", "--")
    output = ask(where.root, "diff-index", *staged, *paths)
    found.update(os.fsdecode(path) for path in output.split(b"\0") if path)
    return [path for path in paths if path in found]


def _bytes(file: Path) -> bytes | None:
    """Return what is in an ordinary file, None where there is none."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return None
        return file.read_bytes()
    except OSError:
        return None
