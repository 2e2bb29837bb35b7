"""What can be done with the record in view, on whichever screen that is."""

from __future__ import annotations

from abc import abstractmethod

from textual.screen import Screen

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Failure
from miljo_tui.model.folder import AnyRecord
from miljo_tui.session.desk import Desk
from miljo_tui.tui.host import Host


class RecordScreen(Screen[None]):
    """A screen that shows the records of a desk, one of them in view."""

    app: Host

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @property
    @abstractmethod
    def record(self) -> AnyRecord:
        """The record in view."""

    @abstractmethod
    def show_news(self) -> None:
        """Show the desk as it is now."""

    def action_copy(self) -> None:
        """Copy the record's text through the terminal."""
        record = self.record
        self.app.copy_to_clipboard((record.source or b"").decode("utf-8", "replace"))
        self.app.tell(message(_("Copied: {name}"), name=record.name))

    def action_edit(self) -> None:
        """Open the form of the record."""
        from miljo_tui.tui.screens.form import FormScreen

        try:
            draft = self.desk.draft(self.record)
        except Failure as failure:
            self.app.explain(failure)
            return
        self.app.push_screen(FormScreen(draft), lambda _result: self.show_news())

    def action_review(self) -> None:
        """Review the draft of the record, or the only one there is."""
        from miljo_tui.tui.screens.review import ReviewScreen

        try:
            review = ReviewScreen(self.desk.draft_to_review(self.record))
        except Failure as failure:
            self.app.explain(failure)
            return
        self.app.push_screen(review, lambda _result: self.show_news())
