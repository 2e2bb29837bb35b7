"""What git is in the middle of: a merge, a rebase, a pick or a bisect, and the ways out of it."""

from __future__ import annotations

from miljo_tui.frozen import frozen
from miljo_tui.repository.index_conflicts import unmerged
from miljo_tui.repository.state import Repository


@frozen
class Operation:
    """Something that was begun in a repository and has not ended."""

    kind: str
    """As git names its command: `merge`, `rebase`, `cherry-pick`, `revert`, `am` or `bisect`."""
    left: tuple[str, ...]
    """The files in whose conflicts git waits, from the top of the work tree."""
    command: str
    """The command that goes on, once nothing is left."""
    give_up: str
    """The command that gives up: all is then as it was before."""


_KINDS = {
    "rebase-merge": ("rebase", "git rebase --continue", "git rebase --abort"),
    "rebase-apply/applying": ("am", "git am --continue", "git am --abort"),
    "rebase-apply": ("rebase", "git rebase --continue", "git rebase --abort"),
    "MERGE_HEAD": ("merge", "git commit", "git merge --abort"),
    "CHERRY_PICK_HEAD": ("cherry-pick", "git cherry-pick --continue", "git cherry-pick --abort"),
    "REVERT_HEAD": ("revert", "git revert --continue", "git revert --abort"),
    "BISECT_LOG": ("bisect", "git bisect good|bad", "git bisect reset"),
}
"""By the file in git's folder that shows it, the surest first."""


def operation(where: Repository) -> Operation | None:
    """Return what git is in the middle of, None where it is in nothing. Raises GitFailed."""
    for name, (kind, command, give_up) in _KINDS.items():
        if (where.git_dir / name).exists():
            return Operation(kind, tuple(unmerged(where.root)), command, give_up)
    return None
