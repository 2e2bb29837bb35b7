"""The files of a merge commit: at its base, in each parent, and in the merge itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.repository.commits import between
from miljo_tui.repository.git_process import GitFailed, ask

_Version = dict[str, tuple[str | None, str | None]]
"""Both blobs of each file that differs from the base, by its path."""


@frozen
class Joined:
    """A file that a side of a merge, or the merge itself, has changed; None is no file."""

    path: str
    base: str | None
    """Its blob where the sides parted."""
    sides: tuple[str | None, ...]
    """Its blob in each parent."""
    after: str | None


def joined(root: Path, commit: str, parents: Sequence[str], paths: Sequence[str]) -> list[Joined]:
    """Return the files of a merge that are not the same in its base, its parents and itself.

    One that a side has given another name is the same file on every side. Histories that never had
    anything in common have nothing as their base. Raises GitFailed.
    """
    base = merge_base(root, parents)
    versions = [_differing(root, base, each, paths) for each in (*parents, commit)]
    for path, former in _renamed(root, base, parents, versions, paths).items():
        was = versions[-1][former][0]
        for version in versions:
            is_here, there = version.pop(path, None), version.pop(former, (was, was))
            version[path] = (was, is_here[1] if is_here else there[1])
    files = sorted({path for version in versions for path in version})
    found = []
    for path in files:
        was = next(version[path][0] for version in versions if path in version)
        blobs = [version[path][1] if path in version else was for version in versions]
        found.append(Joined(path, was, tuple(blobs[:-1]), blobs[-1]))
    return found


def former_names(
    root: Path, commit: str, parents: Sequence[str], paths: Sequence[str]
) -> dict[str, str]:
    """Return what the files of a merge were called before one of its sides renamed them.

    Raises GitFailed.
    """
    base = merge_base(root, parents)
    versions = [_differing(root, base, each, paths) for each in (*parents, commit)]
    return _renamed(root, base, parents, versions, paths)


def _renamed(
    root: Path,
    base: str,
    parents: Sequence[str],
    versions: Sequence[_Version],
    paths: Sequence[str],
) -> dict[str, str]:
    """Return the former names of files that a side has renamed, where the merge has kept that."""
    former: dict[str, str] = {}
    *sides, merge = versions
    for parent, side in zip(parents, sides, strict=True):
        blobs = side.values()
        if any(old is None for old, _new in blobs) and any(new is None for _old, new in blobs):
            moved = between(root, base, parent, paths, renames=True)
            former |= {each.path: each.former for each in moved if each.former}
    none = (None, None)
    return {
        path: name
        for path, name in former.items()
        if merge.get(path, none)[1] and merge.get(name, none)[0] and not merge[name][1]
    }


def merge_base(root: Path, commits: Sequence[str]) -> str:
    """Return the commit where others parted; the empty tree where they never met."""
    try:
        return ask(root, "merge-base", "--octopus", *commits).decode().split()[0]
    except GitFailed as failure:
        if failure.code != 1:
            raise
    return ask(root, "hash-object", "-t", "tree", "--stdin").decode().strip()


def _differing(root: Path, base: str, commit: str, paths: Sequence[str]) -> _Version:
    """Return both blobs of each file that differs from the base, by its path."""
    return {each.path: (each.before, each.after) for each in between(root, base, commit, paths)}
