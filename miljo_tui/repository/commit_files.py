"""The commit of a change, verified; what fails leaves the index and other people's work alone."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState, Failure
from miljo_tui.repository import index, process_wait, stored_content
from miljo_tui.repository.commit_errors import explained, locked
from miljo_tui.repository.git_process import GitFailed, ask, literal
from miljo_tui.repository.gitpython import opened
from miljo_tui.repository.message import OPERATION
from miljo_tui.repository.objects import Objects, files_at, keep_together
from miljo_tui.repository.shared_repository import make_way
from miljo_tui.repository.state import State, current_branch, obstacle_in, require_committer
from miljo_tui.repository.stored_content import is_stored
from miljo_tui.repository.unreviewed_content import Made, verified

if TYPE_CHECKING:
    from miljo_tui.repository.repo import Repo

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds to wait for another git program's lock, try by try."""

MANY = 20
"""So many files are stored before they are committed, so that the disk keeps them together."""

ABSENT = ("fatal: path '", "fatal: invalid object name 'HEAD'")
"""How it begins what git says of a file that is not in the newest commit, or of a branch without
one. Where a part of the history cannot be read, it says that first, and then the same."""

NO_COMMIT = "fatal: Not a valid object name HEAD"
"""How it begins what git says of a branch without a commit, when it is asked for files of it."""


_MADE = re.compile(rb"\[.+?([0-9a-f]{4,64})\] ")
"""How git's report of a new commit begins, in any language."""


def ready(state: State) -> None:
    """Make sure that nothing has come in the way since the state was looked at.

    Raises the Failure that forbids a commit.
    """
    if state.obstacle:
        raise state.obstacle
    if obstacle := obstacle_in(state.git_dir, current_branch(state.root, state.git_dir)):
        raise obstacle


def holds(state: State, files: Sequence[tuple[Path, bytes | None]], objects: Objects) -> bool:
    """Tell whether the newest commit and the index both hold these bytes as the files'.

    None stands for a file that neither of them has. The index is looked into the first time only
    that `objects` are asked for what is in it.
    """
    paths = _paths(state, (file for file, _data in files))
    known = {paths[file]: data for file, data in files if data is not None}
    unknown = [paths[file] for file, data in files if data is None]
    try:
        if unknown and (
            ask(state.root, "ls-files", "-z", "--", *unknown)
            or ask(state.root, "ls-tree", "-z", "HEAD", "--", *unknown)
        ):
            return False
    except GitFailed:  # there is no commit yet
        return False
    stored = objects.stored(f"{where}:{path}" for path in known for where in ("HEAD", ":0"))
    for path, data in known.items():
        newest, staged = stored[f"HEAD:{path}"], stored[f":0:{path}"]
        if newest is None or staged is None or newest.id != staged.id:
            return False
        if not is_stored(state.root, path, data, newest.id):
            return False
    return True


def committed(state: State, file: Path) -> bytes | None:
    """Return the bytes of a file in the newest commit, None where it is not in it.

    Raises BadState where git cannot tell.
    """
    try:
        return ask(state.root, "cat-file", "blob", f"HEAD:{_inside(state, file)}")
    except GitFailed as failure:
        if failure.messages.startswith(ABSENT):
            return None
        raise


def is_committed(state: State, file: Path, data: bytes | None) -> bool:
    """Tell whether the newest commit holds these bytes as a file's, as git compares.

    None stands for no file. Raises BadState where git cannot tell.
    """
    held = committed(state, file)
    if held == data or held is None or data is None:
        return held == data
    head = ask(state.root, "rev-parse", f"HEAD:{_inside(state, file)}").decode().strip()
    return is_stored(state.root, _inside(state, file), data, head)


def not_committed(state: State, files: Sequence[tuple[Path, bytes | None]]) -> list[Path]:
    """Return the files of which the newest commit holds other bytes; None stands for no file.

    Git is asked once for all of them. Raises BadState where it cannot tell.
    """
    paths = _paths(state, (file for file, _data in files))
    blobs = _newest(state, list(paths.values()))
    return [
        file
        for file, data in files
        if not is_stored(state.root, paths[file], data, blobs.get(paths[file]))
    ]


def left_alone(state: State, files: Sequence[Path]) -> list[Path]:
    """Return the files that git takes for unchanged whatever is in them."""
    paths = {path: file for file, path in _paths(state, files).items()}
    return [paths[path] for path in index.left_alone(state.root, list(paths))]


def filtered(state: State, file: Path) -> Message | None:
    """Return which filter a file goes through on its way into git, and what ends that."""
    return stored_content.filtered(state.root, [_inside(state, file)])


def commit(
    state: State, files: Sequence[tuple[Path, bytes | None]], text: str, objects: Objects
) -> Made:
    """Commit files as they stand on disk, and nothing else that we know of.

    Each comes with the bytes that are meant, None for a file that goes. Raises BadState or Missing
    where git refuses, and the index is then as it was; OtherBytes where it holds others.
    """
    if not state.settings.name_the_user(os.environ):
        require_committer(state.root)
    paths = _paths(state, (file for file, _data in files))
    meant = {paths[file]: data for file, data in files}
    names = [literal(path) for path in meant]
    order = ("--cleanup=verbatim", "--file=-", "--only", "--", *names)
    given = text.encode("utf-8", "replace")
    if len(files) >= MANY:
        with suppress(GitFailed):  # git stores one after the other then, or says why not
            keep_together(state.root, filter(None, meant.values()))
    # Git does not commit a file that is not in its index; no hook has run then.
    unknown = _unindexed(state, list(meant)) if len(files) >= MANY else []
    with opened(state.root) as repo:

        def put_into_history() -> bytes:
            output: bytes = repo.git.commit(*order, istream=given)
            return output

        if not unknown:
            try:
                output = _patiently(state, put_into_history)
            except GitFailed as failure:
                unknown = _unindexed(state, list(meant)) if failure.code == 1 else []
                if not unknown:
                    raise _explained(state, failure, meant) from None
        if unknown:
            output = _with_new(state, repo, unknown, put_into_history)
    made = _MADE.search(output)
    return verified(state.root, objects, made[1].decode() if made else "", meant)


def _with_new(
    state: State, repo: Repo, unknown: Sequence[str], commit: Callable[[], bytes]
) -> bytes:
    """Commit files of which some are unknown to the index, and return git's output."""
    names = [literal(path) for path in unknown]
    is_added = False
    try:
        _patiently(state, lambda: repo.git.add("--intent-to-add", "--", *names))
        is_added = True
        return _patiently(state, commit)
    except BaseException as error:
        # Where this fails too, it is for the same reason, which is the one to be told.
        with suppress(Failure), process_wait.left_alone():
            repo.git.rm("--cached", "--quiet", "--ignore-unmatch", "--", *names)
        if not isinstance(error, GitFailed):
            raise
        raise explained(state, error, hook=is_added and _is_by_hook(error)) from None


def _explained(state: State, failure: GitFailed, paths: Collection[str]) -> Failure:
    reason = explained(state, failure, hook=_is_by_hook(failure))
    # A filter may make of a change what git has already.
    if failure.output and (why := stored_content.filtered(state.root, list(paths))):
        return BadState(reason.message, why, failure.messages)
    return reason


def _is_by_hook(failure: GitFailed) -> bool:
    """Tell whether a hook refused a commit; where nothing is to commit, git says so."""
    return failure.code == 1 and not failure.output


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


def forget(state: State, files: Sequence[Path]) -> None:
    """Take files out of the index that were added for a commit which failed."""
    paths = list(_paths(state, files).values())
    blobs = _newest(state, paths)
    new = [path for path in paths if path not in blobs]
    unknown = set(_unindexed(state, new)) if new else set()
    if names := [literal(path) for path in new if path not in unknown]:
        with opened(state.root) as repo:
            repo.git.rm("--cached", "--quiet", "--ignore-unmatch", "--", *names)


def _newest(state: State, paths: Sequence[str]) -> dict[str, str]:
    """Return the blobs of those of the files that the newest commit has."""
    try:
        return files_at(state.root, "HEAD", paths) if paths else {}
    except GitFailed as failure:
        if failure.messages.startswith(NO_COMMIT):
            return {}
        raise


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
        is_empty = is_stored(state.root, path, b"", blob)
        return not is_empty and not is_stored(state.root, path, file.read_bytes(), blob)


def is_staged(state: State, file: Path, data: bytes | None) -> bool:
    """Tell whether just these bytes are staged, or git waits for a conflict in the file to end.

    The versions of a conflict are in the history, where they come from.
    """
    path = _inside(state, file)
    listed = ask(state.root, "ls-files", "--stage", "-z", "--", path)
    staged = [entry.split(b"\t")[0].decode("ascii").split() for entry in listed.split(b"\0")[:-1]]
    return bool(staged) and all(
        stage != "0" or (data is not None and is_stored(state.root, path, data, blob))
        for _mode, blob, stage in staged
    )


def _unindexed(state: State, paths: Sequence[str]) -> list[str]:
    output = ask(state.root, "ls-files", "-z", "--", *paths)
    known = set(output.decode("utf-8", "surrogateescape").split("\0"))
    return [path for path in paths if path not in known]


def _inside(state: State, file: Path) -> str:
    return _paths(state, [file])[file]


def _paths(state: State, files: Iterable[Path]) -> dict[Path, str]:
    """Return files' paths in the repository; of a folder with many the disk is asked once."""
    files, top = list(files), state.root.resolve()
    above: dict[str, str] = {}
    paths = {}
    for file in files:
        folder, _slash, name = os.fspath(file).rpartition("/")
        if folder not in above:
            above[folder] = _inside_top(Path(folder), top)
        paths[file] = above[folder] + name
    return paths


def _inside_top(folder: Path, top: Path) -> str:
    """Return how the paths of a folder's files begin in the repository."""
    try:
        inside = folder.resolve().relative_to(top).as_posix()
    except ValueError:
        raise BadState(
            message(
                _("{folder} is in no git repository: it can be read, not changed"),
                folder=folder,
            ),
            message(_("Open the agreement in the folder that the link points to.")),
        ) from None
    return "" if inside == "." else f"{inside}/"


def _patiently(state: State, command: Callable[[], bytes]) -> bytes:
    """Run a git command; another program's lock is waited for, never taken away."""
    for pause in PAUSES:
        make_way(state.git_dir)
        try:
            return command()
        except GitFailed as failure:
            if not locked(failure.messages):
                raise
            time.sleep(pause)
    make_way(state.git_dir)
    return command()
