"""One measure in the round of a year: what was reported before, and what is reported now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from miljo_tui.editing import Draft
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.parts import FollowUp
from miljo_tui.model.problems import Path
from miljo_tui.model.progress import newest
from miljo_tui.model.records import Measure
from miljo_tui.model.statuses import LETTERS, STATUSES
from miljo_tui.tui.commands import REPORT_MEASURE
from miljo_tui.tui.forms.year_follow_up import YearFollowUp
from miljo_tui.tui.hanging_text import HangingText, glued
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels.record_text import COLOURS
from miljo_tui.tui.screens.form import FormScreen

ALSO = ("actions", "indicators")
"""The lists that are gone through in the same sitting."""


class ReportMeasureScreen(FormScreen):
    """The form of a year's follow-up; closes with True when the next measure is to come.

    An entry is made when the first thing is written, so that looking leaves nothing behind.
    """

    COMMANDS_HERE = REPORT_MEASURE

    def __init__(self, draft: Draft, year: int) -> None:
        super().__init__(draft)
        self._follow_up = YearFollowUp.of(draft, year)

    def fields(self) -> Iterator[tuple[Path, Field]]:
        """Yield the fields of the follow-up, then the lists that change with it."""
        for key, field in fields_of(FollowUp).items():
            if key != "year":
                yield (*self._follow_up.path, key), field
        for key in ALSO:
            yield (key,), self.draft.field((key,))

    def compose(self) -> ComposeResult:
        """Lay out the form below what was reported before and the keys of the scale."""
        widgets = iter(super().compose())
        yield next(widgets)
        yield HangingText(Content("\n").join(self._before()), id="before")
        yield from widgets

    def _before(self) -> Iterator[Content]:
        say = self.app.say
        measure = cast("Measure", self.draft.record.value)
        earlier = newest(measure, self._follow_up.year - 1)
        if earlier is None:
            yield label(say(_("Nothing was reported before")), "dim")
        else:
            words = {str(option.value): option.label for option in STATUSES}
            letter = LETTERS.get(earlier.status, "")
            said = f"{letter} {say(words.get(earlier.status, ''))}".strip() or earlier.status
            style = COLOURS.get(earlier.status, "")
            yield Content.assemble(label(f"{earlier.year}: ", "bold"), label(said, style))
            if earlier.comment:
                yield label(" ".join(earlier.comment.split()))
        if measure.criterion:
            yield Content.assemble(
                label(f"{say(_('Criterion'))}: ", "bold"), label(measure.criterion)
            )
        scale = [
            glued(f"{key} {say(option.label)}")
            for key, option in zip("ghpen", STATUSES, strict=True)
        ]
        yield label(" · ".join(scale), "dim")

    def show_title(self) -> None:
        """Show the year before the name."""
        year = self.app.say(message(_("Follow-up {year}"), year=self._follow_up.year))
        parts = [*self.warnings(), f"• {year}" if self.draft.changed else year, self.draft.name]
        self.query_one("#title", Static).update(label(" · ".join(parts), "bold"))

    def _write(self, path: Path, text: str | Sequence[str]) -> bool:
        if path[: len(self._follow_up.path)] == self._follow_up.path and text:
            self._follow_up.begin(self.draft)
        elif self.draft.value(path[:-1]) is None:
            return False
        return super()._write(path, text)

    def action_status(self, status: str) -> None:
        """Give the measure a status."""
        self._write((*self._follow_up.path, "status"), status)
        self.draft.pause()
        self.show_step()

    def action_next(self) -> None:
        """Close; the draft waits for the commit of the whole sitting."""
        self._leave()
        self.dismiss(True)

    def action_back(self) -> None:
        """Close; what was written stays as a draft."""
        self._leave()
        self.dismiss(False)

    def action_undo_saved(self) -> None:
        """Go back to the measures, and undo there what was saved last."""
        measures = self.app.screen_stack[-2]
        self.action_back()
        measures.call_after_refresh(measures.run_action, "undo_saved")

    def _leave(self) -> None:
        self._follow_up.drop_if_empty(self.draft)
        if not self.draft.changed:
            self.app.workspace.discard(self.draft)
