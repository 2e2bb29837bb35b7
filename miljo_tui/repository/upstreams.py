"""The upstream of a branch: the branch at a remote that it follows, and how they have parted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from miljo_tui.frozen import frozen
from miljo_tui.repository.git_process import GitFailed, ask
from miljo_tui.repository.state import Repository

_NOT_IN_NAMES = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]")
"""What no name of a ref holds (git check-ref-format)."""


@frozen
class Upstream:
    """A branch at a remote, and where this clone remembers what it was at the last fetch."""

    remote: str
    branch: str
    """Its whole name there, `refs/heads/main`."""
    tracking: str
    """The whole name of the ref here, `refs/remotes/origin/main`."""

    @property
    def name(self) -> str:
        """How people and git call it: `origin/main`."""
        return self.tracking.removeprefix("refs/remotes/")


def upstream_of(where: Repository, branch: str) -> Upstream | None:
    """Return the upstream of a branch, None where it follows none at a remote. Raises GitFailed."""
    if _NOT_IN_NAMES.search(branch):  # what a file says is no branch, and might be a pattern
        return None
    wanted = "%(refname)%00%(upstream)%00%(upstream:remotename)%00%(upstream:remoteref)"
    output = ask(where.root, "for-each-ref", f"--format={wanted}", f"refs/heads/{branch}")
    for line in output.decode("utf-8", "replace").splitlines():
        name, tracking, remote, there = line.split("\0")
        is_remote = tracking.startswith("refs/remotes/") and remote not in ("", ".") and there
        if name == f"refs/heads/{branch}" and is_remote:
            return Upstream(remote, there, tracking)
    return _unmapped(where, branch)


def _unmapped(where: Repository, branch: str) -> Upstream | None:
    """Return an upstream that a plain fetch leaves out: a clone may have taken one branch only.

    Git then names none, though it was told which.
    """
    try:
        remote, there = (
            ask(where.root, "config", "--get", f"branch.{branch}.{key}").decode().rstrip("\n")
            for key in ("remote", "merge")
        )
        ask(where.root, "remote", "get-url", "--", remote)  # an address alone has no such refs
    except (GitFailed, UnicodeDecodeError):
        return None
    short = there.removeprefix("refs/heads/")
    if short == there or any(map(_NOT_IN_NAMES.search, (remote, there))):
        return None
    return Upstream(remote, there, f"refs/remotes/{remote}/{short}")


def is_branch_name(where: Repository, text: str) -> bool:
    """Tell whether a text can be the name of a branch, and is no option and no shorthand."""
    try:
        ask(where.root, "check-ref-format", f"refs/heads/{text}")
    except (GitFailed, ValueError):  # a NUL cannot be said to git
        return False
    return not text.startswith("-")


def commit_at(where: Repository, ref: str) -> str | None:
    """Return the id of the commit that a ref of this clone is at, None where there is no such."""
    try:
        output = ask(
            where.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
        )
    except GitFailed:
        return None
    return output.decode("ascii").strip()


def commits_at(where: Repository, *revisions: str) -> list[str | None]:
    """Return the ids of the commits that revisions are at, None for one that is not there.

    Git is asked once for all of them. Raises GitFailed.
    """
    given = "".join(f"{each}^{{commit}}\n" for each in revisions).encode()
    output = ask(where.root, "cat-file", "--batch-check=%(objectname)", given=given)
    return [
        None if line.endswith(" missing") else line
        for line in output.decode("utf-8", "replace").splitlines()
    ]


def parted(where: Repository, ours: str, theirs: str) -> tuple[int, int]:
    """Return how many commits each of two histories has that the other has not. Raises GitFailed.

    Both are given by their ids.
    """
    output = ask(where.root, "rev-list", "--left-right", "--count", f"{ours}...{theirs}", "--")
    ahead, behind = map(int, output.split())
    return ahead, behind


def saved_since(where: Repository, tip: str, others: Sequence[str], paths: Sequence[str]) -> int:
    """Return how many commits up to `tip`, and of none of the others, changed any of some paths.

    Raises GitFailed.
    """
    without = [f"^{each}" for each in others]
    output = ask(where.root, "rev-list", "--count", "--no-merges", tip, *without, "--", *paths)
    return int(output)


def fetched_at(where: Repository, upstream: Upstream) -> datetime | None:
    """Return when an upstream was last asked what it is at, None where it never was since a clone.

    Git fetched then, or it pushed, which the log of the ref tells.
    """
    moments = []
    for file in (where.git_dir / "FETCH_HEAD", where.common_dir / "logs" / upstream.tracking):
        with suppress(OSError):
            moments.append(file.stat().st_mtime)
    return datetime.fromtimestamp(max(moments)).astimezone() if moments else None
