"""Why a row of a published file is not brought in, whoever wrote it there."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse


def unknown(id: str) -> WrongUse:
    """Return why a row with an id that was not published is refused."""
    return WrongUse(
        message(_("No record was published with the id {id}"), id=id),
        message(_("Put the id back, or empty it for a new measure or area.")),
    )


def twice(id: str) -> WrongUse:
    """Return why a second row with an id is refused."""
    return WrongUse(
        message(_("There is a row with the id {id} already"), id=id),
        message(_("Delete one of the two; a new measure or area has no id.")),
    )


def nameless() -> WrongUse:
    """Return why an entry without a record is refused."""
    return WrongUse(
        message(_("The row does not say which record it belongs to")),
        message(_("Write the record's id, as it stands in the rows around it.")),
    )
