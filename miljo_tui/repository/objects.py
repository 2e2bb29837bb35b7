"""The objects that git has stored: the bytes of files at any commit, many through one process."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from subprocess import DEVNULL, Popen
from types import TracebackType
from typing import Self

from miljo_tui.frozen import frozen
from miljo_tui.model.failures import BadState
from miljo_tui.repository.git_process import ask, reading, stop_reading
from miljo_tui.repository.gitpython import opened
from miljo_tui.repository.incomplete_history import partial

AT_ONCE = 32_000
"""Bytes of names that are asked for before the answers are read: less than a pipe holds."""

_ENDED = (BrokenPipeError, EOFError)
"""What shows that git has ended before it had answered."""

LARGEST = 5_000_000
"""Bytes of the largest object that is kept; of a larger one only its size is known."""


@frozen
class Stored:
    """An object as git has stored it."""

    id: str
    data: bytes
    """Cut off where there is more of it than `LARGEST`."""


class Objects:
    """The objects of a repository, read from one running git that ends with the block."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._process: Popen[bytes] | None = None
        self._here: set[str] | None = None
        """The ids of all objects of this clone; None as long as nothing lets doubt that."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the git that was started; the next question starts another one."""
        if self._process is not None:
            process, self._process = self._process, None
            stop_reading(process)

    def start(self) -> Self:
        """Start git before there is a question: it gets ready while something else is done."""
        if self._process is None:
            self._process = reading(self.root, "cat-file", "--batch", errors=DEVNULL)
        return self

    def read(self, names: Iterable[str]) -> dict[str, bytes | None]:
        """Return the bytes of objects by their ids, None where there is no such object.

        Raises GitFailed.
        """
        stored = self.stored(names)
        return {name: found.data if found else None for name, found in stored.items()}

    def stored(self, names: Iterable[str]) -> dict[str, Stored | None]:
        """Return objects by their ids or what else git calls them, None where there is none.

        What a name means is looked up each time, but for the index (`:0:PATH`), which is read once.
        Raises GitFailed.
        """
        found: dict[str, Stored | None] = dict.fromkeys(names)
        for some in _batches(found):
            try:
                found |= self._answers(some)
            except _ENDED:
                # Git ends at the first object that a clone has left where it came from.
                self.close()
                self._here = ids_here(self.root)
                found |= {name: self._answer_to(name) for name in some}
        return found

    def whole(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of objects by their ids, every one of them.

        What stands for a file is never taken for empty because it is not here. Raises BadState
        where the clone lacks one, GitFailed.
        """
        wanted = list(names)
        found = self.read(wanted)
        if self._here is not None and None in found.values():
            self._here = ids_here(self.root)  # git may have fetched some since
            found = self.read(wanted)
        here = {name: data for name, data in found.items() if data is not None}
        if len(here) < len(found):
            raise BadState(*partial(self.root))
        return here

    def _answer_to(self, name: str) -> Stored | None:
        try:
            return self._answers([name])[name]
        except _ENDED:  # it ends at one that is damaged, too, and says so by itself
            self.close()
            ask(self.root, "cat-file", "--batch", given=os.fsencode(name) + b"\n")
            raise

    def _answers(self, names: Sequence[str]) -> dict[str, Stored | None]:
        if self._here is not None:
            here = [name for name in names if name in self._here]
            return dict.fromkeys(names) | self._ask_for(here)
        return self._ask_for(names)

    def _ask_for(self, names: Sequence[str]) -> dict[str, Stored | None]:
        self.start()
        assert self._process is not None
        given, output = self._process.stdin, self._process.stdout
        assert given is not None and output is not None
        given.write(b"".join(os.fsencode(name) + b"\n" for name in names))
        given.flush()
        return {name: self._answer() for name in names}

    def _answer(self) -> Stored | None:
        assert self._process is not None and self._process.stdout is not None
        output = self._process.stdout
        line = output.readline()
        if not line:
            raise EOFError
        head = line.split()
        if len(head) != 3 or not head[2].isdigit():  # “NAME missing”, or “NAME ambiguous”
            return None
        size = int(head[2])
        kept = min(size, LARGEST + 1)
        data = output.read(kept)
        if len(data) < kept:
            raise EOFError
        left = size - len(data)
        while left > 0:
            left -= len(output.read(min(left, 1 << 20))) or left
        output.read(1)
        return Stored(head[0].decode("ascii"), data)


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    """Yield names, so many at a time as can be asked for at once; no name has two lines."""
    some: list[str] = []
    size = 0
    for name in names:
        if "\n" in name:
            continue
        size += len(os.fsencode(name)) + 1
        if some and size > AT_ONCE:
            yield some
            some, size = [], len(os.fsencode(name)) + 1
        some.append(name)
    if some:
        yield some


def ids_here(root: Path) -> set[str]:
    """Return the ids of all objects that a clone has. Raises GitFailed."""
    how = ("--batch-all-objects", "--unordered", "--batch-check=%(objectname)")
    return set(ask(root, "cat-file", *how).decode("ascii").split())


def files_at(root: Path, commit: str, paths: Sequence[str]) -> dict[str, str]:
    """Return the blobs of the files at or under some paths in a commit, by their whole paths."""
    listed = ask(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)
    found = {}
    for line in listed.split(b"\0"):
        if line:
            facts, _tab, path = line.partition(b"\t")
            mode, _kind, blob = facts.decode("ascii").split()
            if mode.startswith("100"):  # an ordinary file, no link and no submodule
                found[os.fsdecode(path)] = blob
    return found


def file_at(root: Path, commit: str, path: str) -> bytes:
    """Return a file as a commit has it. Raises GitFailed where it has none."""
    return ask(root, "cat-file", "blob", f"{commit}:{path}")


def blob_id(data: bytes, *, like: str) -> str:
    """Return git's id of the bytes, of the same kind as another id."""
    import hashlib  # only what compares with the disk wants it

    algorithm = "sha256" if len(like) == 64 else "sha1"
    return hashlib.new(
        algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False
    ).hexdigest()


def keep_together(root: Path, blobs: Iterable[bytes]) -> None:
    """Put blobs into the clone as one pack: the disk keeps that in the time of a single one.

    A commit writes only what is not there yet, and has the disk keep each by itself. Raises
    GitFailed.
    """
    given = b"".join(b"blob\ndata %d\n%b\n" % (len(blob), blob) for blob in blobs)
    with opened(root) as repo:
        repo.git(c="fastimport.unpackLimit=1").fast_import("--quiet", istream=given)
