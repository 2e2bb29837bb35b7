"""Files that git was told not to check out, or to leave alone: they are no removed ones."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from miljo_tui.model.failures import Failure
from miljo_tui.repository.git_directory import git_dir_of

_HEAD = 8
"""Bytes of an index that say what it is, and of which version."""

_PLAIN = b"DIRC\0\0\0\2"
"""How an index begins that has no room for such a mark."""


def left_alone(folder: Path, names: Sequence[str]) -> list[str]:
    """Return the files in a folder that git takes for what it has, whatever is on the disk.

    `names` are files and folders in it. Where nobody has told git so, git is not even asked. What
    git cannot tell counts as nothing: there is more to say of it where it is looked at.
    """
    if not _may_have_marks(folder):
        return []
    from miljo_tui.repository.git_process import ask  # a start and a check do without

    try:
        told = os.fsdecode(ask(folder, "ls-files", "-t", "-z", "--", *names))
    except Failure:
        return []
    return [entry[2:] for entry in told.split("\0") if entry.startswith("S ")]


def _may_have_marks(folder: Path) -> bool:
    for above in (folder, *folder.resolve().parents):
        if os.path.lexists(above / ".git"):
            try:
                with (git_dir_of(above) / "index").open("rb") as index:
                    return index.read(_HEAD) != _PLAIN
            except OSError:
                return False
    return False
