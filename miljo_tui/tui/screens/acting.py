"""What can be done with the record in view, on whichever screen that is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import CancelledError
from threading import Event, Thread
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Failure
from miljo_tui.model.folder import AnyRecord
from miljo_tui.session.desk import Desk
from miljo_tui.tui.host import Host

if TYPE_CHECKING:
    from miljo_tui.session.draft_file import Kept
    from miljo_tui.session.drafting import Draft
    from miljo_tui.session.intents import PutRight


WATCH = 1.5
"""Seconds between two looks at the files' times."""


class RecordScreen(Screen[None]):
    """A screen that shows the records of a desk, one of them in view."""

    app: Host

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._over = Event()
        self._watcher = Thread(target=self._look_outside, daemon=True)

    @property
    @abstractmethod
    def record(self) -> AnyRecord:
        """The record in view."""

    @property
    @abstractmethod
    def marked(self) -> Collection[str]:
        """The addresses of the marked records."""

    @abstractmethod
    def show_news(self) -> None:
        """Show the desk as it is now."""

    @work(thread=True, group="reading", exit_on_error=False)
    def read_on(self, *, again: bool = False) -> None:
        """Read what the first paint left out, or everything again, and ask git."""
        self.desk.note_footprint()
        if again or not self.desk.workspace.whole:
            try:
                workspace = self.desk.read_all()
            except Failure as failure:
                self.app.call_from_thread(self.app.explain, failure)
                return
            self.app.call_from_thread(self.desk.take, workspace)
            self.app.call_from_thread(self.show_news)
        self.desk.repository = self.desk.ask_git()
        self.app.call_from_thread(self.show_news)
        if obstacle := self.desk.obstacle():
            self.app.call_from_thread(self.app.explain, obstacle)
        self.app.call_from_thread(self._watch)
        if not self.desk.obstacle() and not again:
            if done := self.desk.put_right():
                self.app.call_from_thread(self.desk.take, self.desk.read_all())
                self.app.call_from_thread(self._tell_put_right, done)
            self.app.call_from_thread(self._offer, self.desk.kept())

    def _watch(self) -> None:
        """Look outside from now on, in a thread of its own.

        A timer of Textual's makes a screen that is covered by another paint all of that anew.
        """
        if not self._watcher.is_alive():
            self._watcher.start()

    def _look_outside(self) -> None:
        """Show what somebody else changes; where nobody does, nothing is sent or painted."""
        while not self._over.wait(WATCH):
            try:
                if self.desk.unkept:
                    self.app.call_from_thread(self.desk.try_again)
                workspace = self.desk.outside_changes()
                if workspace is not None:
                    self.app.call_from_thread(self.desk.take, workspace)
                    self.app.call_from_thread(self.show_news)
            except (Failure, RuntimeError, CancelledError):
                continue  # F5 will tell; or the program is just ending

    def on_keeping(self) -> None:
        """Say in the title whether drafts are on the disk."""
        self.show_news()

    def on_unmount(self) -> None:
        """Look no more."""
        self._over.set()

    def _tell_put_right(self, done: Sequence[PutRight]) -> None:
        self.show_news()
        for each in done:
            text = (
                _("A save was interrupted after its commit, which is there: {files}")
                if each.committed
                else _("A save was interrupted; the files are as they were before it: {files}")
            )
            self.app.tell(message(text, files=list(each.files)))

    def _offer(self, kept: Sequence[Kept]) -> None:
        """Offer the drafts that were found, where nobody has begun anything else."""
        from miljo_tui.tui.screens.kept import KeptScreen

        if kept and self.is_current:
            self.app.push_screen(KeptScreen(kept), lambda _result: self.show_news())

    def action_drafts(self) -> None:
        """Show the drafts that an earlier run left behind."""
        kept = self.desk.kept()
        if kept:
            self._offer(kept)
        else:
            self.app.tell(_("There are no drafts from an earlier run"))

    def action_reload(self) -> None:
        """Read the files and ask git again."""
        self.read_on(again=True)

    def action_copy(self) -> None:
        """Copy the record's text through the terminal."""
        record = self.record
        self.app.copy_to_clipboard((record.source or b"").decode("utf-8", "replace"))
        self.app.tell(message(_("Copied: {name}"), name=record.name))

    def action_edit(self) -> None:
        """Open the form of the record."""
        self.attempt(lambda: self.open_form(self.desk.draft(self.record)))

    def action_review(self) -> None:
        """Review the marked drafts, that of the record, or the only one there is."""
        from miljo_tui.tui.screens.review import ReviewScreen

        def review() -> None:
            drafts = self.desk.drafts_to_review(self.record, self.marked)
            self.app.push_screen(ReviewScreen(drafts), self.show_after)

        self.attempt(review)

    def open_form(self, draft: Draft) -> None:
        """Open the form of a draft."""
        from miljo_tui.tui.screens.form import FormScreen

        self.app.push_screen(FormScreen(draft), self.show_after)

    def show_after(self, _saved: bool | None) -> None:
        """Show what came of a form or a review."""
        self.desk.show_new()
        self.show_news()

    def attempt(self, do: Callable[[], None]) -> None:
        """Do something, or explain what stands in the way."""
        try:
            do()
        except Failure as failure:
            self.app.explain(failure)
