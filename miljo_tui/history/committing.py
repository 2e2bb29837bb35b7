"""The commit of a change, verified; what fails leaves the index and other people's work alone."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from miljo_tui.history.explaining import UNINDEXED, explained, locked
from miljo_tui.history.message import OPERATION
from miljo_tui.history.objects import blob_id
from miljo_tui.history.running import GitFailed, ask, do
from miljo_tui.history.sharing import make_way
from miljo_tui.history.state import State, current_branch, obstacle_in
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, Failure

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds to wait for another git program's lock, try by try."""

ABSENT = ("fatal: path '", "fatal: invalid object name 'HEAD'")
"""How it begins what git says of a file that is not in the newest commit, or of a branch without
one. Where a part of the history cannot be read, it says that first, and then the same."""


_MADE = re.compile(rb"\[\S+(?: \(root-commit\))? ([0-9a-f]{40,64})\] ")
"""How git begins to tell of a commit that it has made."""


class OtherBytes(BadState):
    """The commit was made, but a filter or a hook put other bytes into it than were meant."""


def ready(state: State) -> None:
    """Make sure that nothing has come in the way since the state was looked at.

    Raises the Failure that forbids a commit.
    """
    if state.obstacle:
        raise state.obstacle
    if obstacle := obstacle_in(state.git_dir, current_branch(state.root, state.git_dir)):
        raise obstacle


def holds(state: State, files: Sequence[tuple[Path, bytes | None]]) -> bool:
    """Tell whether the newest commit and the index both hold these bytes as the files'.

    None stands for a file that neither of them has.
    """
    known = [(_inside(state, file), data) for file, data in files if data is not None]
    unknown = [_inside(state, file) for file, data in files if data is None]
    try:
        names = [f"{where}:{path}" for path, _data in known for where in ("HEAD", ":0")]
        blobs = ask(state.root, "rev-parse", *names).decode().split() if names else []
        if unknown and (
            ask(state.root, "ls-files", "-z", "--", *unknown)
            or ask(state.root, "ls-tree", "-z", "HEAD", "--", *unknown)
        ):
            return False
    except GitFailed:  # one of the two does not know a file
        return False
    wanted = [data for _path, data in known for _where in ("HEAD", ":0")]
    return all(blob == blob_id(data, like=blob) for blob, data in zip(blobs, wanted, strict=True))


def committed(state: State, file: Path) -> bytes | None:
    """Return the bytes of a file in the newest commit, None where it is not in it.

    Raises BadState where git cannot tell.
    """
    try:
        return ask(state.root, "cat-file", "blob", f"HEAD:{_inside(state, file)}")
    except GitFailed as failure:
        if failure.said.startswith(ABSENT):
            return None
        raise


def commit(state: State, files: Sequence[tuple[Path, bytes | None]], text: str) -> str:
    """Commit files as they stand on disk, and nothing else; return the commit's id.

    Each comes with the bytes that are meant, None for a file that goes. Raises BadState or Missing
    where git refuses, and the index is then as it was; OtherBytes where it was made of others.
    """
    meant = {_inside(state, file): data for file, data in files}
    try:
        told = _commit(state, list(meant), text)
    except GitFailed as failure:
        raise explained(state, failure) from None
    # The newest commit may be another program's already.
    made = _MADE.match(told)
    id = made[1] if made else ask(state.root, "rev-parse", "HEAD").strip()
    _verify(state, id.decode(), meant)
    return id.decode()


def _commit(state: State, paths: Sequence[str], text: str) -> bytes:
    """Make the commit, and return what git tells of it."""
    order = ("commit", "--cleanup=verbatim", "--file=-", "--only", "--", *paths)
    given = text.encode("utf-8", "replace")
    try:
        return _patiently(state, *order, given=given)
    except GitFailed as failure:
        unknown = _unindexed(state, paths) if UNINDEXED in failure.said else []
        if not unknown:
            raise
    try:
        _patiently(state, "add", "--intent-to-add", "--", *unknown)
        return _patiently(state, *order, given=given)
    except BaseException:
        # Where this fails too, it is for the same reason, which is the one to be told.
        with suppress(Failure):
            do(state.root, "rm", "--cached", "--quiet", "--ignore-unmatch", "--", *unknown)
        raise


def is_made(state: State, operation: str) -> bool:
    """Tell whether the commit of a save is in the history, by the id of the save."""
    return bool(
        ask(
            state.root,
            "rev-list",
            "--max-count=1",
            "--fixed-strings",
            f"--grep={OPERATION}: {operation}",
            "--branches",
        )
    )


def forget(state: State, file: Path) -> None:
    """Take a file out of the index that git was told of for a commit which never came."""
    path = _inside(state, file)
    if committed(state, file) is None and not _unindexed(state, [path]):
        do(state.root, "rm", "--cached", "--quiet", "--ignore-unmatch", "--", path)


def _verify(state: State, commit: str, meant: Mapping[str, bytes | None]) -> None:
    """Make sure that a commit holds of these files what was meant. Raises OtherBytes."""
    told = ask(state.root, "ls-tree", "-z", commit, "--", *meant)
    held = {}
    for line in told.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        entry, _tab, path = line.partition("\t")
        held[path] = entry.split()[2]
    others = [
        path
        for path, data in meant.items()
        if held.get(path) != (None if data is None else blob_id(data, like=commit))
    ]
    if others:
        # Git keeps in the index what the hook was given, which is neither here nor there any more.
        with suppress(Failure):
            do(state.root, "reset", "--quiet", "--", *others)
        raise OtherBytes(
            message(_("Git committed other bytes of {files} than were meant"), files=others),
            message(
                _(
                    "A hook or a filter changed them on the way: look with git show {commit}. "
                    "“*.toml -text” in .gitattributes keeps filters off."
                ),
                commit=commit,
            ),
        )


def staged_differently(state: State, file: Path) -> bool:
    """Tell whether a version of the file is staged that a commit of it would lose.

    That is any but the newest commit's or, of a file that has not been committed, the one on disk.
    """
    path = _inside(state, file)
    staged = ask(state.root, "ls-files", "--stage", "-z", "--", path).decode().split()
    if not staged:
        return False
    blob = staged[1]
    try:
        return (
            blob
            != ask(state.root, "rev-parse", "--verify", "--quiet", f"HEAD:{path}").decode().strip()
        )
    except GitFailed:
        # Nothing of it is lost either where somebody has only told git of the file.
        return blob not in (blob_id(file.read_bytes(), like=blob), blob_id(b"", like=blob))


def is_staged(state: State, file: Path, data: bytes | None) -> bool:
    """Tell whether just these bytes are staged, or git waits for a conflict in the file to end.

    The versions of a conflict are in the history, where they come from.
    """
    listed = ask(state.root, "ls-files", "--stage", "-z", "--", _inside(state, file))
    staged = [entry.split(b"\t")[0].decode("ascii").split() for entry in listed.split(b"\0")[:-1]]
    return bool(staged) and all(
        stage != "0" or (data is not None and blob_id(data, like=blob) == blob)
        for _mode, blob, stage in staged
    )


def _unindexed(state: State, paths: Sequence[str]) -> list[str]:
    told = ask(state.root, "ls-files", "-z", "--", *paths)
    known = set(told.decode("utf-8", "surrogateescape").split("\0"))
    return [path for path in paths if path not in known]


def _inside(state: State, file: Path) -> str:
    try:
        return file.resolve().relative_to(state.root.resolve()).as_posix()
    except ValueError:
        raise BadState(
            message(
                _("{folder} is in no git repository: it can be read, not changed"), folder=file
            ),
            message(_("Open the agreement in the folder that the link points to.")),
        ) from None


def _patiently(state: State, *arguments: str, given: bytes = b"") -> bytes:
    """Run a git command; another program's lock is waited for, never taken away."""
    for pause in PAUSES:
        make_way(state.git_dir)
        try:
            return do(state.root, *arguments, given=given)
        except GitFailed as failure:
            if not locked(failure.said):
                raise
            time.sleep(pause)
    make_way(state.git_dir)
    return do(state.root, *arguments, given=given)
