"""Which records were made, changed or removed outside the app since the newest commit."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.outside import unreadable_record
from miljo_tui.editing.proposals import Proposal
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Failure, WrongUse
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


class OutsideChanges:
    """What was made of the records of an agreement outside the app, for a commit of it."""

    def __init__(self, snapshot: Snapshot, state: State | None = None) -> None:
        """Ask git for its state where that is not known. Raises what git cannot look for."""
        self._snapshot = snapshot
        self._state = state or look(snapshot.path)

    @property
    def obstacle(self) -> Failure | None:
        """Why nothing can be committed just now, if anything is in the way."""
        return self._state.obstacle

    def of(self, record: AnyRecord) -> Proposal | None:
        """Return what was made of one record, None where it is as it was committed.

        Raises Refused where it is no file that can be read, BadState where git cannot tell.
        """
        snapshot, state = self._snapshot, self._state
        file = snapshot.file(record)
        before, source = committed(state, file), read(file)
        if source.data is None and os.path.lexists(file):
            raise unreadable_record(load_record(record.kind, record.id, source))
        if source.data == before or is_committed(state, file, source.data):
            return None
        return Proposal.of_file(
            record.kind,
            record.id,
            snapshot.folder,
            committed=before,
            on_disk=source.data,
            left_by=left_by(state, file, source.data),
        )

    @cached_property
    def all(self) -> Sequence[Proposal]:
        """What was made of all records.

        Git is asked what the newest commit holds, and once more for the bytes of what differs.
        Raises BadState where it cannot tell.
        """
        snapshot, state = self._snapshot, self._state
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
                    Proposal.of_file(
                        kind,
                        id,
                        snapshot.folder,
                        committed=before,
                        on_disk=held,
                        left_by=left_by(state, state.root / path, held),
                    )
                )
        return found

    @property
    def for_one_commit(self) -> Sequence[Proposal]:
        """All of it that goes into one commit."""
        return saved_together(self.all)

    def named(self, name: str) -> Proposal | None:
        """Return what was made of the record that an address or a bare id names, None for nothing.

        Raises WrongUse where there are several.
        """
        wanted = name.removesuffix(".toml")
        found = [each for each in self.all if wanted in (each.record.address, each.record.id)]
        if len(found) > 1:
            raise WrongUse(
                message(_("{name} names several records"), name=name),
                message(_("Say which: {known}."), known=[each.record.address for each in found]),
            )
        return found[0] if found else None

    def chosen(self, names: Sequence[str]) -> list[Proposal]:
        """Return what was made of the records with some names, each once, for one commit.

        Raises Refused for what cannot be read, WrongUse for what does not go together.
        """
        found = {id(made): made for name in names if (made := self.named(name))}
        chosen = list(found.values())
        for made in chosen:
            if made.record.fault:
                raise unreadable_record(made.record)
        if len(saved_together(chosen)) < len(chosen):
            raise WrongUse(
                message(_("What was made and what was removed is not committed together")),
                message(
                    _("Give the command once for each: a reader would take one for the other.")
                ),
            )
        return chosen


def saved_together(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return those that go into one commit: all that can be read, but not both new and removed.

    A reader of the history would take one for the other with a new name.
    """
    readable = [each for each in proposals if not each.record.fault]
    made = any(each.is_new for each in readable)
    return [each for each in readable if not (made and each.is_end)]
