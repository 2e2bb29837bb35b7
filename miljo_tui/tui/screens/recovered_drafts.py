"""Drafts that an earlier run left behind: go on with one, throw one away, or leave them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from miljo_tui.editing import DiskComparison, StoredDraft
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.tui import screens
from miljo_tui.tui.columns import Column
from miljo_tui.tui.command_screen import CommandScreen
from miljo_tui.tui.commands import RECOVERED_DRAFTS
from miljo_tui.tui.hanging_text import HangingText
from miljo_tui.tui.literal import label
from miljo_tui.tui.table import Table


class RecoveredDraftsScreen(CommandScreen[None]):
    """The drafts that were found, and the one under the cursor beside what is on disk now."""

    COMMANDS_HERE = RECOVERED_DRAFTS
    AUTO_FOCUS = "Table"

    def __init__(self, found: Sequence[StoredDraft]) -> None:
        super().__init__()
        self._found = {each.file.name: each for each in found}

    def compose(self) -> ComposeResult:
        """Lay out the title, the drafts, what the one under the cursor changes, and the keys."""
        say = self.app.say
        yield Static(label(say(_("Drafts that were not committed")), "bold"), id="title")
        yield Table([Column("when", say(_("Time")), 16), Column("record", say(_("Record")))])
        with VerticalScroll(id="whole"):
            yield HangingText()
        yield self.key_line()

    def on_mount(self) -> None:
        """Show the drafts."""
        self._show()

    def _show(self) -> None:
        self.query_one(Table).set_rows(
            list(self._found),
            lambda row: (
                self._found[row].when.isoformat(" ", "minutes"),
                self._found[row].name(self.app.workspace.snapshot),
            ),
        )
        self._show_whole()

    def _show_whole(self) -> None:
        self.query_one("#whole Static", Static).update(Content("\n").join(self._lines()))

    def _lines(self) -> list[Content]:
        kept = self._kept
        if kept is None:
            return []
        say = self.app.say
        try:
            draft = kept.restored(self.app.workspace.snapshot)
        except Failure as failure:
            told = [failure.message, *([failure.remedy] if failure.remedy else [])]
            return [label(say(each), "red") for each in told]
        since = DiskComparison.of_draft(draft, self.app.workspace.snapshot, is_new=kept.is_new)
        lines = [label(say(since.headline), "yellow")] if since.headline else []
        lines += [label(f"• {say(said)}") for said in draft.words()]
        lines += [label(f"! {say(problem.message)}", "yellow") for problem in draft.problems()]
        if draft.why.reason:
            lines.append(label(f"{say(_('Reason'))}: {draft.why.reason}"))
        return lines + [label(say(each), "yellow") for each in since.words()]

    @property
    def _kept(self) -> StoredDraft | None:
        return self._found.get(self.query_one(Table).cursor_id or "")

    def on_table_highlighted(self) -> None:
        """Show the draft under the cursor."""
        self._show_whole()

    def on_table_opened(self) -> None:
        """Go on with the draft under the cursor."""
        self.action_go_on()

    def action_go_on(self) -> None:
        """Take the draft up again; it is then among the unsaved ones."""
        kept = self._kept
        if kept is None:
            return
        try:
            draft = self.app.workspace.go_on_with(kept)
        except Failure as failure:
            self.app.explain(failure)
            return
        self.app.tell(_("The draft is back, marked with • in the list"))
        del self._found[kept.file.name]
        self._close_or_show()
        if not self._found:
            self.app.go_to(draft.record.address)

    def action_throw_away(self) -> None:
        """Throw the draft under the cursor away, after a question."""
        kept = self._kept
        if kept is None:
            return
        question = self.app.say(
            _("Discard the changes of {name}?"),
            name=kept.name(self.app.workspace.snapshot),
        )

        def answered(sure: bool | None) -> None:
            if sure:
                try:
                    self.app.workspace.drafts.journal.discard(kept)
                except Failure as failure:
                    self.app.explain(failure)
                    return
                del self._found[kept.file.name]
                self._close_or_show()

        words = self.app.say(_("Discard them"))
        self.app.push_screen(screens.ConfirmationScreen(question, words), answered)

    def _close_or_show(self) -> None:
        if self._found:
            self._show()
        else:
            self.dismiss(None)

    def action_back(self) -> None:
        """Leave the drafts for later."""
        self.dismiss(None)
