"""A year's follow-up inside the draft of a measure."""

from __future__ import annotations

from typing import Self

from miljo_tui.editing import Draft
from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.model.problems import Path
from miljo_tui.model.records import FOLLOW_UPS


@frozen
class YearFollowUp:
    """The follow-up of one year in a draft: the last of that year, or one that is still to come."""

    year: int
    path: Path

    @classmethod
    def of(cls, draft: Draft, year: int) -> Self:
        """Find it. Raises BadState where the follow-ups are no list of entries."""
        value = draft.value(FOLLOW_UPS)
        if value is not None and not draft.field(FOLLOW_UPS).kind.fits(value):
            raise BadState(message(_("This is no list of entries: mend it in the file first")))
        entries = draft.entries(FOLLOW_UPS)
        found = [index for index, entry in enumerate(entries) if entry.get("year") == year]
        return cls(year, (*FOLLOW_UPS, found[-1] if found else len(entries)))

    def begin(self, draft: Draft) -> None:
        """Put it where none stands yet."""
        if draft.value(self.path) is None:
            draft.insert(FOLLOW_UPS, {"year": self.year})

    def drop_if_empty(self, draft: Draft) -> None:
        """Take it away where nothing was written in it, unless it stands so in the file."""
        if draft.value(self.path) == {"year": self.year} and draft.is_changed(self.path):
            draft.remove(self.path)
