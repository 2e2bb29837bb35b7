"""The record that a command names."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.nearest_key import nearest_word
from miljo_tui.model.not_checked_out import require_checked_out


def the_record(folder: Folder, name: str) -> AnyRecord:
    """Return the record of an address or a bare id. Raises WrongUse for none, or several.

    BadState for one that is not checked out.
    """
    found = folder.find(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUse(
            message(_("{name} names several records"), name=name),
            message(_("Say which: {known}."), known=[record.address for record in found]),
        )
    require_checked_out(folder, name)
    known = [record.address for record in folder.records()]
    near = nearest_word(name, known + [record.id for record in folder.records()])
    raise WrongUse(
        message(_("There is no record {name}"), name=name),
        message(_("Did you mean {near}?"), near=near)
        if near
        else message(_("List them with: miljo-tui list measures")),
    )
