"""The versions of files that git waits to be joined: the stages 1, 2 and 3 of its index."""

from __future__ import annotations

import os
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.repository.git_process import ask


@frozen
class Stages:
    """The blobs of one file in a conflict; None where that version is no file."""

    base: str | None = None
    ours: str | None = None
    theirs: str | None = None

    @property
    def blobs(self) -> tuple[str | None, str | None, str | None]:
        """The three, in the order of the stages."""
        return self.base, self.ours, self.theirs


def unmerged(folder: Path) -> dict[str, Stages]:
    """Return the files below a folder in whose conflicts git waits, by their paths from there.

    Raises GitFailed, Missing.
    """
    blobs: dict[str, dict[str, str]] = {}
    listed = ask(folder, "ls-files", "--unmerged", "-z")
    for entry in filter(None, listed.split(b"\0")):
        about, _tab, path = entry.partition(b"\t")
        _mode, blob, stage = about.decode("ascii").split()
        blobs.setdefault(os.fsdecode(path), {})[stage] = blob
    return {path: Stages(*map(held.get, "123")) for path, held in blobs.items()}


def content(folder: Path, blob: str | None) -> bytes | None:
    """Return the bytes of a version, None where it is no file. Raises GitFailed, Missing."""
    return None if blob is None else ask(folder, "cat-file", "blob", blob)
