"""Renames of a record: the address that it has at different commits."""

from __future__ import annotations

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.record_changes import Version
from miljo_tui.repository.commits import commits


def as_it_was_called(chronicle: Chronicle, address: str, commit: str) -> Version | None:
    """Return a record as it was at a commit, under the name that it had then.

    None where there was no such record. Raises GitFailed.
    """
    files = chronicle.following.files(commit)
    path = chronicle.place.path(address)
    if path not in files:
        touched = (each for found in chronicle.following.of(path) for each in found.touched)
        path = next((each.former for each in touched if each.former in files), path)
    return chronicle.versions.get(files.get(path))


def today(chronicle: Chronicle, folder: Folder, address: str, commit: str) -> AnyRecord | None:
    """Return what a record of a commit is now, whatever it is called; None where it was removed.

    Raises GitFailed.
    """
    records = {each.address: each for each in folder.records()}
    return records.get(address) or records.get(called_at(chronicle, address, commit))


def called_at(chronicle: Chronicle, address: str, commit: str, later: str = "HEAD") -> str:
    """Return what a record of a commit is called at a later one. Raises GitFailed."""
    path = chronicle.place.path(address)
    since = [f"^{commit}", later]
    for each in reversed(list(commits(chronicle.where.root, since, chronicle.place.paths))):
        path = next((moved.path for moved in each.touched if moved.former == path), path)
    record = chronicle.place.record(path)
    return record[0].address(record[1]) if record else address
