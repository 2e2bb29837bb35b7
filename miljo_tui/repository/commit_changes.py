"""The paths that a commit has changed, read from its trees through a git that runs already.

To start another one for it, `git diff-tree`, took a twelfth of a save.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.repository.git_process import ask
from miljo_tui.repository.objects import LARGEST, Objects, Stored

NO_FILE = ("000000", "")
ORDINARY = "100644"
EXECUTABLE = "100755"

_TREE = "40000"
"""The mode of a folder."""

_HEADER = re.compile(rb"(?:tree|parent) ([0-9a-f]+)\n")
"""A line of a commit that says what it holds, or which one it follows; they come first."""

_ENTRIES = {
    length: re.compile(rb"[0-7]+ [^\0]+\0[\0-\xff]{%d}" % (length // 2)) for length in (40, 64)
}
"""The entries of a folder, by the length of the ids: a mode, a name and the bytes of an id."""


@frozen
class Change:
    """How a commit leaves a path: git's mode and the id of what stands there, before and after."""

    path: str
    before: tuple[str, str]
    after: tuple[str, str]

    @property
    def is_new(self) -> bool:
        """Tell whether the path had nothing before."""
        return self.before == NO_FILE

    @property
    def is_end(self) -> bool:
        """Tell whether the path has nothing any more."""
        return self.after == NO_FILE

    @property
    def modes(self) -> tuple[str, str]:
        """The mode before, or that of an ordinary new file, and the one after."""
        return (ORDINARY if self.is_new else self.before[0], self.after[0])


class _Unreadable(Exception):
    """An object is not there, or too large: git itself tells then, or says why not."""


def changes_in(objects: Objects, commit: str) -> tuple[str, list[Change]]:
    """Return a commit's whole id, and each path in which it differs from its parent.

    Of a merge that is nothing. Raises GitFailed.
    """
    try:
        made = _stored(objects, commit)[commit]
        tree, *parents = _header(made)
        if len(parents) > 1:
            return made.id, []
        parent = f"{parents[0]}^{{tree}}" if parents else None
        before, after = _trees(objects, parent, tree)
        found = dict(_differences(objects, before, after, b""))
        return made.id, [found[path] for path in sorted(found)]
    except _Unreadable:
        return _asked(objects.root, commit)


def _header(commit: Stored) -> list[str]:
    """Return the id of a commit's tree, and those of its parents."""
    ids: list[str] = []
    place = 0
    while found := _HEADER.match(commit.data, place):
        ids.append(found[1].decode("ascii"))
        place = found.end()
    if not ids:
        raise _Unreadable
    return ids


def _differences(
    objects: Objects, before: Stored | None, after: Stored | None, above: bytes
) -> Iterator[tuple[bytes, Change]]:
    """Yield the paths in which two trees differ, and how; None stands for no tree."""
    old, new = _entries(before), _entries(after)
    entries = [dict(map(_parted, each)) for each in (old - new, new - old)]
    for name in {*entries[0], *entries[1]}:
        was, now = (each.get(name, NO_FILE) for each in entries)
        path = above + name
        if _TREE in (was[0], now[0]):
            ids = (id if mode == _TREE else None for mode, id in (was, now))
            yield from _differences(objects, *_trees(objects, *ids), path + b"/")
        was, now = (NO_FILE if each[0] == _TREE else each for each in (was, now))
        if was != now:
            yield path, Change(os.fsdecode(path), was, now)


def _entries(tree: Stored | None) -> set[bytes]:
    return set(_ENTRIES[len(tree.id)].findall(tree.data)) if tree else set()


def _parted(entry: bytes) -> tuple[bytes, tuple[str, str]]:
    """Return name, mode and id of an entry; old programs have written other modes."""
    facts, _nul, id = entry.partition(b"\0")
    digits, _space, name = facts.partition(b" ")
    mode = int(digits, 8)
    if stat.S_ISREG(mode):
        return name, (EXECUTABLE if mode & stat.S_IXUSR else ORDINARY, id.hex())
    return name, (f"{mode:o}", id.hex())


def _trees(
    objects: Objects, before: str | None, after: str | None
) -> tuple[Stored | None, Stored | None]:
    """Return two trees from one question; None for none of them."""
    found = _stored(objects, *filter(None, (before, after)))
    return found.get(before or ""), found.get(after or "")


def _stored(objects: Objects, *names: str) -> Mapping[str, Stored]:
    """Return objects by their names, each of them and whole."""
    found = objects.stored(names)
    here = {name: each for name, each in found.items() if each and len(each.data) <= LARGEST}
    if len(here) < len(found):
        raise _Unreadable
    return here


def _asked(root: Path, commit: str) -> tuple[str, list[Change]]:
    """Return what git itself tells of a commit."""
    how = ("-r", "-z", "--raw", "--root", "--no-abbrev", "--no-renames", "--ignore-submodules=none")
    id, *parts = os.fsdecode(ask(root, "diff-tree", *how, commit)).split("\0")
    found = []
    for facts, path in zip(parts[0::2], parts[1::2], strict=False):
        old, new, before, after, _status = facts.removeprefix(":").split(" ")
        found.append(Change(path, _entry(old, before), _entry(new, after)))
    return id, found


def _entry(mode: str, id: str) -> tuple[str, str]:
    return NO_FILE if mode == NO_FILE[0] else (mode, id)
