"""What is done with whole records: new, copied, removed, chosen, and several at once."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.records import AREA, MEASURE, RecordKind
from miljo_tui.tui.screens.record_actions import RecordScreen

if TYPE_CHECKING:
    from miljo_tui.editing.draft import Draft


class WholeRecordScreen(RecordScreen):
    """A screen on which records are made and go."""

    @property
    @abstractmethod
    def kind_here(self) -> RecordKind:
        """The kind of record that is made where the cursor is."""

    @property
    @abstractmethod
    def area_here(self) -> str | None:
        """The id of the area that the cursor is in, if it is in one."""

    @abstractmethod
    def marked_records(self) -> Sequence[AnyRecord]:
        """Return the marked measures, or the one in view."""

    @abstractmethod
    def go_to(self, address: str) -> None:
        """Put the cursor on a record."""

    @abstractmethod
    def way_back(self) -> Callable[[], None]:
        """Return what puts the cursors back to where they are now."""

    def action_new(self) -> None:
        """Ask for the title of a new record, then open its form."""
        kind = self.kind_here
        title = _("New area") if kind is AREA else _("New measure")

        def begin(text: str) -> None:
            draft = self.desk.begin(kind, text)
            if kind is MEASURE and self.area_here:
                draft.put(("areas",), [self.area_here])
                draft.pause()
            self._open_new(draft)

        self._ask_line(title, "", begin)

    def action_duplicate(self) -> None:
        """Ask for the title of a copy, then open its form."""
        record = self.record
        if record.kind not in (AREA, MEASURE):
            self.app.tell(_("Only areas and measures can be copied"))
            return
        self._ask_line(
            _("Copy"),
            record.name,
            lambda text: self._open_new(self.desk.begin(record.kind, text, record)),
        )

    def action_remove(self) -> None:
        """Review the end of the record; of one that has no file yet, throw its draft away."""
        from miljo_tui.editing.removal import removal
        from miljo_tui.tui.screens.confirmation import QuestionScreen
        from miljo_tui.tui.screens.review import ReviewScreen

        record = self.record
        draft = self.desk.drafts.get(record.address)
        if draft and draft.is_new:
            question = self.app.say(_("Throw away the changes of {name}?"), name=draft.name)
            words = self.app.say(_("Throw them away"))
            self.app.push_screen(
                QuestionScreen(question, words), lambda sure: self._drop(sure, draft)
            )
            return

        def review() -> None:
            self.desk.require_no_obstacle()
            proposal = removal(record, self.desk.folder)
            self.app.push_screen(ReviewScreen([proposal]), self.show_after)

        self.attempt(review)

    def _drop(self, sure: bool | None, draft: Draft) -> None:
        if sure:
            self.desk.discard(draft)
            self.show_news()

    def _ask_line(
        self, words: str, text: str, use: Callable[[str], None], hint: str = "", typed: str = ""
    ) -> None:
        """Ask for a line and use it; where that fails, ask again with what was typed."""
        from miljo_tui.tui.screens.text_question import AskScreen

        def answered(given: str | None) -> None:
            try:
                if given:
                    use(given)
            except Failure as failure:
                self._ask_line(words, text, use, hint, given or "")
                self.app.explain(failure)

        def ask() -> None:
            self.desk.require_no_obstacle()
            asked = AskScreen(self.app.say(words), text, self.app.say(hint), typed)
            self.app.push_screen(asked, answered)

        self.attempt(ask)

    def _open_new(self, draft: Draft) -> None:
        from miljo_tui.tui.screens.form import FormScreen

        go_back = self.way_back()

        def closed(saved: bool | None) -> None:
            self.show_after(saved)
            if not saved and draft.record.address not in self.desk.drafts:
                go_back()

        self.show_news()
        self.go_to(draft.record.address)
        self.app.push_screen(FormScreen(draft), closed)

    def action_choose_area(self) -> None:
        """Put the area into the agreement, or take it out; the review shows what that means."""
        area = self.record
        if area.kind is not AREA:
            self.app.tell(_("Go to an area first"))
            return

        def review() -> None:
            draft = self.desk.draft(self.desk.folder.agreement)
            held = draft.value(("areas",))
            chosen = list(held) if isinstance(held, list) else []
            now = (
                [id for id in chosen if id != area.id] if area.id in chosen else [*chosen, area.id]
            )
            draft.put(("areas",), now or None)
            draft.pause()
            if draft.changed:
                self.app.review([draft], self.show_after)
            else:
                self.desk.discard(draft)
                self.show_news()

        self.attempt(review)

    def action_set_field(self) -> None:
        """Choose a field, give it one value on all marked measures, and review that."""
        from miljo_tui.tui.screens.bulk_edit import choose_field

        records = self.marked_records()
        if not records:
            self.app.tell(_("Mark measures first, with the space bar"))
            return

        def choose() -> None:
            drafts = [self.desk.draft(record) for record in records]
            choose_field(self.app, drafts, self.show_after)

        self.attempt(choose)

    def action_bring(self, typed: str = "") -> None:
        """Ask for the file of a list, then show what would come of it."""
        from miljo_tui.tui.screens.file_reading import ReadingScreen
        from miljo_tui.tui.screens.text_question import file_named

        hint = _("The name of the file, CSV or XLSX, on the computer that runs the program")

        def read(name: str) -> None:
            def closed(saved: bool | None) -> None:
                self.show_after(saved)
                if saved is None:
                    self.action_bring(name)

            self.app.push_screen(ReadingScreen(file_named(name)), closed)

        self._ask_line(_("Bring in a list"), "", read, hint, typed)
