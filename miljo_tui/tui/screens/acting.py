"""What can be done with the record in view, on whichever screen that is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Sequence
from threading import Event, Thread
from typing import TYPE_CHECKING

from textual import work

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Failure
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.records import AGREEMENT
from miljo_tui.model.rounds import years
from miljo_tui.session.desk import Desk
from miljo_tui.session.mending import MARKS
from miljo_tui.tui.host import News
from miljo_tui.tui.literal import visible
from miljo_tui.tui.screens.returning import ReturningScreen

if TYPE_CHECKING:
    from miljo_tui.session.draft_file import Kept
    from miljo_tui.session.drafting import Draft
    from miljo_tui.session.intents import PutRight
    from miljo_tui.session.opening import Workspace


WATCH = 1.5
"""Seconds between two looks at the files' times."""


class RecordScreen(ReturningScreen):
    """A screen that shows the records of a desk, one of them in view."""

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
            self.app.call_from_thread(self._take, workspace)
        self.desk.repository = self.desk.ask_git()
        self.desk.history_moved()  # from now on
        self.app.call_from_thread(self.show_news)
        in_the_way = self.desk.obstacle() or self.desk.lock()
        unsettled = None
        try:
            self._put_right()
        except Failure as failure:
            unsettled = failure
        if in_the_way or unsettled:
            self.app.call_from_thread(self.app.explain, in_the_way or unsettled)
        self.app.call_from_thread(self._watch)
        # What an unsettled save has made of the files would stand beside its draft, as if it held.
        if not (self.desk.obstacle() or unsettled or again):
            self.app.call_from_thread(self._offer, self.desk.kept())

    def _put_right(self) -> bool:
        """Put a save right that was interrupted, and tell of it; tell whether there was one."""
        done = self.desk.put_right()
        if done:
            self.app.call_from_thread(self.desk.take, self.desk.read_all())
            self.app.call_from_thread(self._tell_put_right, done)
        return bool(done)

    def _take(self, workspace: Workspace) -> None:
        """Take what was read, show it, and tell the screen that covers this one."""
        self.desk.take(workspace)
        self.show_news()
        if not self.is_current:
            self.app.screen.post_message(News())

    def _watch(self) -> None:
        """Look outside from now on, in a thread of its own.

        A timer of Textual's makes a screen that is covered by another paint all of that anew.
        """
        if not self._watcher.is_alive():
            self._watcher.start()

    def _look_outside(self) -> None:
        """Show what somebody else changes; where nobody does, nothing is sent or painted."""
        known: Sequence[Draft] = ()
        while not self._over.wait(WATCH):
            try:
                if self.desk.unkept:
                    self.app.call_from_thread(self.desk.try_again)
                workspace = self.desk.outside_changes()
                if workspace is not None:
                    self.app.call_from_thread(self._take, workspace)
                    bereft = self.desk.bereft()
                    if any(draft not in known for draft in bereft):
                        self.app.call_from_thread(self._tell_removed, bereft)
                    known = bereft
                if self._put_right():
                    self.app.call_from_thread(self._offer, self.desk.kept())
                if self.desk.history_moved():
                    self.app.call_from_thread(self._tell_history_moved)
            except (Failure, RuntimeError):
                continue  # F5 will tell; or the program is just ending

    def _tell_history_moved(self) -> None:
        """Have a history that is on the screen read what has come."""
        above = self.app.screen
        if above is not self and isinstance(above, ReturningScreen):
            above.returned()

    def on_keeping(self) -> None:
        """Say in the title whether drafts are on the disk."""
        self.show_news()

    def on_unmount(self) -> None:
        """Look no more."""
        self._over.set()

    def _tell_removed(self, drafts: Sequence[Draft]) -> None:
        text = _("Removed by somebody else, while your changes are kept as a draft: {names}")
        self.app.tell(message(text, names=[draft.name for draft in drafts]))

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
        source = (record.source or b"").decode("utf-8", "replace")
        # It is pasted into terminals too, where what is hidden in it would be obeyed.
        self.app.copy_to_clipboard(visible(source, lines=True))
        self.app.tell(message(_("Copied: {name}"), name=record.name))

    def action_edit(self) -> None:
        """Open the form of the record; where its file is broken, what can be done about that."""
        from miljo_tui.tui.screens.mending import settle_marks

        fault = self.record.fault
        if fault and fault.code == MARKS:
            closed = self.show_after
            self.attempt(lambda: settle_marks(self.app, self.desk, self.record, closed))
        elif fault:
            self.action_editor()
        else:
            self.attempt(lambda: self.open_form(self.desk.draft(self.record)))

    def action_editor(self) -> None:
        """Hand the record's file to the person's own editor, at its first problem."""
        from miljo_tui.tui.screens.mending import mend_by_hand

        draft = self.desk.drafts.get(self.record.address)
        if draft and draft.is_new:
            self.app.tell(_("The record has no file before it is committed"))
            return
        self.attempt(lambda: mend_by_hand(self.app, self.desk, self.record))
        self.show_news()

    def action_review(self) -> None:
        """Review the marked drafts, that of the record, or what was made outside the app."""
        from miljo_tui.tui.screens.review import ReviewScreen

        def review() -> None:
            found = self.desk.to_review(self.record, self.marked)
            self.app.push_screen(ReviewScreen(found), self.show_after)

        self.attempt(review)

    def action_history(self) -> None:
        """Show the history of the record in view; of the agreement, that of all records."""
        from miljo_tui.tui.screens.history import HistoryScreen

        record = self.record
        one = None if record.kind is AGREEMENT else record
        self.app.push_screen(HistoryScreen(one), self.show_after)

    def action_follow_up(self) -> None:
        """Show the measures by year, and report on them."""
        from miljo_tui.tui.screens.follow_up import FollowUpScreen

        if self._has_years():
            self.app.push_screen(FollowUpScreen(self.desk.folder), self.show_after)

    def action_overview(self) -> None:
        """Show how far the agreement has come, in figures."""
        from miljo_tui.tui.screens.overview import OverviewScreen

        if self._has_years():
            self.app.push_screen(OverviewScreen(years(self.desk.folder)))

    def _has_years(self) -> bool:
        """Tell whether there are years to report on, and say so where there are none."""
        if not years(self.desk.folder):
            self.app.tell(_("The agreement has no period, so that no year is reported on"))
            return False
        return True

    def action_undo_saved(self) -> None:
        """Take back the person's newest change."""
        from miljo_tui.session.past.returning import to_undo, undo

        self.bring_back(lambda chronicle, folder: undo(chronicle, folder, to_undo(chronicle)))

    def action_redo_undone(self) -> None:
        """Make the change again that the person undid last."""
        from miljo_tui.session.past.returning import to_redo, undo

        self.bring_back(lambda chronicle, folder: undo(chronicle, folder, to_redo(chronicle)))

    def returned(self) -> None:
        """Show what has come back."""
        self.show_after(True)

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
