"""The panel that shows one record in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from miljo_tui.locale import mark as _
from miljo_tui.tui import later
from miljo_tui.tui.hanging_text import HangingText
from miljo_tui.tui.panels.panel import Panel

if TYPE_CHECKING:
    from miljo_tui.editing import Workspace
    from miljo_tui.model.folder import AnyRecord


class RecordPanel(VerticalScroll, Panel, can_focus=True):
    """A record in words, as it will be where it has a draft."""

    number = 3
    record: AnyRecord | None = None
    """The record that is shown."""

    def compose(self) -> ComposeResult:
        """The whole text is one widget."""
        yield HangingText()

    def show(self, workspace: Workspace, record: AnyRecord) -> None:
        """Show a record of the workspace."""
        if self.record is None or record.address != self.record.address:
            self.scroll_home(animate=False)  # where the one before was left, another has its middle
        self.record = record
        say, draft = workspace.speaker.say, workspace.drafts.get(record.address)
        shown, problems = record, workspace.agreement.problems(record)
        if draft and draft.changed:
            fault = [record.fault] if record.fault else []
            shown, problems = draft.result, [*fault, *draft.problems()]
        note = say(_("draft, not committed")) if draft and draft.changed else ""
        self.entitle(shown.name, note, note)
        if self.is_folded:
            return
        # Before it is laid out for the first time it is the only panel, as wide as the screen.
        width = self.scrollable_content_region.width or self.app.size.width - 5
        description = later.Description(
            shown,
            problems,
            workspace.speaker,
            width,
            folder=workspace.folder,
            names_sources=not self.screen.has_class("-whole"),
        )
        self.query_one(HangingText).say(description.lines())
