"""Git's own merge of three versions of a file by lines, with its marks where they meet."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.history.running import GitFailed, ask
from miljo_tui.store.marks import BASE, OURS, THEIRS

MOST_CONFLICTS = 127
"""The greatest code that tells a number of conflicts; above it git failed."""


def merge_lines(base: Path, ours: Path, theirs: Path) -> tuple[bytes, bool]:
    """Return what becomes of the lines of both, and whether nothing conflicted; none is changed.

    Raises Missing without git, GitFailed where it could not merge.
    """
    labels = ("-L", OURS, "-L", BASE, "-L", THEIRS)
    files = (str(file.absolute()) for file in (ours, base, theirs))
    # With the lines of the base: from them it is told later which of the two has changed what.
    order = ("merge-file", "--stdout", "--quiet", "--diff3", *labels, "--", *files)
    try:
        return ask(ours.absolute().parent, *order), True
    except GitFailed as failure:
        if 0 < failure.code <= MOST_CONFLICTS:
            return failure.output, False
        raise
