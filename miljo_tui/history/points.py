"""Points of a history: what a revision, a tag or a date means."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from miljo_tui.history.running import GitFailed, ask
from miljo_tui.history.state import Repository
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

UNBORN = "does not have any commits yet"
"""What git says of a branch without any commit."""


def newest(where: Repository) -> str | None:
    """Return the id of the commit that HEAD is on, None where there is none yet.

    Raises GitFailed where there is one that cannot be read.
    """
    found = _commit(where.root, "HEAD")
    if found is None:
        try:
            ask(where.root, "log", "--max-count=1", "--format=")
        except GitFailed as failure:
            if UNBORN not in failure.said:
                raise
    return found


def point(where: Repository, text: str) -> str:
    """Return the id of the commit that a revision or a date means.

    A date, `2023-02-15`, is the end of that day: what the branch held then, without what others had
    made and was joined later. Raises WrongUse where there is no such commit, GitFailed.
    """
    found = _last_of(where.root, text) if _is_day(text) else _commit(where.root, text)
    if found is None:
        newest(where)  # in a history that cannot be read nobody has written anything wrong
        raise WrongUse(
            message(_("“{text}” is no point of the history"), text=text),
            message(_("Name a date such as 2023-02-15, a commit or a tag; log lists them.")),
        )
    return found


def contains(where: Repository, commit: str, tip: str = "HEAD") -> bool:
    """Tell whether the history up to `tip` holds a commit."""
    try:
        ask(where.root, "merge-base", "--is-ancestor", commit, tip)
    except GitFailed as failure:
        if failure.code != 1:
            raise
        return False
    return True


def shallow(where: Repository) -> frozenset[str]:
    """Return the commits whose parents exist and are not in this clone."""
    try:
        return frozenset((where.common_dir / "shallow").read_text("ascii").split())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False  # Python takes ten digits for a date, too, and they may be an id
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _last_of(root: Path, day: str) -> str | None:
    until = f"--until={day}T23:59:59"
    told = ask(root, "rev-list", "--first-parent", "--max-count=1", until, "HEAD")
    return told.decode("ascii").strip() or None


def _commit(root: Path, text: str) -> str | None:
    try:
        # What follows is no option, whatever it looks like.
        told = ask(
            root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{text}^{{commit}}"
        )
    except (GitFailed, ValueError):  # a NUL cannot be said to git
        return None
    return told.decode("ascii").split()[-1]
