"""The end of a record: its file goes, its history stays."""

from __future__ import annotations

from miljo_tui.editing.proposals import Proposal
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.records import AGREEMENT


def removal_proposal(record: AnyRecord, folder: Folder) -> Proposal:
    """Return the proposal to take a record away. Raises WrongUse for the agreement itself."""
    if record.kind is AGREEMENT:
        raise WrongUse(
            message(_("The agreement itself cannot be removed")),
            message(_("Remove an area or a measure.")),
        )
    return Proposal(
        record=record,
        before=record,
        folder=folder,
        committed=record.source,
        on_disk=record.source,
        wanted=None,
        own_words=(removal_words(record),),
    )


def removal_words(record: AnyRecord) -> Message:
    """Return as people say it that a record goes."""
    return message(
        _("Removes: {kind} {name}, file {file}; its history stays"),
        kind=message(record.kind.label),
        name=record.name,
        file=record.file,
    )
