"""Which commits an agreement or one of its files comes from, through renames, merges and moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

from miljo_tui.frozen import frozen, replace
from miljo_tui.repository.agreement_path import AgreementPath
from miljo_tui.repository.commits import Commit, Touched, between, commits
from miljo_tui.repository.git_process import GitFailed
from miljo_tui.repository.merge_commits import former_names
from miljo_tui.repository.objects import files_at
from miljo_tui.repository.revisions import newest
from miljo_tui.repository.state import Repository


@frozen
class Moved:
    """A commit that moved an agreement's folder."""

    commit: Commit
    """With all files that it touched, and where they stood before."""
    before: AgreementPath


def moved(commit: Commit, place: AgreementPath) -> Moved | None:
    """Tell whether a commit moved the folder to its place, and from where. Raises GitFailed."""
    is_new = any(each.path == place.top and not each.before for each in commit.touched)
    if not is_new or len(commit.parents) != 1:
        return None
    touched = between(place.root, commit.parents[0], commit.id, (), renames=True)
    former = next((each.former for each in touched if each.path == place.top), "")
    if PurePosixPath(former).name != PurePosixPath(place.top).name:
        return None
    before = AgreementPath(place.root, PurePosixPath(former).parent)
    return Moved(replace(commit, touched=_records(touched, place, before)), before)


def _records(
    touched: Sequence[Touched], place: AgreementPath, before: AgreementPath
) -> tuple[Touched, ...]:
    return tuple(each for each in touched if place.record(each.path) or before.record(each.path))


def through_moves(
    read: Callable[[Sequence[str], AgreementPath], Iterator[Commit]],
    revisions: Sequence[str],
    place: AgreementPath,
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


class Following:
    """Follows files back in time; on the way it learns where the agreement's folder stood."""

    def __init__(self, where: Repository, place: AgreementPath) -> None:
        self.place = place
        self._where = where

    def all(self, revisions: Sequence[str] = ()) -> Iterator[Commit]:
        """Yield the commits that touched any record. Raises GitFailed."""
        yield from through_moves(self._of_records, revisions, self.place, self._stood_in)

    def every(self, revisions: Sequence[str] = ()) -> Iterator[Commit]:
        """Yield the commits of a range, whatever they touched. Raises GitFailed."""
        yield from self._commits(revisions, ())

    def know_moves(self) -> None:
        """Find out where the agreement's folder stood before it was moved. Raises GitFailed."""
        for _commit in through_moves(self._of_top, (), self.place, self._stood_in):
            pass

    def files(self, commit: str) -> dict[str, str]:
        """Return the blobs of all records of a commit, by the paths that they have today.

        Raises GitFailed.
        """
        found = files_at(self._where.root, commit, self.place.paths)
        if self.place.top not in found:
            self.know_moves()
            for folder in self.place.former_folders:
                before = AgreementPath(self._where.root, folder)
                listed = files_at(self._where.root, commit, before.paths).items()
                there = {before.record(path): blob for path, blob in listed}
                found |= {
                    self.place.path(record[0].address(record[1])): blob
                    for record, blob in there.items()
                    if record
                }
        return found

    def _stood_in(self, folder: PurePosixPath) -> None:
        if folder not in self.place.former_folders:
            self.place = replace(self.place, former_folders=(*self.place.former_folders, folder))

    def _of_records(self, revisions: Sequence[str], place: AgreementPath) -> Iterator[Commit]:
        return self._commits(revisions, place.paths)

    def _of_top(self, revisions: Sequence[str], place: AgreementPath) -> Iterator[Commit]:
        return self._commits(revisions, [place.top])

    def renamed(self, commit: str, parents: Sequence[str], path: str) -> Touched | None:
        """Return how a file came to its name in a commit; None for a new one, or in a merge."""
        if len(parents) != 1:
            return None
        moved = between(self._where.root, parents[0], commit, (), renames=True)
        found = next((each for each in moved if each.path == path and each.former), None)
        folder = self.place.moved_from(path, found.former) if found else None
        if folder is not None:
            self._stood_in(folder)
        return found if found and self.place.record(found.former) else None

    def of(self, path: str, revisions: Sequence[str] = ()) -> Iterator[Commit]:
        """Yield the commits that touched a file, also under another name that it had before.

        Of that file alone they tell how it was touched. Raises GitFailed.
        """
        before: list[tuple[str, str]] = []
        found = self._under_one_name(path, revisions, before)
        for commit in found:
            yield commit
            if before and len(commit.parents) > 1:
                yield from self._joined(found, before)
                return
        for former, parent in before[-1:]:
            yield from self.of(former, [parent])

    def _under_one_name(
        self, path: str, revisions: Sequence[str], before: list[tuple[str, str]]
    ) -> Iterator[Commit]:
        """Yield the commits that touched a file by one name; add to `before` what led to others."""
        for commit in self._commits(revisions, [path]):
            moved = None
            if any(each.before is None for each in commit.touched):
                moved = self.renamed(commit.id, commit.parents, path)
            sides = self.sides_before(commit.id, commit.parents, path)
            before += [(side.former, parent) for parent, side in sides]
            before += [(moved.former, commit.parents[0])] if moved else []
            yield replace(commit, touched=(moved,)) if moved else commit

    def _joined(self, found: Iterator[Commit], before: Sequence[tuple[str, str]]) -> list[Commit]:
        """Return what led to a merge by any name of a file, each commit once, in git's order."""
        left = {each.id: each for each in found}
        for former, parent in before:
            left = {each.id: each for each in self.of(former, [parent])} | left
        return sorted(left.values(), key=lambda each: each.committed, reverse=True)

    def sides_before(
        self, commit: str, parents: Sequence[str], path: str
    ) -> list[tuple[str, Touched]]:
        """Return the parents of a merge that have a file by the name it had before a side's rename.

        With each, how the file differs from it. Raises GitFailed.
        """
        if len(parents) < 2:
            return []
        root, paths = self._where.root, self.place.paths
        beside = (between(root, parents[0], other, [path]) for other in parents[1:])
        if not any(None in _differ(each) for differing in beside for each in differing):
            return []
        former = former_names(root, commit, parents, paths).get(path)
        if former is None:
            return []
        after = files_at(root, commit, [path]).get(path)
        found = [(each, files_at(root, each, [former]).get(former)) for each in parents]
        return [(each, Touched(path, blob, after, former)) for each, blob in found if blob]

    def _commits(self, revisions: Sequence[str], paths: Sequence[str]) -> Iterator[Commit]:
        try:
            yield from commits(self._where.root, revisions or ["HEAD"], paths)
        except GitFailed:
            if newest(self._where):
                raise  # it is not only that nothing has been committed yet


def _differ(touched: Touched) -> tuple[str | None, str | None]:
    return touched.before, touched.after
