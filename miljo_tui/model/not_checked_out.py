"""Records that git has and was told not to check out: they are not here, and not removed either."""

from __future__ import annotations

from miljo_tui.locale import Message, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState
from miljo_tui.model.folder import Folder

MOST_NAMED = 5
"""So many records are named; a clone may leave out hundreds."""


def missing_records_message(folder: Folder) -> Message | None:
    """Return how many records are not checked out, None where all are."""
    if not folder.elsewhere:
        return None
    return counted(
        _("{count} record is not checked out and not counted here: {records}"),
        _("{count} records are not checked out and not counted here: {records}"),
        count=len(folder.elsewhere),
        records=[*folder.elsewhere[:MOST_NAMED], *["…"] * (len(folder.elsewhere) > MOST_NAMED)],
    )


def require_checked_out(folder: Folder, name: str) -> None:
    """Make sure that a record is not one that is elsewhere, by its address or its bare id.

    Raises BadState where it is.
    """
    wanted = name.removesuffix(".toml")
    for address in folder.elsewhere:
        if wanted in (address, address.rpartition("/")[2]):
            raise BadState(
                message(_("{record} is not checked out in this clone"), record=address),
                message(
                    _(
                        "Check it out first, with: git sparse-checkout disable; or, where it was "
                        "marked by itself: git update-index --no-skip-worktree {file}, then "
                        "git restore {file}"
                    ),
                    file=f"{address}.toml",
                ),
            )
