"""What was made outside the app and is not committed: a record as its file stands, for a commit."""

from __future__ import annotations

from miljo_tui.editing.editor_target import placed_message
from miljo_tui.editing.proposals import Proposal
from miljo_tui.editing.removal import removal_words
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState, Refused
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.problems import Problem, Severity
from miljo_tui.model.records import RecordKind
from miljo_tui.store.reading import parse
from miljo_tui.store.records import load_record


def outside_proposal(
    kind: RecordKind,
    id: str,
    folder: Folder,
    *,
    committed: bytes | None,
    on_disk: bytes | None,
    settled: bytes | None = None,
    left_by: str = "",
) -> Proposal:
    """Return the proposal to commit a record's file as it stands, whoever made or removed it.

    `committed` and `on_disk` are the bytes in the newest commit and in the file, None for no file;
    `settled` is what a file is to hold in which git has left its marks, and `left_by` names whose
    save has left it there that has not ended.
    """
    wanted = on_disk if settled is None else settled
    record = load_record(kind, id, parse(wanted if wanted is not None else committed or b""))
    before = None if committed is None else load_record(kind, id, parse(committed))
    said: tuple[Message, ...] = ()
    if wanted is None:
        said = (removal_words(record),)
    elif record.fault:
        said = (record.fault.message,)
    elif before is not None and before.fault is not None:
        said = (message(_("Can be read again, after it was committed broken")),)
    return Proposal(
        record=record,
        before=before,
        folder=folder,
        committed=committed,
        on_disk=on_disk,
        wanted=wanted,
        own_words=said,
        remarks=(left(record, left_by),) if left_by else (),
        settles=settled is not None,
    )


def left(record: AnyRecord, owner: str) -> Problem:
    """Return the warning that nobody has meant a file to be committed as a save has left it."""
    return Problem(
        "interrupted-save",
        Severity.WARNING,
        record.file,
        (),
        message(
            _("{file} was left like this by an interrupted save of {owner}"),
            file=record.file,
            owner=owner,
        ),
        message(
            _("Ask {owner} to open the agreement, which takes it back, before you commit it."),
            owner=owner,
        ),
    )


def unreadable_record(record: AnyRecord) -> Refused:
    """Return the failure that a record cannot be committed while its file cannot be read."""
    assert record.fault is not None
    return Refused(placed_message(record.fault, record.fault.point or (1, 1)), record.fault.remedy)


def changed_again(record: AnyRecord) -> BadState:
    """Return the failure that somebody has changed a record's file, or its commit, meanwhile."""
    return BadState(
        message(
            _("{file} was changed by somebody else meanwhile; nothing was written"),
            file=record.file,
        ),
        message(_("Look at it again before you commit it.")),
    )
