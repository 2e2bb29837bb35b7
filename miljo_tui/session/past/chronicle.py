"""The history of an agreement, entry by entry, the newest first; nothing runs but git's reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from miljo_tui.frozen import replace
from miljo_tui.history.commits import Commit, Touched, between, commits
from miljo_tui.history.merges import former_names
from miljo_tui.history.objects import Objects, files_at
from miljo_tui.history.points import newest, shallow
from miljo_tui.history.running import GitFailed
from miljo_tui.history.state import Repository, locate
from miljo_tui.model.records import AGREEMENT, RecordKind
from miljo_tui.session.past.changed import RecordChange, record_change
from miljo_tui.session.past.entries import Entry, entry
from miljo_tui.session.past.merged import merged_changes
from miljo_tui.session.past.moving import through_moves
from miljo_tui.session.past.place import Place
from miljo_tui.session.past.versions import Versions

FIRST = 50
"""Entries that are read at once at first: what a screen shows, and more."""

MORE = 200
"""Entries that are read at once after that."""

Wanted = Callable[[Commit], bool]


class Chronicle:
    """What the history says of an agreement; the git that it reads from ends with the block."""

    def __init__(self, agreement: Path, where: Repository) -> None:
        self.where = where
        self.place = Place.of(agreement, where)
        self.objects = Objects(where.root)
        self.versions = Versions(self.objects)
        self.cut = shallow(where)
        """The commits before which this clone has nothing, though there is something."""

    @classmethod
    def open(cls, agreement: Path) -> Self:
        """Return the chronicle of an agreement.

        Raises Missing where there is no git or no repository, BadState where git refuses to look.
        """
        return cls(agreement, locate(agreement))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.objects.close()

    def entries(
        self, revisions: Sequence[str] = (), wanted: Wanted = lambda _commit: True
    ) -> Iterator[Entry]:
        """Yield the entries of all records, of a range of commits or of all that HEAD has.

        `wanted` looks at a commit before its files are read. Raises GitFailed.
        """
        found = through_moves(self._all, revisions, self.place, self._stood_in)
        yield from self._entries(filter(wanted, found), None)

    def since(self, commit: str) -> list[Entry] | None:
        """Return the entries of what HEAD has and a commit has not, None where that is lost itself.

        Raises GitFailed.
        """
        points = ["--left-right", f"{commit}...HEAD"]
        found = list(commits(self.where.root, points, self.place.paths))
        if any(each.is_lost for each in found):
            return None
        return list(self._entries(iter(found), None))

    def entries_of(
        self, address: str, revisions: Sequence[str] = (), wanted: Wanted = lambda _commit: True
    ) -> Iterator[Entry]:
        """Yield the entries of one record, also those under another name that it had before."""
        found = self.commits_of(self.place.path(address), revisions)
        yield from self._entries(filter(wanted, found), address)

    def every(self, revisions: Sequence[str] = ()) -> Iterator[Entry]:
        """Yield the entries of a range, also of commits that touched no record."""
        self.know_moves()
        yield from self._entries(self._commits(revisions, ()), None, all_merges=True)

    def know_moves(self) -> None:
        """Find out where the agreement's folder stood before it was moved. Raises GitFailed."""
        for _commit in through_moves(self._of_top, (), self.place, self._stood_in):
            pass

    def files(self, commit: str) -> dict[str, str]:
        """Return the blobs of all records of a commit, by the paths that they have today.

        Raises GitFailed.
        """
        found = files_at(self.where.root, commit, self.place.paths)
        if self.place.top not in found:
            self.know_moves()
            for folder in self.place.former:
                before = Place(self.where.root, folder)
                listed = files_at(self.where.root, commit, before.paths).items()
                there = {before.record(path): blob for path, blob in listed}
                found |= {
                    self.place.path(record[0].address(record[1])): blob
                    for record, blob in there.items()
                    if record
                }
        return found

    def _stood_in(self, folder: PurePosixPath) -> None:
        if folder not in self.place.former:
            self.place = replace(self.place, former=(*self.place.former, folder))

    def _all(self, revisions: Sequence[str], place: Place) -> Iterator[Commit]:
        return self._commits(revisions, place.paths)

    def _of_top(self, revisions: Sequence[str], place: Place) -> Iterator[Commit]:
        return self._commits(revisions, [place.top])

    def _commits(self, revisions: Sequence[str], paths: Sequence[str]) -> Iterator[Commit]:
        try:
            yield from commits(self.where.root, revisions or ["HEAD"], paths)
        except GitFailed:
            if newest(self.where):
                raise  # it is not only that nothing has been committed yet

    def entry(self, commit: str) -> Entry | None:
        """Return the entry of one commit, None where it touched no record."""
        found = self._one(commit)
        if not found.records and not found.is_merge:
            self.know_moves()
            found = self._one(commit)
        return found if found.records or found.is_merge else None

    def _one(self, commit: str) -> Entry:
        found = self._commits([commit, "--max-count=1"], ())
        return next(self._entries(found, None, all_merges=True))

    def day(self, commit: str) -> date:
        """Return the day on which a commit was made, by its author's clock."""
        (found,) = commits(self.where.root, ["--max-count=1", commit], ())
        return found.date.date()

    def change(self, touched: Touched) -> RecordChange | None:
        """Return what became of a record by the two versions of its file, None for no record."""
        record = self.place.record(touched.path)
        former = self.place.record(touched.former) if touched.former else None
        if record is None:
            return None
        kind, id = record
        is_renamed = former is not None and former[0] is kind
        before = touched.before if is_renamed or not touched.former else None
        if former == record and kind is not AGREEMENT:  # moved with all others
            if before == touched.after:
                return None
            is_renamed = False
        return record_change(
            kind,
            id,
            self.versions.get(before),
            self.versions.get(touched.after),
            blobs=(before, touched.after),
            former=_called(former, touched.former) if former and is_renamed else "",
        )

    def parents(self, commit: str) -> tuple[str, ...]:
        """Return the parents of a commit that are in this clone."""
        if commit in self.cut:
            return ()
        head = (self.objects.read([commit])[commit] or b"").partition(b"\n\n")[0]
        lines = [line.partition(b" ") for line in head.split(b"\n")]
        return tuple(id.decode("ascii") for name, _, id in lines if name == b"parent")

    def renamed(self, commit: str, parents: Sequence[str], path: str) -> Touched | None:
        """Return how a file came to its name in a commit; None for a new one, or in a merge."""
        if len(parents) != 1:
            return None
        moved = between(self.where.root, parents[0], commit, (), renames=True)
        found = next((each for each in moved if each.path == path and each.former), None)
        folder = self.place.moved_from(path, found.former) if found else None
        if folder is not None:
            self._stood_in(folder)
        return found if found and self.place.record(found.former) else None

    def commits_of(self, path: str, revisions: Sequence[str] = ()) -> Iterator[Commit]:
        """Yield the commits that touched a file, also under another name that it had before.

        Of that file alone they tell how it was touched. Raises GitFailed.
        """
        before: list[tuple[str, str]] = []
        found = self._named(path, revisions, before)
        for commit in found:
            yield commit
            if before and len(commit.parents) > 1:
                yield from self._joined(found, before)
                return
        for former, parent in before[-1:]:
            yield from self.commits_of(former, [parent])

    def _named(
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
            left = {each.id: each for each in self.commits_of(former, [parent])} | left
        return sorted(left.values(), key=lambda each: each.committed, reverse=True)

    def sides_before(
        self, commit: str, parents: Sequence[str], path: str
    ) -> list[tuple[str, Touched]]:
        """Return the parents of a merge that have a file by the name it had before a side's rename.

        With each, how the file differs from it. Raises GitFailed.
        """
        root, paths = self.where.root, self.place.paths
        beside = (between(root, parents[0], other, [path]) for other in parents[1:])
        if not any(None in _blobs(each) for differing in beside for each in differing):
            return []
        former = former_names(root, commit, parents, paths).get(path)
        if former is None:
            return []
        after = files_at(root, commit, [path]).get(path)
        found = [(each, files_at(root, each, [former]).get(former)) for each in parents]
        return [(each, Touched(path, blob, after, former)) for each, blob in found if blob]

    def _entries(
        self, found: Iterator[Commit], address: str | None, *, all_merges: bool = False
    ) -> Iterator[Entry]:
        size, names = FIRST, {address}
        while batch := list(islice(found, size)):
            ids = [commit.id for commit in batch]
            blobs = [blob for commit in batch for each in commit.touched for blob in _blobs(each)]
            heads = self.objects.read(ids)
            self.versions.fetch(blobs)
            for commit in batch:
                is_cut = commit.id in self.cut
                records = [] if is_cut else self._records(commit)
                names |= {each.former for each in records if each.former}
                if len(commit.parents) > 1:
                    records = [each for each in records if not address or each.address in names]
                    if not records and not all_merges:
                        continue
                header = (heads[commit.id] or b"").partition(b"\n\n")[0]
                yield entry(commit, records, is_signed=b"\ngpgsig" in header, is_cut=is_cut)
            size = MORE

    def _records(self, commit: Commit) -> list[RecordChange]:
        if len(commit.parents) > 1:
            return merged_changes(commit, self.place, self.versions)
        changes = [self.change(touched) for touched in commit.touched]
        return [each for each in changes if each is not None]


def _called(record: tuple[RecordKind, str], path: str) -> str:
    """Return what a record was called before; the agreement, by its file in another folder."""
    kind, id = record
    return path if kind is AGREEMENT else kind.address(id)


def _blobs(touched: Touched) -> tuple[str | None, str | None]:
    return touched.before, touched.after
