"""What is to be said of a record whose file was made or changed outside the app."""

from __future__ import annotations

from miljo_tui.editing.editor_target import placed_message
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, Refused
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.problems import Problem, Severity


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
