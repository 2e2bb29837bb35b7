"""Git's own merge of three versions of a file by lines, with its marks where they meet."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.repository.git_process import GitFailed, ask

ORDER = ("merge-file", "--diff3", "-L", "ours", "-L", "base", "-L", "theirs")
"""With the lines of the base: they show later which of the two has changed what."""

MOST_CONFLICTS = 127
"""The greatest exit code that counts conflicts; above it git failed."""


def merge_lines(base: Path, ours: Path, theirs: Path) -> tuple[bytes, bool]:
    """Return the merged lines, and whether nothing conflicted; no file is changed.

    Raises Missing without git, GitFailed where it could not merge.
    """
    files = (str(file.absolute()) for file in (ours, base, theirs))
    try:
        return ask(ours.absolute().parent, *ORDER, "--stdout", "--quiet", "--", *files), True
    except GitFailed as failure:
        if 0 < failure.code <= MOST_CONFLICTS:
            return failure.output, False
        raise
