"""A year's follow-up inside the draft of a measure, and which measures are still to report."""

from __future__ import annotations

from miljo_tui.editing.draft import Draft
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.model.problems import Path

FOLLOW_UPS = ("follow_ups",)


def follow_up_path(draft: Draft, year: int) -> Path:
    """Return the path of a year's follow-up, the last of that year; of a new one where it has none.

    Raises BadState where the follow-ups are no list of entries.
    """
    value = draft.value(FOLLOW_UPS)
    if value is not None and not draft.field(FOLLOW_UPS).kind.fits(value):
        raise BadState(message(_("This is no list of entries: mend it in the file first")))
    entries = draft.entries(FOLLOW_UPS)
    found = [index for index, entry in enumerate(entries) if entry.get("year") == year]
    return (*FOLLOW_UPS, found[-1] if found else len(entries))


def begin_follow_up(draft: Draft, path: Path, year: int) -> None:
    """Put a follow-up for a year where none stands yet."""
    if draft.value(path) is None:
        draft.insert(FOLLOW_UPS, {"year": year})


def drop_empty_follow_up(draft: Draft, path: Path, year: int) -> None:
    """Take a follow-up away in which nothing was written, unless it stands so in the file."""
    if draft.value(path) == {"year": year} and draft.is_changed(path):
        draft.remove(path)
