"""The restoration of a record, or of one field of it, to what it was at a commit."""

from __future__ import annotations

from typing import Self

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.entries import RESTORES, Entry
from miljo_tui.audit.renames import as_it_was_called, today
from miljo_tui.audit.reversion import Reversion, as_it_was
from miljo_tui.editing import Draft, DraftField, Proposal, Why
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, Way, message
from miljo_tui.locale import mark as _
from miljo_tui.model import tree
from miljo_tui.model.failures import BadState, Failure, WrongUse
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.not_checked_out import require_checked_out
from miljo_tui.model.problems import Path
from miljo_tui.model.record_changes import RecordChange, Version, What
from miljo_tui.model.records import RecordKind
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.model.wording import words
from miljo_tui.repository.revisions import point
from miljo_tui.store.reading import parse
from miljo_tui.store.records import load_record


@frozen
class WayBack:
    """What may be made again what it was after an entry: its records, or one field of one."""

    words: Message
    """What it is, or what the entry made of the field."""
    name: str
    """The record whose field it is; empty for all that the entry touched."""
    entry: Entry
    records: tuple[RecordChange, ...]
    key: str = ""

    @classmethod
    def all_of(cls, entry: Entry, key: str = "") -> list[Self]:
        """Return what can be restored of an entry; one way only, where one field is looked at."""
        several = len(entry.records) > 1
        everything = message(_("All of these records") if several else _("The whole record"))
        ways = [cls(everything, "", entry, entry.records, key)]
        for record in entry.records if not key else ():
            if record.before and record.after and record.what is not What.UNREADABLE:
                ways += [
                    cls(words(change), record.name if several else "", entry, (record,), change.key)
                    for change in record.changes
                ]
        return ways

    def made(self, chronicle: Chronicle, folder: Folder) -> Reversion:
        """Return the proposals. Raises what `restore` raises."""
        proposals = (
            restore(chronicle, folder, each.kind, each.address, self._point(each), self.key)
            for each in self.records
        )
        return Reversion(tuple(proposals), (), None)

    def _point(self, record: RecordChange) -> str:
        """Return the entry's commit; where the record went in it, the one before."""
        gone = record.after is None or record.what is What.UNREADABLE
        return f"{self.entry.commit}~1" if gone else self.entry.commit


def restore(
    chronicle: Chronicle, folder: Folder, kind: RecordKind, address: str, at: str, key: str = ""
) -> Proposal:
    """Return the proposal to make a record, or only what a key names, what it was at a point.

    The record may have had another name then, or have one now. Raises WrongUse where there was no
    such record, or it could not be read then.
    """
    commit = point(chronicle.where, at)
    version = as_it_was_called(chronicle, address, commit)
    if version is None:
        raise WrongUse(
            message(_("There was no {record} then"), record=address),
            message(
                _("Look for a point at which there was: {way}"),
                way=Way(message(_("miljo-tui log {record}"), record=pasted(address)), "h"),
            ),
        )
    id = address.rpartition("/")[2]
    there = today(chronicle, folder, address, commit)
    if there is None:
        require_checked_out(folder, address)
    if key:
        draft = _field(folder, kind, id, version, there, key)
    else:
        draft = as_it_was(folder, kind, id, version, there)
    draft.why = Why(links=((RESTORES, commit),))
    return draft.proposal()


def _field(
    folder: Folder,
    kind: RecordKind,
    id: str,
    version: Version,
    there: AnyRecord | None,
    key: str,
) -> Draft:
    if there is None or there.fault or not version.is_readable:
        raise BadState(
            message(_("One field can only be restored in a record that can be read")),
            message(_("Restore the whole record: leave the key out.")),
        )
    then = Draft(load_record(kind, id, parse(version.data)), folder)
    draft = Draft(there, folder)
    try:
        path = DraftField.named(then, key).path
    except Failure:
        return _without(draft, key)
    value = tree.at(dict(then.record.raw), path)
    if isinstance(path[-1], int):
        _put_entry(draft, key, path, value)
    else:
        draft.put(DraftField.named(draft, key, makes=value is not None).path, value)
    return draft


def _without(draft: Draft, key: str) -> Draft:
    """Take away what did not exist then. Raises WrongUse for what does not exist now either."""
    path = DraftField.named(draft, key).path
    if isinstance(path[-1], int):
        draft.remove(path)
    else:
        draft.put(path, None)
    return draft


def _put_entry(draft: Draft, key: str, then: Path, entry: object) -> None:
    """Give an entry all of its values back; one that is gone returns to its place."""
    held = dict(entry) if isinstance(entry, dict) else {}
    try:
        path = DraftField.named(draft, key).path
    except WrongUse:
        above, index = then[:-1], then[-1]
        draft.insert(above, held, min(int(index), len(draft.entries(above))))
    else:
        draft.put(path, held)
