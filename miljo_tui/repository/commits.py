"""The commits that touched an agreement's files, one after the other as git lists them."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from subprocess import Popen

from miljo_tui.frozen import frozen
from miljo_tui.repository.git_process import GitFailed, ask, reading, stop_reading
from miljo_tui.repository.trailers import BLOCK, READ, beside, trailers, without

NEVER = datetime.min.replace(tzinfo=UTC)
"""Stands for a time that is invalid, or outside the years that Python knows."""


def moment(text: str) -> datetime:
    """Read a time as git stores it, seconds and a zone; in UTC where there is no such zone.

    Git's own ISO form ends the whole reading at the first time that it takes for impossible.
    """
    seconds, _space, zone = text.partition(" ")
    try:
        return datetime.fromtimestamp(int(seconds), _zone(zone))
    except (ValueError, OverflowError, OSError):
        return NEVER


@cache
def _zone(text: str) -> timezone:
    try:
        hours, minutes = int(text[1:-2]), int(text[-2:])
        away = timedelta(hours=hours, minutes=minutes)
        return timezone(-away if text.startswith("-") else away)
    except (ValueError, OverflowError):
        return UTC


CHUNK = 1 << 16
"""Bytes that are read at once."""

_MARK = b"\x01"
_FORMAT = f"format:%x01%m%H%x00%P%x00%an%x00%ae%x00%ad%x00%cd%x00%B%x00{BLOCK}%x00{READ}%x00"
"""What `_header` reads; no field of a commit can hold a NUL."""

_FIELDS = _FORMAT.count("%x00")


@frozen
class Touched:
    """A file that a commit has changed; ids of blobs, None where there is no ordinary file."""

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
    text: str
    """The message without its trailers."""
    trailers: tuple[tuple[str, str], ...]
    """Names and values."""
    beside: tuple[tuple[str, str], ...]
    """Names and values of claims that stand elsewhere in the message."""
    touched: tuple[Touched, ...]
    """Of a merge none."""
    sides: tuple[Touched, ...] = ()
    """Of a merge each file that no parent has like it, once for every parent in their order."""
    is_lost: bool = False
    """Whether only the left one of two points that are compared has it."""


def commits(root: Path, revisions: Sequence[str], paths: Sequence[str]) -> Iterator[Commit]:
    """Yield the commits of a range that touched any of the paths, the newest first.

    Every side of a merge is followed. A merge is among them where any parent differs from it.
    Raises GitFailed where git cannot tell.
    """
    return _read(
        root, "--raw", "--no-abbrev", "-c", "-M", "--full-history", *revisions, "--", *paths
    )


def lineage(root: Path, revision: str, path: str) -> Generator[Commit, None, None]:
    """Yield the commits that led to a file as it is at a revision, children before parents.

    The parents of each are the nearest of its forebears that touched the file. Raises GitFailed.
    """
    how = ("--raw", "--no-abbrev", "-c", "--no-renames", "--topo-order", "--parents")
    return _read(root, *how, revision, "--", path)


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
    return _files(ask(root, "diff-tree", *command, old, new, "--", *paths))


def staged(root: Path, paths: Sequence[str]) -> list[Touched]:
    """Return the files in which the index differs from the newest commit. Raises GitFailed."""
    command = ("--cached", "-z", "--raw", "--no-abbrev", "--no-renames")
    return _files(ask(root, "diff-index", *command, "HEAD", "--", *paths))


def _files(told: bytes) -> list[Touched]:
    parts = iter(told.split(b"\0"))
    found = [_touched(line, parts) for line in parts if line]
    return [each for each in found if _is_file(each)]


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
    sides: list[Touched] = []
    for part in parts:
        # Git parts commits from their files by a line break, or by one NUL more.
        start = part.lstrip(b"\n")[:1]
        if start == _MARK:
            if header:
                yield _commit(header, touched, sides)
            header = [part.lstrip(b"\n")[1:], *(next(parts) for _ in range(_FIELDS - 1))]
            touched, sides = [], []
        elif part.lstrip(b"\n").startswith(b"::"):
            sides += _sides(part, parts)
        elif start == b":":
            touched.append(_touched(part, parts))
    if header:
        yield _commit(header, touched, sides)


def _touched(line: bytes, parts: Iterator[bytes]) -> Touched:
    old, new, before, after, status = line.lstrip(b"\n:").decode("ascii").split(" ")
    former = os.fsdecode(next(parts)) if status[0] in "RC" else ""
    path = os.fsdecode(next(parts))
    return Touched(path, _blob(old, before), _blob(new, after), former)


def _sides(line: bytes, parts: Iterator[bytes]) -> list[Touched]:
    """Return how a file of a merge differs from that of each parent."""
    facts = line.lstrip(b"\n").decode("ascii")
    count = len(facts) - len(facts.lstrip(":"))
    fields = facts[count:].split(" ")
    blobs = list(map(_blob, fields[: count + 1], fields[count + 1 : -1]))
    path = os.fsdecode(next(parts))
    return [Touched(path, before, blobs[-1]) for before in blobs[:-1]]


def _blob(mode: str, id: str) -> str | None:
    """Return the id of a file's blob; a link or a submodule in its place is no file."""
    return id if mode.startswith("100") else None


def _is_file(touched: Touched) -> bool:
    """Tell whether there was an ordinary file, before or after."""
    return bool(touched.before or touched.after)


def _commit(
    header: Sequence[bytes], touched: Sequence[Touched], sides: Sequence[Touched]
) -> Commit:
    id, parents, author, email, date, committed, message, block, told = (
        field.decode("utf-8", "replace") for field in header
    )
    return Commit(
        id[1:],
        tuple(parents.split()),
        author,
        email,
        moment(date),
        moment(committed),
        without(message, block),
        trailers(told),
        beside(message, block),
        tuple(filter(_is_file, touched)),
        tuple(sides),
        id.startswith("<"),
    )


def _require_success(process: Popen[bytes], root: Path) -> None:
    assert process.stderr is not None
    messages = process.stderr.read()
    if process.wait():
        raise GitFailed(root, process.returncode, messages.decode("utf-8", "replace").strip())
