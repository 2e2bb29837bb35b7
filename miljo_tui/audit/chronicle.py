"""The history of an agreement, entry by entry, the newest first; nothing runs but git's reading."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from miljo_tui.audit.batches import in_batches
from miljo_tui.audit.entries import Entry, entry
from miljo_tui.audit.followed_commits import Following
from miljo_tui.audit.merge_changes import merged_changes
from miljo_tui.audit.record_versions import Versions
from miljo_tui.audit.verdicts import Judge
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.record_changes import RecordChange, record_change
from miljo_tui.model.records import AGREEMENT, RecordKind
from miljo_tui.repository.agreement_path import AgreementPath
from miljo_tui.repository.bare import bare_around
from miljo_tui.repository.commits import Commit, Touched, commits
from miljo_tui.repository.objects import Objects, files_at
from miljo_tui.repository.revisions import point, shallow, tree
from miljo_tui.repository.state import Repository, locate

Wanted = Callable[[Commit], bool]


class Chronicle:
    """What the history says of an agreement; the git that it reads from ends with the block."""

    def __init__(self, agreement: Path, where: Repository, *, signatures: bool = False) -> None:
        self.where = where
        self.signatures = signatures
        """Whether its entries tell which are signed: that wants each commit read once more."""
        self.following = Following(where, AgreementPath.of(agreement, where))
        self.objects = Objects(where.root)
        self.versions = Versions(self.objects)
        self.cut = shallow(where)
        """The commits before which this clone has nothing, though there is something."""

    @property
    def place(self) -> AgreementPath:
        """The paths of the agreement in its repository, now and before."""
        return self.following.place

    @classmethod
    def open(cls, agreement: Path, *, signatures: bool = False) -> Self:
        """Return the chronicle of an agreement, in a clone or in a bare repository.

        Raises Missing where there is no git or no repository, BadState where git refuses to look.
        """
        is_there = os.path.lexists(agreement / f"{AGREEMENT.name}.toml")
        where = (None if is_there else bare_around(agreement)) or locate(agreement)
        return cls(agreement, where, signatures=signatures)

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
        yield from self._entries(filter(wanted, self.following.all(revisions)), None)

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
        found = self.following.of(self.place.path(address), revisions)
        yield from self._entries(filter(wanted, found), address)

    def every(self, revisions: Sequence[str] = ()) -> Iterator[Entry]:
        """Yield the entries of a range, also of commits that touched no record."""
        self.following.know_moves()
        yield from self._entries(self.following.every(revisions), None, all_merges=True)

    def entry(self, commit: str) -> Entry | None:
        """Return the entry of one commit, None where it touched no record."""
        found = self._one(commit)
        if not found.records and not found.is_merge:
            self.following.know_moves()
            found = self._one(commit)
        return found if found.records or found.is_merge else None

    def named(self, text: str) -> Entry:
        """Return the entry of the commit that a text names.

        Raises WrongUse for what is no commit, or one that touched no record.
        """
        commit = self.point(text)
        found = self.entry(commit)
        if found is None:
            raise WrongUse(
                message(_("{commit} changed no record of this agreement"), commit=text),
                message(_("Choose one of those that log lists.")),
            )
        return found

    def _one(self, commit: str) -> Entry:
        found = self.following.every([commit, "--max-count=1"])
        return next(self._entries(found, None, all_merges=True))

    def point(self, text: str) -> str:
        """Return the id of the commit that a date, a commit or a tag means. Raises WrongUse."""
        return point(self.where, text)

    def between(self, text: str) -> list[str]:
        """Return a range as git takes it: `OLD..NEW`, or one point and all before it.

        Raises WrongUse for what is no point of the history.
        """
        old, dots, new = text.partition("..")
        if not dots:
            return [self.point(text)]
        begin = [f"^{tree(self.where, old)}"] if old else []
        return [*begin, self.point(new or "HEAD")]

    def day(self, commit: str) -> date:
        """Return the day on which a commit was made, by its author's clock."""
        (found,) = commits(self.where.root, ["--max-count=1", commit], ())
        return found.date.date()

    def last_changed(self, commit: str) -> dict[str, date]:
        """Return the day of the newest change of each record up to a commit, by its address."""
        latest: dict[str, date] = {}
        for each in self.following.all([commit]):
            for touched in each.touched:
                if touched.before == touched.after:
                    continue  # moved with all others
                if record := self.place.record(touched.path):
                    kind, id = record
                    address, day = kind.address(id), each.date.date()
                    latest[address] = max(day, latest.get(address, day))
        return latest

    def files_beside(self, commit: str, names: Iterable[str]) -> dict[str, bytes]:
        """Return files that lie in the agreement's folder at a commit, by their names in it.

        A name that leads out of the folder, or to nothing there, is left out. Raises BadState.
        """
        wanted = {
            str(folder / name): name
            for name in names
            if name[:1] not in ("/", ":") and ".." not in PurePosixPath(name).parts
            for folder in (self.place.folder, *self.place.former_folders)
        }
        found = files_at(self.where.root, commit, list(wanted)) if wanted else {}
        blobs = {wanted[path]: blob for path, blob in found.items() if path in wanted}
        data = self.objects.whole(blobs.values())
        return {name: data[blob] for name, blob in blobs.items()}

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
        return tuple(id.decode("ascii") for name, _space, id in lines if name == b"parent")

    def _entries(
        self, found: Iterator[Commit], address: str | None, *, all_merges: bool = False
    ) -> Iterator[Entry]:
        names = {address} if address else set()
        for batch in in_batches(found):
            blobs = [blob for commit in batch for each in commit.touched for blob in _blobs(each)]
            signed = self._signed(batch) if self.signatures else None
            self.versions.fetch(blobs)
            judge = Judge(self.place, self.versions)
            for commit in batch:
                is_cut = commit.id in self.cut
                records = [] if is_cut else self._records(commit)
                if address:
                    names |= {each.former_address for each in records if each.former_address}
                if len(commit.parents) > 1:
                    records = [each for each in records if not address or each.address in names]
                    if not records and not all_merges:
                        continue
                yield entry(
                    commit,
                    records,
                    is_signed=None if signed is None else commit.id in signed,
                    is_cut=is_cut,
                    judge=partial(judge.verdict, commit, records, names),
                )
            self.versions.forget(each.after for commit in batch for each in commit.touched)

    def _signed(self, batch: Iterable[Commit]) -> set[str]:
        """Return the ids of those commits that carry a signature."""
        found = self.objects.read(commit.id for commit in batch).items()
        return {id for id, data in found if b"\ngpgsig" in (data or b"").partition(b"\n\n")[0]}

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
