"""The comparison of two commits: which records and fields differ, and who changed them last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.entries import Entry
from miljo_tui.frozen import frozen
from miljo_tui.model.record_changes import RecordChange, Version, record_change
from miljo_tui.model.records import KINDS
from miljo_tui.repository.agreement_path import AgreementPath
from miljo_tui.repository.commits import Commit, between
from miljo_tui.repository.index import addresses_not_checked_out
from miljo_tui.repository.objects import blob_id, files_at
from miljo_tui.repository.revisions import tree
from miljo_tui.repository.stored_content import differing
from miljo_tui.store.reading import read
from miljo_tui.store.records import record_ids


@frozen
class Comparison:
    """What differs between two points."""

    records: tuple[RecordChange, ...]
    between: Sequence[str]
    """The commits between them, as git takes a range."""

    @classmethod
    def of(cls, chronicle: Chronicle, old: str, new: str | None, agreement: Path) -> Comparison:
        """Compare two points as people write them; without a later one, with the files on disk.

        Before the first commit everything is new. Raises WrongUse for what is no point of the
        history, BadState where the clone does not reach back to it, GitFailed.
        """
        begin = tree(chronicle.where, old)
        if new is None:
            return compared_with_disk(chronicle, begin, agreement)
        return compared(chronicle, begin, tree(chronicle.where, new))

    def behind(self, chronicle: Chronicle) -> dict[str, list[Entry]]:
        """Return the newest entries behind what differs in each record, by its address.

        What was done under a former name counts as well. Raises GitFailed.
        """
        today = {chronicle.place.path(each.address): each.address for each in self.records}

        def wanted(commit: Commit) -> bool:
            for each in commit.touched:
                if each.former and each.path in today:
                    today.setdefault(each.former, today[each.path])
            return len(commit.parents) > 1 or any(each.path in today for each in commit.touched)

        latest: dict[tuple[str, str], Entry] = {}
        for entry in chronicle.entries(self.between, wanted):
            for record in entry.records:
                address = today.get(chronicle.place.path(record.address), "")
                for key, _old, _new in [*record.values(), *record.fields()]:
                    latest.setdefault((address, key), entry)
        return {each.address: _behind(each, latest) for each in self.records}


def compared(chronicle: Chronicle, old: str, new: str) -> Comparison:
    """Compare two commits or trees, given by their ids. Raises GitFailed."""
    touched = between(chronicle.where.root, old, new, _paths(chronicle, old), renames=True)
    chronicle.versions.fetch(blob for each in touched for blob in (each.before, each.after))
    changes = [chronicle.change(each) for each in touched]
    records = tuple(each for each in changes if each is not None)
    return Comparison(records, [f"^{old}", new])


def compared_with_disk(chronicle: Chronicle, old: str, agreement: Path) -> Comparison:
    """Compare a commit with the files as they are on disk now. Raises GitFailed, BadState."""
    place = chronicle.place
    before = chronicle.following.files(old)
    elsewhere = {place.path(address) for address in addresses_not_checked_out(agreement)}
    before = {
        path: blob for path, blob in before.items() if place.record(path) and path not in elsewhere
    }
    after = _on_disk(chronicle, agreement)
    like = next(iter(before.values()), "")
    both = {path: (after[path].data, before[path]) for path in after if path in before}
    same = {*both} - {*differing(place.root, both)}
    blobs = {
        path: before[path] if path in same else blob_id(version.data, like=like)
        for path, version in after.items()
    }
    moved = {
        path: former
        for former, blob in before.items()
        for path in after
        if former not in after and path not in before and blobs[path] == blob
    }
    paths = sorted({*before, *after} - {*moved.values()})
    pairs = [(path, moved.get(path, path)) for path in paths]
    changed = [
        (path, former)
        for path, former in pairs
        if path != former or blobs.get(path) != before.get(path)
    ]
    chronicle.versions.fetch(before.get(former) for _path, former in changed)
    records = []
    for path, former in changed:
        record, was = place.record(path), place.record(former)
        assert record is not None and was is not None
        records.append(
            record_change(
                *record,
                chronicle.versions.get(before.get(former)),
                after.get(path),
                blobs=(before.get(former), blobs.get(path)),
                former=was[0].address(was[1]) if path != former else "",
            )
        )
    return Comparison(tuple(records), [f"^{old}", "HEAD"])


def _paths(chronicle: Chronicle, old: str) -> list[str]:
    """Return where records may stand, also before their folder was moved."""
    place = chronicle.place
    if place.top not in files_at(place.root, old, [place.top]):
        chronicle.following.know_moves()
    former = (AgreementPath(place.root, folder) for folder in chronicle.place.former_folders)
    return [path for each in (place, *former) for path in each.paths]


def _on_disk(chronicle: Chronicle, agreement: Path) -> dict[str, Version]:
    """Return every record as it is on disk, by its path in the repository."""
    found = {}
    for kind in KINDS:
        for id in record_ids(agreement, kind) if kind.folder else [kind.name]:
            address = kind.address(id)
            source = read(agreement / f"{address}.toml")
            version = Version(source.data or b"", source.raw, source.fault is None)
            found[chronicle.place.path(address)] = version
    return found


def _behind(record: RecordChange, latest: Mapping[tuple[str, str], Entry]) -> list[Entry]:
    keys = [(record.address, key) for key, _old, _new in record.values()]
    found = {entry.commit: entry for key in keys if (entry := latest.get(key))}
    return list(found.values())
