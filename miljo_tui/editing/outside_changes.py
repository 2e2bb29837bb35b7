"""Which records were made, changed or removed outside the app since the newest commit."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from miljo_tui.editing import outside
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.outside import unreadable_record
from miljo_tui.editing.proposals import Proposal
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.records import AGREEMENT
from miljo_tui.repository.agreement_path import AgreementPath
from miljo_tui.repository.commit_files import committed, is_committed
from miljo_tui.repository.objects import Objects, files_at
from miljo_tui.repository.revisions import newest
from miljo_tui.repository.state import look
from miljo_tui.repository.stored_content import differing
from miljo_tui.repository.unfinished_saves import left_by
from miljo_tui.store.reading import read
from miljo_tui.store.records import load_record

if TYPE_CHECKING:
    from miljo_tui.repository.state import State


def repository_of(snapshot: Snapshot) -> State:
    """Return the repository of an agreement. Raises the Failure that git cannot look at it."""
    return look(snapshot.path)


def made_outside(snapshot: Snapshot, state: State, record: AnyRecord) -> Proposal | None:
    """Return what was made of one record outside the app, None where it is as it was committed.

    Raises Refused where it is no file that can be read, BadState where git cannot tell.
    """
    file = snapshot.file(record)
    before, source = committed(state, file), read(file)
    if source.data is None and os.path.lexists(file):
        raise unreadable_record(load_record(record.kind, record.id, source))
    if source.data == before or is_committed(state, file, source.data):
        return None
    return outside.outside_proposal(
        record.kind,
        record.id,
        snapshot.folder,
        committed=before,
        on_disk=source.data,
        left_by=left_by(state, file, source.data),
    )


def all_made_outside(snapshot: Snapshot, state: State) -> list[Proposal]:
    """Return what was made of all records outside the app.

    Git is asked what the newest commit holds, and once more for the bytes of what differs. Raises
    BadState where it cannot tell.
    """
    place = AgreementPath.of(snapshot.path, state)
    known = files_at(state.root, "HEAD", place.paths) if newest(state) else {}
    records = {place.path(record.address): record for record in snapshot.folder.records()}
    there = {
        path: (record.source, known.get(path, ""))
        for path, record in records.items()
        if record.source is not None
    }
    elsewhere = {place.path(address) for address in snapshot.folder.elsewhere}
    gone = [path for path in known if path not in records and path not in elsewhere]
    changed = [*differing(state.root, there), *gone]
    with Objects(state.root) as objects:
        committed = objects.read(known[path] for path in changed if path in known)
    found = []
    for path in changed:
        now = records.get(path)
        kind, id = place.record(path) or (AGREEMENT, "")
        if id and (now or kind is not AGREEMENT):
            before = committed[known[path]] if path in known else None
            held = now.source if now else None
            found.append(
                outside.outside_proposal(
                    kind,
                    id,
                    snapshot.folder,
                    committed=before,
                    on_disk=held,
                    left_by=left_by(state, state.root / path, held),
                )
            )
    return found


def saved_together(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return those that go into one commit: all that can be read, but not both new and removed.

    A reader of the history would take one for the other with a new name.
    """
    readable = [each for each in proposals if not each.record.fault]
    made = any(each.is_new for each in readable)
    return [each for each in readable if not (made and each.is_end)]


def find_outside_change(proposals: Sequence[Proposal], name: str) -> Proposal | None:
    """Return what was made of the record that an address or a bare id names, None for nothing.

    Raises WrongUse where there are several.
    """
    wanted = name.removesuffix(".toml")
    found = [each for each in proposals if wanted in (each.record.address, each.record.id)]
    if len(found) > 1:
        raise WrongUse(
            message(_("{name} names several records"), name=name),
            message(_("Say which: {known}."), known=[each.record.address for each in found]),
        )
    return found[0] if found else None
