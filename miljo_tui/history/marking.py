"""Git's own merge of three files by their lines, with its marks where they conflict."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.history.running import GitFailed, do

MOST_CONFLICTS = 127
"""The greatest code that tells a number of conflicts; above it git failed."""


def mark_conflicts(base: Path, ours: Path, theirs: Path) -> bool:
    """Merge `theirs` into `ours` by lines; tell whether nothing conflicted.

    Raises Missing without git, GitFailed where it could not merge.
    """
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    files = (str(file.absolute()) for file in (ours, base, theirs))
    try:
        # With the lines of the base: from them it is told later which of the two has changed what.
        do(ours.absolute().parent, "merge-file", "--diff3", *labels, "--", *files)
    except GitFailed as failure:
        if 0 < failure.code <= MOST_CONFLICTS:
            return False
        raise
    return True
