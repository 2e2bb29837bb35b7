"""What a save is about to do, written down before it does it: an interrupted one is put right."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from miljo_tui.editing import later
from miljo_tui.editing.state_folder import make_own, require_own, state_folder, unusable_folder
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState, Failure
from miljo_tui.repository import shared_repository, unfinished_saves
from miljo_tui.repository.git_locks import wait_for
from miljo_tui.repository.process_wait import left_alone
from miljo_tui.store.file_modes import Asked
from miljo_tui.store.private_files import keep, kept
from miljo_tui.store.replace_file import (
    NotAsRead,
    Successor,
    prepared,
    restore,
    settle,
    take_away,
    unfinished,
)

if TYPE_CHECKING:
    from miljo_tui.editing.proposals import Proposal
    from miljo_tui.repository.state import State

FORMAT = 1
"""The version of what is written down; a newer one is left alone."""

SETTLING = 2.0
"""Seconds within which git begins its work, or is not going to."""

AT_WORK = 0.5
"""Seconds to wait for a git that is at work."""

SUFFIX = ".intent.json"

_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The id of a save; it becomes a part of the names of files."""

FEW = 20
"""So many files the disk is asked to keep one after the other."""

AT_ONCE = 8
"""Of more, so many at once: the disk then keeps eight in the time of one or two."""


@frozen
class Swap:
    """A file and its bytes before the save and after it, None where there is no file."""

    file: Path
    before: bytes | None
    after: bytes | None
    aside: Path
    """Where the old file is kept until the save is settled."""
    asked: Asked | None = None
    """What the repository makes of the mode of a file that is new."""

    def prepared(self) -> Successor | None:
        """Write what the file is to hold beside it, None for one that goes.

        Raises NotAsRead, BadState.
        """
        if self.after is None:
            return None
        return prepared(self.file, self.before, self.after, self.aside, self.asked)

    def finish(self, successor: Successor | None) -> None:
        """Let it take the file's place; `settle` ends it. Raises NotAsRead, BadState."""
        if successor is None:
            take_away(self.file, self.before, self.aside)
        else:
            successor.take_place()

    def undo(self) -> bool:
        """Put back what stood there if the disk still holds what was written; `settle` ends it.

        Tell whether it did. Raises BadState.
        """
        if self.before is not None or self.after is None:
            return restore(self.file, self.after, self.before, self.aside, self.asked)
        try:
            take_away(self.file, self.after)
        except NotAsRead:
            return False
        return True


@frozen
class RecoveredSave:
    """What became of a save that was interrupted."""

    files: tuple[str, ...]
    """The files, relative to the agreement."""
    committed: bool
    """Whether its commit was there; else the files are as they were before it."""

    @property
    def words(self) -> Message:
        """What became of it, as people say it."""
        text = (
            _("The program was interrupted while it saved, but the change is in git: {files}")
            if self.committed
            else _(
                "The program was interrupted while it saved; the files are as they were before: "
                "{files}"
            )
        )
        return message(text, files=list(self.files))


class NotPutBack(BadState):
    """A save came to nothing, and what it had written could not be taken back either."""

    def __init__(self, files: Sequence[Path], reason: Failure, detail: str = "") -> None:
        super().__init__(
            message(
                _("A failed save could not be reversed in {files}: {reason}"),
                files=[file.name for file in files],
                reason=reason.message,
            ),
            message(
                _(
                    "Mend that; the files are then restored by themselves, at the latest by the "
                    "next save."
                )
            ),
            "\n".join(filter(None, (detail, reason.detail))),
        )


@contextmanager
def written(
    agreement: Path,
    state: State,
    proposals: Sequence[Proposal],
    operation: str,
    environment: Mapping[str, str],
) -> Iterator[None]:
    """Write the files of proposals, having noted on the disk what each of them held and is to hold.

    The block commits them. Where that fails they are put back at once; where that fails too, by the
    next save or start. Raises BadState where nothing can be noted or written.
    """
    if not proposals:
        yield
        return
    folder = state_folder(agreement, environment)
    intent = folder / f"{time.time_ns()}.{os.getpid()}{SUFFIX}"
    try:
        make_own(folder)
        keep(intent, _noted(proposals, operation))
    except OSError as error:
        raise _not_noted(folder, error) from error
    asides = _asides(state, operation, len(proposals))
    asked = shared_repository.asked(state.settings)
    swaps = [
        Swap(agreement / each.record.file, each.on_disk, each.wanted, aside, asked)
        for each, aside in zip(proposals, asides, strict=True)
    ]
    ours: dict[Path, Swap] = {}
    unfinished_saves.note(state, operation, {swap.file: swap.after for swap in swaps})
    public = unfinished_saves.note_in(state, operation)
    try:
        _write(swaps, ours)
        settle([swap.file for swap in swaps])
        yield
    except BaseException as error:
        begun = list(ours.values())
        with left_alone():  # leaving calls off once more, and these questions run nobody's hook
            _recover(state, operation, begun, getattr(error, "detail", ""))
        _clear_away(swaps, os.getpid())
        _strike(intent, swaps, public)
        raise
    _strike(intent, swaps, public)


def _noted(proposals: Sequence[Proposal], operation: str) -> bytes:
    """Return what is noted of a save; it holds all texts once more, and is nobody's for long."""
    noted = bytearray(b'{"files": [')
    for number, each in enumerate(proposals):
        file = [each.record.file, _text(each.on_disk), _text(each.wanted)]
        noted += b", " * bool(number) + json.dumps(file).encode()
    data = {"format": FORMAT, "process": os.getpid(), "operation": operation}
    noted += b"], " + json.dumps(data).encode().removeprefix(b"{")
    return bytes(noted)


def _write(swaps: Sequence[Swap], ours: dict[Path, Swap]) -> None:
    """Write files, each of which takes its place once the disk keeps all of them.

    `ours` are those that have, or have begun to.
    """
    successors: list[Successor | None] = []
    try:
        for swap in swaps:
            successors.append(swap.prepared())
        _sync([each for each in successors if each])
        for swap, successor in zip(swaps, successors, strict=True):
            ours[swap.file] = swap  # first of all: what interrupts may come when it has its place
            try:
                swap.finish(successor)
            except NotAsRead:
                del ours[swap.file]  # what stands there is another's, even where it is the same
                raise
    except BaseException:
        for each in successors:
            if each:
                each.give_up()
        raise


def _sync(successors: Sequence[Successor]) -> None:
    """Have the disk keep files; many at once, in whatever order suits it."""
    if len(successors) <= FEW:
        _sync_in_turn(successors)
        return
    from concurrent.futures import ThreadPoolExecutor  # only a long import needs it

    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(_sync_in_turn, (successors[place::AT_ONCE] for place in range(AT_ONCE))))


def _sync_in_turn(successors: Sequence[Successor]) -> None:
    for each in successors:
        each.sync()


def is_interrupted(agreement: Path, environment: Mapping[str, str]) -> bool:
    """Tell whether there may be a save to put right; nothing is written.

    What lies in somebody else's folder is nothing that this person has saved.
    """
    folder = state_folder(agreement, environment)
    with suppress(OSError):
        require_own(folder)
        return bool(kept(folder, SUFFIX))
    return False


def recover(agreement: Path, state: State, environment: Mapping[str, str]) -> list[RecoveredSave]:
    """Put every interrupted save right: committed it stays, else its files go back.

    The caller holds the clone's lock, so that none of them is still being made. Only bytes that the
    save itself has written are put back. Raises BadState where git is still at work on one, the
    disk does not take them, or the folder with the notes is somebody else's.
    """
    done = []
    folder = state_folder(agreement, environment)
    try:
        require_own(folder)
    except OSError as error:
        raise _not_noted(folder, error) from error
    for intent in kept(folder, SUFFIX):
        try:
            data = json.loads(intent.read_bytes())
            if data["format"] != FORMAT:
                continue
            process, operation = int(data["process"]), _id(data["operation"])
            asides = _asides(state, operation, len(data["files"]))
            modes = shared_repository.asked(state.settings)
            swaps = [
                Swap(agreement / _name(name), _bytes(before), _bytes(after), aside, modes)
                for (name, before, after), aside in zip(data["files"], asides, strict=True)
            ]
            begun = intent.stat().st_mtime
        except Exception:  # the file may hold anything
            continue
        # Git outlives its caller. Until it is at work its lock is not there to be seen.
        time.sleep(max(0.0, min(SETTLING, begun + SETTLING - time.time())))
        wait_for(state, state.git_dir / "index.lock", AT_WORK)
        is_committed = _recover(state, operation, swaps)
        _clear_away(swaps, process)
        _strike(intent, swaps, unfinished_saves.note_in(state, operation))
        names = tuple(str(swap.file.relative_to(agreement)) for swap in swaps)
        done.append(RecoveredSave(names, is_committed))
    return done


def _recover(state: State, operation: str, swaps: Sequence[Swap], detail: str = "") -> bool:
    """Tell whether a save is in the history; where it is not, put its files back."""
    try:
        files = [(swap.file, swap.after) for swap in swaps]
        missing = set(later.not_committed(state, files))
        left = [swap for swap in swaps if swap.file in missing]
        if not left or later.is_made(state, operation):
            return True
        settle([swap.file for swap in left if swap.undo()])
        later.forget(state, [swap.file for swap in left if swap.before is None])
    except Failure as failure:
        raise NotPutBack([swap.file for swap in swaps], failure, detail) from failure
    return False


def _clear_away(swaps: Sequence[Swap], process: int) -> None:
    """Take away the files that a process has begun beside those it was to write."""
    begun: dict[Path, list[str]] = {}
    for swap in swaps:
        begun.setdefault(swap.file.parent, []).append(unfinished(swap.file, process))
    for folder, names in begun.items():
        left = [name for name in _names(folder) if name.endswith(".tmp")]
        for name in left:
            if name.startswith(tuple(names)):
                with suppress(OSError):
                    os.unlink(folder / name)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _strike(intent: Path, swaps: Sequence[Swap], public: Path) -> None:
    """Strike an intent out; one that the disk keeps is looked at again, and found to be settled."""
    with suppress(OSError):
        for swap in swaps:
            swap.aside.unlink(missing_ok=True)
        public.unlink(missing_ok=True)
        intent.unlink(missing_ok=True)


def _not_noted(folder: Path, error: OSError) -> BadState:
    why = unusable_folder(folder, error)
    return BadState(
        message(
            _("The save could not be prepared, so nothing was saved: {reason}"), reason=why.message
        ),
        message(_("{remedy} Then save again."), remedy=why.remedy),
        why.detail,
    )


def _asides(state: State, operation: str, count: int) -> list[Path]:
    return [state.git_dir / f"miljo_tui.{operation}.{number}" for number in range(count)]


def _id(operation: Any) -> str:
    if not _ID.fullmatch(operation):
        raise ValueError(operation)
    return str(operation)


def _name(name: Any) -> str:
    path = PurePosixPath(str(name))
    if path.is_absolute() or ".." in path.parts or path.suffix != ".toml":
        raise ValueError(name)
    return str(path)


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _bytes(text: Any) -> bytes | None:
    return None if text is None else str(text).encode("utf-8", "surrogateescape")
