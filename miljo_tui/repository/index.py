"""Git's index read as a file: whether it may hold conflicts, and the files that git leaves alone.

Starting git takes as long as reading all of a small agreement, and there are none as a rule.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from miljo_tui.model.failures import Failure
from miljo_tui.model.records import AREA, MEASURE
from miljo_tui.repository.git_directory import git_dir_of

_TREE = re.compile(rb"TREE[\0-\xff]{4}\0\d+ ")
"""The index's summary of a commit's tree, with the number of files that it stands for. While there
is a conflict, or anything else is staged, git has none of the whole, and writes -1."""

_HEAD = 8
"""Bytes of an index that say what it is, and of which version."""

_PLAIN = b"DIRC\0\0\0\2"
"""How an index begins that has no room for the mark of a file left alone."""


def is_whole(folder: Path) -> bool:
    """Tell whether git can wait for no conflict in the repository around a folder, if any."""
    for above in (folder.absolute(), *folder.absolute().parents):
        own = above / ".git"
        if os.path.lexists(own):
            break
    else:
        return True
    try:
        if own.is_file():  # of a linked work tree, a submodule, or one that lies apart
            own = above / os.fsdecode(own.read_bytes()).removeprefix("gitdir: ").rstrip("\r\n")
        return bool(_TREE.search((own / "index").read_bytes()))
    except OSError:
        return False


def left_alone(folder: Path, names: Sequence[str]) -> list[str]:
    """Return the files in a folder that git takes for what it has, whatever is on the disk.

    `names` are files and folders in it. Where nobody has told git so, git is not even asked. What
    git cannot tell counts as nothing: there is more to say of it where it is looked at.
    """
    if not _may_have_marks(folder):
        return []
    from miljo_tui.repository.git_process import ask  # a start and a check do without

    try:
        output = os.fsdecode(ask(folder, "ls-files", "-t", "-z", "--", *names))
    except Failure:
        return []
    return [entry[2:] for entry in output.split("\0") if entry.startswith("S ")]


def addresses_not_checked_out(path: Path) -> tuple[str, ...]:
    """Return the addresses of the records that git has, and was told not to check out."""
    found = left_alone(path, [kind.folder for kind in (AREA, MEASURE)])
    return tuple(
        name.removesuffix(".toml")
        for name in found
        if name.endswith(".toml") and name.count("/") == 1 and not os.path.lexists(path / name)
    )


def _may_have_marks(folder: Path) -> bool:
    for above in (folder, *folder.resolve().parents):
        if os.path.lexists(above / ".git"):
            try:
                with (git_dir_of(above) / "index").open("rb") as index:
                    return index.read(_HEAD) != _PLAIN
            except OSError:
                return False
    return False
