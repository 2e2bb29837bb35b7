"""Content of a commit that nobody reviewed: hooks, filters and the disk may have put it there."""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState, Failure
from miljo_tui.repository.git_process import GitFailed, ask
from miljo_tui.repository.gitpython import opened
from miljo_tui.repository.objects import Objects, files_at
from miljo_tui.repository.stored_content import filters, is_stored

NO_FILE = ("000000", "")
ORDINARY = "100644"
MOST_LINES = 20
"""Lines of a difference that are shown; git shows them all."""


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


@frozen
class Made:
    """A commit that was made, and what it holds besides what was meant."""

    id: str
    others: tuple[Change, ...]
    """Whatever is no file of the save."""
    modes: tuple[Change, ...]
    """The files of the save that are executable by now, or no longer."""


class OtherBytes(BadState):
    """The commit was made, but a filter or a hook put other bytes into it than were meant."""


def verified(root: Path, objects: Objects, made: str, meant: Mapping[str, bytes | None]) -> Made:
    """Compare what a commit holds with the bytes that were meant, None for a file that goes.

    Raises OtherBytes where it holds others of these files, GitFailed.
    """
    id, changes = _changes_in(root, "HEAD")
    if not id.startswith(made) and not _is_amended(root, made):
        id, changes = _changes_in(root, made)  # another program has committed since
    held = {change.path: change.after[1] or None for change in changes}
    if kept := [path for path in meant if path not in held]:  # just as they were before
        held |= dict.fromkeys(kept) | files_at(root, id, kept)
    wrong = [path for path, data in meant.items() if not is_stored(root, path, data, held[path])]
    others = [each for each in changes if each.path not in meant]
    own = [each for each in changes if each.path in meant]
    modes = [each for each in own if each.modes[0] != each.modes[1] and not each.is_end]
    if theirs := [*others, *modes, *(each for each in own if each.path in wrong)]:
        # A hook is given an index of its own; git goes on with another, which knows nothing of it.
        with suppress(Failure):
            _take_into_index(root, theirs, meant)
    if wrong:
        files = [*wrong, *(each.path for each in others)]
        raise _other_bytes(
            root, objects, id, files, {path: (meant[path], held[path]) for path in wrong}
        )
    return Made(id, tuple(others), tuple(modes))


def _is_amended(root: Path, made: str) -> bool:
    """Tell whether a commit was made anew since, which a hook after it may do."""
    try:
        parents = ask(root, "rev-parse", "HEAD^", f"{made}^").split()
    except GitFailed:
        return False
    return len(set(parents)) == 1


def _changes_in(root: Path, commit: str) -> tuple[str, list[Change]]:
    """Return a commit's whole id, and each path in which it differs from its parent.

    Of a merge that is nothing. Raises GitFailed.
    """
    how = ("-r", "-z", "--raw", "--root", "--no-abbrev", "--no-renames", "--ignore-submodules=none")
    id, *parts = os.fsdecode(ask(root, "diff-tree", *how, commit)).split("\0")
    found = []
    for facts, path in zip(parts[0::2], parts[1::2], strict=False):
        old, new, before, after, _status = facts.removeprefix(":").split(" ")
        found.append(Change(path, _entry(old, before), _entry(new, after)))
    return id, found


def _entry(mode: str, id: str) -> tuple[str, str]:
    return NO_FILE if mode == NO_FILE[0] else (mode, id)


def _take_into_index(root: Path, changes: Sequence[Change], own: Collection[str]) -> None:
    """Have the index hold what a commit holds, as it does after a plain one.

    What somebody else has staged, that is at any but our own paths, stays. Raises GitFailed.
    """
    paths = [change.path for change in changes]
    listed = os.fsdecode(ask(root, "ls-files", "--stage", "-z", "--", *paths)).split("\0")[:-1]
    staged = {}
    for line in listed:
        facts, _tab, path = line.partition("\t")
        mode, id, _stage = facts.split(" ")
        staged[path] = (mode, id)
    entries = [
        f"{change.after[0]} {change.after[1] or '0' * len(change.before[1])}\t{change.path}\0"
        for change in changes
        if change.path in own or staged.get(change.path, NO_FILE) == change.before
    ]
    if entries:
        with opened(root) as repo:
            repo.git.update_index("-z", "--index-info", istream=os.fsencode("".join(entries)))


def _other_bytes(
    root: Path,
    objects: Objects,
    commit: str,
    files: Sequence[str],
    wrong: Mapping[str, tuple[bytes | None, str | None]],
) -> OtherBytes:
    """Return which bytes a commit holds in the place of those that were meant, and what to do."""
    blobs = objects.read(blob for _data, blob in wrong.values() if blob)
    held = {path: blobs[blob] if blob else None for path, (_data, blob) in wrong.items()}
    lines = [
        line
        for path, (data, _blob) in wrong.items()
        for line in difflib.unified_diff(
            _lines(data), _lines(held[path]), f"{path} (meant)", f"{path} (commit)", "", "", 0, ""
        )
    ]
    return OtherBytes(
        message(_("Git committed other bytes of {files} than were meant"), files=files),
        _way_on(root, commit, held),
        "\n".join(lines[:MOST_LINES] + ["…"] * (len(lines) > MOST_LINES)),
    )


def _way_on(root: Path, commit: str, held: Mapping[str, bytes | None]) -> Message:
    if filtered := filters(root, list(held)):
        return message(
            _(
                "The commit is made: git show {commit}. The filter {filter} changed them; the line "
                "“*.toml -filter” in .gitattributes ends that, then: miljo-tui commit"
            ),
            commit=commit,
            filter=sorted(set(filtered.values())),
        )
    if all(_on_disk(root / path) == data for path, data in held.items()):
        return message(
            _(
                "The commit is made: git show {commit}. A hook changed them, on the disk too. If "
                "that is right, all is done; else mend the hook, then: miljo-tui undo {commit}"
            ),
            commit=commit,
        )
    return message(
        _(
            "The commit is made: git show {commit}. A hook changed them; the disk has what was "
            "meant. Mend the hook, then: miljo-tui commit. To take what the commit has: "
            "git restore {files}"
        ),
        commit=commit,
        files=list(held),
    )


def _on_disk(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _lines(data: bytes | None) -> list[str]:
    """Return lines with all that differs between them, also at their ends."""
    return [] if data is None else data.decode("utf-8", "replace").replace("\r", "\\r").split("\n")
