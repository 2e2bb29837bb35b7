"""The commit of a change, verified; what fails leaves the index and other people's work alone."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from miljo_tui.history.explaining import UNINDEXED, explained, locked
from miljo_tui.history.running import GitFailed, ask, do
from miljo_tui.history.state import State, current_branch, obstacle_in
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, Failure

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds to wait for another git program's lock, try by try."""

ABSENT = ("fatal: path '", "fatal: invalid object name 'HEAD'")
"""How it begins what git says of a file that is not in the newest commit, or of a branch without
one. Where a part of the history cannot be read, it says that first, and then the same."""


class OtherBytes(BadState):
    """The commit was made, but a filter or a hook put other bytes into it than stand on disk."""


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
    return all(blob == _blob(data, like=blob) for blob, data in zip(blobs, wanted, strict=True))


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


def commit(state: State, files: Sequence[Path], text: str) -> str:
    """Commit these files as they stand on disk, and nothing else; return the commit's id.

    Raises BadState or Missing where git refuses; the index is then as it was.
    """
    paths = [_inside(state, file) for file in files]
    try:
        _commit(state, paths, text)
    except GitFailed as failure:
        raise explained(failure) from None
    return _verified(state, files, paths)


def _commit(state: State, paths: Sequence[str], text: str) -> None:
    order = ("commit", "--quiet", "--cleanup=verbatim", "--file=-", "--only", "--", *paths)
    given = text.encode("utf-8", "replace")
    try:
        _patiently(state, *order, given=given)
    except GitFailed as failure:
        unknown = _unindexed(state, paths) if UNINDEXED in failure.said else []
        if not unknown:
            raise
    else:
        return
    try:
        _patiently(state, "add", "--intent-to-add", "--", *unknown)
        _patiently(state, *order, given=given)
    except BaseException:
        # Where this fails too, it is for the same reason, which is the one to be told.
        with suppress(Failure):
            do(state.root, "rm", "--cached", "--quiet", "--ignore-unmatch", "--", *unknown)
        raise


def forget(state: State, file: Path) -> None:
    """Take a file out of the index that git was told of for a commit which never came."""
    path = _inside(state, file)
    if committed(state, file) is None and not _unindexed(state, [path]):
        do(state.root, "rm", "--cached", "--quiet", "--ignore-unmatch", "--", path)


def _verified(state: State, files: Sequence[Path], paths: Sequence[str]) -> str:
    there = {path: file for path, file in zip(paths, files, strict=True) if file.exists()}
    told = ask(state.root, "rev-parse", "HEAD", *(f"HEAD:{path}" for path in there))
    head, *blobs = told.decode().split()
    for file, blob in zip(there.values(), blobs, strict=True):
        if _blob(file.read_bytes(), like=blob) != blob:
            raise _other_bytes(file)
    gone = [path for path in paths if path not in there]
    if gone and (left := ask(state.root, "ls-tree", "-z", "--name-only", "HEAD", "--", *gone)):
        raise _other_bytes(Path(left.decode("utf-8", "replace").partition("\0")[0]))
    return head


def _other_bytes(file: Path) -> OtherBytes:
    return OtherBytes(
        message(_("Git committed other bytes of {file} than stand on disk"), file=file.name),
        message(_("A filter or a hook changes the file: set “*.toml -text” in .gitattributes.")),
    )


def _blob(data: bytes, *, like: str) -> str:
    """Return git's id of the bytes, of the same kind as another id."""
    algorithm = "sha256" if len(like) == 64 else "sha1"
    return hashlib.new(
        algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False
    ).hexdigest()


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
        return blob not in (_blob(file.read_bytes(), like=blob), _blob(b"", like=blob))


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


def _patiently(state: State, *arguments: str, given: bytes = b"") -> None:
    """Run a git command; another program's lock is waited for, never taken away."""
    for pause in (*PAUSES, None):
        try:
            do(state.root, *arguments, given=given)
        except GitFailed as failure:
            if pause is None or not locked(failure.said):
                raise
            time.sleep(pause)
        else:
            return
