"""What a save is about to do, written down before it does it: an interrupted one is put right."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from miljo_tui.frozen import frozen
from miljo_tui.session.guarding import FileChange
from miljo_tui.session.state_folder import is_alive, state_folder
from miljo_tui.store.keeping import keep, kept
from miljo_tui.store.replacing import restore, unfinished

if TYPE_CHECKING:
    from miljo_tui.history.state import State

FORMAT = 1
"""The version of what is written down; a newer one is left alone."""

SETTLING = 2.0
"""Seconds within which git begins its work, or is not going to."""

SUFFIX = ".intent.json"


@frozen
class PutRight:
    """What became of a save that was interrupted."""

    files: tuple[str, ...]
    """The files, relative to the agreement."""
    committed: bool
    """Whether its commit was there; else the files are as they were before it."""


@contextmanager
def intended(
    agreement: Path, files: Sequence[FileChange], environment: Mapping[str, str]
) -> Iterator[None]:
    """Have it on the disk, while the block runs, which files go from what to what."""
    if not files:
        yield
        return
    folder = state_folder(agreement, environment)
    intent = folder / f"{time.time_ns()}.{os.getpid()}{SUFFIX}"
    data = {
        "format": FORMAT,
        "process": os.getpid(),
        "files": [
            [str(each.file.relative_to(agreement)), _text(each.there), _text(each.after)]
            for each in files
        ],
    }
    with suppress(OSError):  # a save that cannot be noted is still a save
        keep(intent, json.dumps(data).encode())
    try:
        yield
    finally:
        with suppress(OSError):
            intent.unlink(missing_ok=True)


def is_interrupted(agreement: Path, environment: Mapping[str, str]) -> bool:
    """Tell whether there may be a save to put right; nothing is written."""
    return bool(kept(state_folder(agreement, environment), SUFFIX))


def put_right(agreement: Path, state: State, environment: Mapping[str, str]) -> list[PutRight]:
    """Put every interrupted save right: committed it stays, else its files go back.

    The caller holds the clone's lock. Only bytes that the save itself has written are put back.
    """
    done = []
    for intent in kept(state_folder(agreement, environment), SUFFIX):
        try:
            data = json.loads(intent.read_bytes())
            if data["format"] != FORMAT or is_alive(int(data["process"])):
                continue
            files = [(_name(name), _bytes(old), _bytes(new)) for name, old, new in data["files"]]
            # Git outlives its caller. Until it is at work its lock is not there to be seen.
            time.sleep(max(0.0, min(SETTLING, intent.stat().st_mtime + SETTLING - time.time())))
            if (state.git_dir / "index.lock").exists():
                continue
        except (OSError, ValueError, KeyError, TypeError):
            continue
        done.append(_put_right(agreement, state, files))
        _clear_away(agreement, [name for name, _old, _new in files], int(data["process"]))
        with suppress(OSError):
            intent.unlink(missing_ok=True)
    return done


def _put_right(
    agreement: Path, state: State, files: Sequence[tuple[str, bytes | None, bytes | None]]
) -> PutRight:
    from miljo_tui.history.committing import committed, forget

    names = tuple(name for name, _before, _after in files)
    if all(committed(state, agreement / name) == after for name, _before, after in files):
        return PutRight(names, committed=True)
    for name, before, after in files:
        restore(agreement / name, after, before)
        if before is None:
            forget(state, agreement / name)
    return PutRight(names, committed=False)


def _clear_away(agreement: Path, names: Sequence[str], process: int) -> None:
    """Take away the unfinished files that a process has left beside those it was to write."""
    for name in names:
        file = agreement / name
        for left in file.parent.glob(f"{escape(unfinished(file, process))}*.tmp"):
            with suppress(OSError):
                left.unlink()


def _name(name: Any) -> str:
    path = PurePosixPath(str(name))
    if path.is_absolute() or ".." in path.parts or path.suffix != ".toml":
        raise ValueError(name)
    return str(path)


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode()


def _bytes(text: Any) -> bytes | None:
    return None if text is None else str(text).encode()
