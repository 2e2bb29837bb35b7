"""The folder of an agreement that somebody has moved: its records are the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

from miljo_tui.editing.agreement_path import Place
from miljo_tui.frozen import frozen, replace
from miljo_tui.repository.commits import Commit, Touched, between


@frozen
class Moved:
    """A commit that moved an agreement's folder."""

    commit: Commit
    """With all files that it touched, and where they stood before."""
    before: Place


def moved(commit: Commit, place: Place) -> Moved | None:
    """Tell whether a commit moved the folder to its place, and from where. Raises GitFailed."""
    is_new = any(each.path == place.top and not each.before for each in commit.touched)
    if not is_new or len(commit.parents) != 1:
        return None
    touched = between(place.root, commit.parents[0], commit.id, (), renames=True)
    former = next((each.former for each in touched if each.path == place.top), "")
    if PurePosixPath(former).name != PurePosixPath(place.top).name:
        return None
    before = Place(place.root, PurePosixPath(former).parent)
    return Moved(replace(commit, touched=_records(touched, place, before)), before)


def _records(touched: Sequence[Touched], place: Place, before: Place) -> tuple[Touched, ...]:
    return tuple(each for each in touched if place.record(each.path) or before.record(each.path))


def through_moves(
    read: Callable[[Sequence[str], Place], Iterator[Commit]],
    revisions: Sequence[str],
    place: Place,
    found: Callable[[PurePosixPath], None],
) -> Iterator[Commit]:
    """Yield the commits of a range, and those of the folders where the agreement stood before.

    `found` is told of each such folder before its commits come. Raises GitFailed.
    """
    further: Moved | None = None
    for commit in read(revisions, place):
        move = moved(commit, place)
        if move:
            further = move
            found(move.before.folder)
        yield move.commit if move else commit
    if further:
        left = [each for each in revisions if each.startswith("^")]
        since = [*left, further.commit.parents[0]]
        yield from through_moves(read, since, further.before, found)
