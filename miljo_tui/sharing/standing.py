"""Where one stands: how far a clone and its remote have parted, as of the last fetch."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.repository.agreement_path import AgreementPath
from miljo_tui.repository.operations import Operation, operation
from miljo_tui.repository.revisions import newest
from miljo_tui.repository.state import current_branch, locate
from miljo_tui.repository.upstreams import (
    commit_at,
    fetched_at,
    parted,
    saved_since,
    upstream_of,
)


@frozen
class Standing:
    """Where a clone of an agreement stands; no network was asked."""

    is_in_git: bool = False
    branch: str | None = None
    """None where HEAD is on none, or where there is no repository."""
    upstream: str | None = None
    """The branch at the remote, such as `origin/main`; None where it follows none."""
    ahead: int | None = None
    """How many commits the remote has not; None without an upstream."""
    behind: int | None = None
    """How many commits of the remote are not in the branch."""
    fetched: datetime | None = None
    operation: Operation | None = None
    unshared: int | None = None
    """How many saved changes of the agreement the remote has not."""


def where_one_stands(agreement: Path) -> Standing:
    """Return where the clone of an agreement stands. Raises what `locate` raises, and GitFailed."""
    where = locate(agreement)
    branch = current_branch(where.root, where.git_dir)
    under_way = operation(where)
    upstream = upstream_of(where, branch) if branch else None
    head = newest(where)
    if upstream is None or head is None:
        return Standing(True, branch, operation=under_way)
    there = commit_at(where, upstream.tracking)
    others = [there] if there else []
    ahead, behind = parted(where, head, there) if there else (saved_since(where, head, [], []), 0)
    paths = AgreementPath.of(agreement, where).paths
    return Standing(
        True,
        branch,
        upstream.name,
        ahead,
        behind,
        fetched_at(where, upstream),
        under_way,
        saved_since(where, head, others, paths) if ahead else 0,
    )
