"""What can be done with the record in view, on whichever screen that is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from miljo_tui.editing.editor_target import MARKS, UNMERGED
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Failure
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.records import AGREEMENT
from miljo_tui.model.rounds import years
from miljo_tui.tui.literal import visible
from miljo_tui.tui.screens.live_reload import WatchingScreen

if TYPE_CHECKING:
    from miljo_tui.editing.draft import Draft


class RecordScreen(WatchingScreen):
    """A screen that shows the records of a desk, one of them in view."""

    @property
    @abstractmethod
    def record(self) -> AnyRecord:
        """The record in view."""

    @property
    @abstractmethod
    def marked(self) -> Collection[str]:
        """The addresses of the marked records."""

    def action_drafts(self) -> None:
        """Show the drafts that an earlier run left behind."""
        kept = self.desk.kept()
        if kept:
            self._offer(kept)
        else:
            self.app.tell(_("There are no drafts from an earlier run"))

    def action_copy(self) -> None:
        """Copy the record's text through the terminal."""
        record = self.record
        source = (record.source or b"").decode("utf-8", "replace")
        # It is pasted into terminals too, where what is hidden in it would be obeyed.
        self.app.copy_to_clipboard(visible(source, lines=True))
        self.app.tell(message(_("Copied: {name}"), name=record.name))

    def action_edit(self) -> None:
        """Open the form of the record; where its file is broken, what can be done about that."""
        from miljo_tui.tui.screens.broken_file import settle_marks

        fault, problems = self.record.fault, self.desk.problems(self.record)
        if any(problem.code in (MARKS, UNMERGED) for problem in problems):
            closed = self.show_after
            self.attempt(lambda: settle_marks(self.app, self.desk, self.record, closed))
        elif fault:
            self.action_editor()
        else:
            self.attempt(lambda: self.open_form(self.desk.draft(self.record)))

    def action_editor(self) -> None:
        """Hand the record's file to the person's own editor, at its first problem."""
        from miljo_tui.tui.screens.broken_file import mend_by_hand

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

    def action_page(self) -> None:
        """Show the page that the public will read."""
        from miljo_tui.tui.screens.page import PageScreen

        self.app.push_screen(PageScreen())

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
        from miljo_tui.audit.undo import to_undo, undo

        self.bring_back(lambda chronicle, folder: undo(chronicle, folder, to_undo(chronicle)))

    def action_redo_undone(self) -> None:
        """Make the change again that the person undid last."""
        from miljo_tui.audit.undo import to_redo, undo

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
            self.app.explain(failure, lambda: self.attempt(do))
