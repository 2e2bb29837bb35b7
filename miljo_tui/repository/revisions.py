"""Revisions: the commit that a revision, a tag or a date means."""

from __future__ import annotations

import re
import time
from datetime import date, datetime
from pathlib import Path

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, WrongUse
from miljo_tui.repository.git_process import GitFailed, ask, reading
from miljo_tui.repository.state import Repository

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

UNBORN = "does not have any commits yet"
"""What git says of a branch without any commit."""


class BeforeHistory(WrongUse):
    """A day on which the branch held nothing yet."""

    def __init__(self, day: str) -> None:
        super().__init__(
            message(_("{day} is before the first commit"), day=day),
            message(_("Name a later day; log lists what was changed, and when.")),
        )


def newest(where: Repository) -> str | None:
    """Return the id of the commit that HEAD is on, None where there is none yet.

    Raises GitFailed where there is one that cannot be read.
    """
    found = _commit(where.root, "HEAD")
    if found is None:
        try:
            ask(where.root, "log", "--max-count=1", "--format=")
        except GitFailed as failure:
            if UNBORN not in failure.messages:
                raise
    return found


def point(where: Repository, text: str) -> str:
    """Return the id of the commit that a revision or a date means.

    A date, `2023-02-15`, is the end of that day: what the branch held then, without what others had
    made and was joined later. Raises WrongUse where there is no such commit, BeforeHistory for a
    day before the first one, BadState where only a whole clone can tell, GitFailed.
    """
    found = _at_end_of(where, text) if _is_day(text) else _commit(where.root, text)
    if found is None:
        newest(where)  # in a history that cannot be read nobody has written anything wrong
        raise WrongUse(
            message(_("“{text}” is no point of the history"), text=text),
            message(_("Name a date such as 2023-02-15, a commit or a tag; log lists them.")),
        )
    return found


def tree(where: Repository, text: str) -> str:
    """Return the id of what a point holds: its commit, or before the first one the empty tree.

    Raises what `point` raises otherwise.
    """
    try:
        return point(where, text)
    except BeforeHistory:
        return ask(where.root, "hash-object", "-t", "tree", "--stdin").decode("ascii").strip()


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


def is_cut_between(where: Repository, here: str, there: str) -> bool:
    """Tell whether a clone has left out parents of what one commit has and another has not."""
    cut = shallow(where)
    if not cut:
        return False
    came = ask(where.root, "rev-list", there, f"^{here}", "--").decode("ascii").split()
    return not cut.isdisjoint(came)


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False  # Python takes ten digits for a date, too, and they may be an id
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _at_end_of(where: Repository, day: str) -> str | None:
    """Return what the branch held at the end of a day, in the time zone of this computer."""
    end, now = datetime.fromisoformat(f"{day}T23:59:59").timestamp(), time.time()
    if end >= now:
        return _commit(where.root, "HEAD")
    process = reading(where.root, "rev-list", "--first-parent", "--timestamp", "HEAD")
    output, messages = process.communicate()
    branch = [line.split() for line in output.decode("ascii").splitlines()]
    found, later = None, now
    for seconds, commit in branch:
        # Any clock may be wrong, and any date forged: a commit is no older than those before it,
        # and one from the future is no newer than its child.
        later = int(seconds) if int(seconds) <= now else later
        if later > end:
            found = None
        elif found is None:
            found = commit
    if found or not branch:
        return found
    if process.returncode:
        raise GitFailed(where.root, process.returncode, messages.decode("utf-8", "replace").strip())
    if branch[-1][1] in shallow(where):
        raise BadState(
            message(_("What the branch held on {day} is not in this clone"), day=day),
            message(_("Fetch the whole history with: git fetch --unshallow")),
        )
    raise BeforeHistory(day)


def _commit(root: Path, text: str) -> str | None:
    try:
        # What follows is no option, whatever it looks like.
        output = ask(
            root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{text}^{{commit}}"
        )
    except (GitFailed, ValueError):  # a NUL cannot be said to git
        return None
    return output.decode("ascii").split()[-1]
