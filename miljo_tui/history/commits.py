"""The commits that touched an agreement's files, as git has them, one after the other."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from subprocess import Popen

from miljo_tui.frozen import frozen
from miljo_tui.history.moments import moment
from miljo_tui.history.running import GitFailed, ask, reading, stop_reading

CHUNK = 1 << 16
"""Bytes that are read at once."""

_MARK = b"\x01"
_FORMAT = "format:%x01%m%H%x00%P%x00%an%x00%ae%x00%ad%x00%cd%x00%B%x00"
"""What `_header` reads; no field of a commit can hold a NUL."""

_FIELDS = _FORMAT.count("%x00")


@frozen
class Touched:
    """A file that a commit has changed; ids of blobs, None where there is no file."""

    path: str
    """Relative to the top of the work tree, with forward slashes."""
    before: str | None
    """Its blob before; a commit without parents has none of it."""
    after: str | None
    former: str = ""
    """The path it had before, where git takes it for the same file with another name."""


@frozen
class Commit:
    """A commit: what it claims of itself, and which files it has changed."""

    id: str
    parents: tuple[str, ...]
    author: str
    email: str
    date: datetime
    """When the change was made, by the author's clock and in their zone; `NEVER` for none."""
    committed: datetime
    message: str
    touched: tuple[Touched, ...]
    is_lost: bool = False
    """Whether only the left one of two points that are compared has it."""


def commits(root: Path, revisions: Sequence[str], paths: Sequence[str]) -> Iterator[Commit]:
    """Yield the commits of a range that touched any of the paths, the newest first.

    Every side of a merge is followed. A merge is among them where any parent differs from it, and
    says of no file how it was changed. Raises GitFailed where git cannot tell.
    """
    return _read(
        root, "--raw", "--no-abbrev", "-c", "-M", "--full-history", *revisions, "--", *paths
    )


def lineage(root: Path, revision: str, path: str) -> Generator[Commit, None, None]:
    """Yield the commits that led to a file as it is at a revision, children before parents.

    The parents of each are the nearest of its forebears that touched the file. Raises GitFailed.
    """
    return _read(root, "--topo-order", "--parents", revision, "--", path)


def _read(root: Path, *arguments: str) -> Generator[Commit, None, None]:
    process = reading(root, "log", "-z", "--date=raw", f"--format={_FORMAT}", *arguments)
    try:
        yield from _commits(_parts(process))
        _require_success(process, root)
    finally:
        stop_reading(process)


def between(
    root: Path, old: str, new: str, paths: Sequence[str], *, renames: bool = False
) -> list[Touched]:
    """Return the files that differ between two commits or trees. Raises GitFailed."""
    how = "--find-renames" if renames else "--no-renames"
    command = ("-r", "-z", "--raw", "--no-abbrev", how)
    parts = iter(ask(root, "diff-tree", *command, old, new, "--", *paths).split(b"\0"))
    return [_touched(line, parts) for line in parts if line]


def _parts(process: Popen[bytes]) -> Iterator[bytes]:
    """Yield what git says between its NULs, as it comes."""
    assert process.stdin is not None and process.stdout is not None
    process.stdin.close()
    left = b""
    while data := os.read(process.stdout.fileno(), CHUNK):
        *whole, left = (left + data).split(b"\0")
        yield from whole
    yield left


def _commits(parts: Iterator[bytes]) -> Iterator[Commit]:
    header: list[bytes] = []
    touched: list[Touched] = []
    for part in parts:
        # Git parts commits from their files by a line break, or by one NUL more.
        start = part.lstrip(b"\n")[:1]
        if start == _MARK:
            if header:
                yield _commit(header, touched)
            header = [part.lstrip(b"\n")[1:], *(next(parts) for _ in range(_FIELDS - 1))]
            touched = []
        elif part.lstrip(b"\n").startswith(b"::"):
            next(parts)  # a merge, of which this tells only a part
        elif start == b":":
            touched.append(_touched(part, parts))
    if header:
        yield _commit(header, touched)


def _touched(line: bytes, parts: Iterator[bytes]) -> Touched:
    _old_mode, _new_mode, before, after, status = line.lstrip(b"\n:").decode("ascii").split(" ")
    former = os.fsdecode(next(parts)) if status[0] in "RC" else ""
    path = os.fsdecode(next(parts))
    return Touched(path, _blob(before), _blob(after), former)


def _blob(id: str) -> str | None:
    """Return the id of a blob, None for the one that stands for no file."""
    return id if id.strip("0") else None


def _commit(header: Sequence[bytes], touched: Sequence[Touched]) -> Commit:
    id, parents, author, email, date, committed, message = (
        field.decode("utf-8", "replace") for field in header
    )
    return Commit(
        id[1:],
        tuple(parents.split()),
        author,
        email,
        moment(date),
        moment(committed),
        message,
        tuple(touched),
        id.startswith("<"),
    )


def _require_success(process: Popen[bytes], root: Path) -> None:
    assert process.stderr is not None
    said = process.stderr.read()
    if process.wait():
        raise GitFailed(root, process.returncode, said.decode("utf-8", "replace").strip())
