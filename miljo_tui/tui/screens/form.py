"""The form of a record: its fields and lists of entries, and the way to the review."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.model.problems import Path
from miljo_tui.model.structures import Entries
from miljo_tui.tui.forms.entry_list import EntriesField
from miljo_tui.tui.forms.fields import FieldsScreen
from miljo_tui.tui.forms.row import Row


class FormScreen(FieldsScreen):
    """The whole form of a record or an entry; leaving keeps the draft."""

    def on_entries_field_asked(self, event: EntriesField.Asked) -> None:
        """Do what was asked of an entry."""
        path, index = event.path, event.index
        value = self.draft.value(path)
        if value is not None and not self.draft.field(path).kind.fits(value):
            self.app.tell(_("This is no list of entries: mend it in the file first"))
            return
        if event.what == "add":
            added = self.draft.insert(path, {})
            self._show_entries(path, len(self.draft.entries(path)) - 1)
            self._open(added)
        elif event.what == "open":
            self._open((*path, index))
        elif event.what == "remove":
            self.draft.remove((*path, index))
            self.show_draft()
            self.app.tell(_("Removed; Ctrl+Z brings it back"))
        else:
            to = index + (1 if event.what == "later" else -1)
            self.draft.move((*path, index), to)
            self._show_entries(path, to)

    def _show_entries(self, path: Path, cursor: int) -> None:
        self.show_draft()
        for row in self.query(Row):
            if row.path == path and isinstance(row.entry, EntriesField):
                row.entry.put_cursor(cursor)

    def _open(self, path: Path) -> None:
        self.app.push_screen(FormScreen(self.draft, path), self._entry_closed)

    def _entry_closed(self, saved: bool | None) -> None:
        if saved:
            self.dismiss(True)
        else:
            # The draft may have been put on top of somebody else's change meanwhile.
            self.draft = self.app.workspace.drafts.get(self.draft.record.address, self.draft)
            self.show_values()

    def action_next_part(self) -> None:
        """Go to the next list of entries or the first field of the next table, round and round."""
        rows = list(self.query(Row))
        here = next((i for i, row in enumerate(rows) if row.has_pseudo_class("focus-within")), 0)
        for row, before in zip(rows[here + 1 :], rows[here:], strict=False):
            if isinstance(row.entry, EntriesField) or row.path[:-1] != before.path[:-1]:
                row.entry.focus()
                return
        rows[0].entry.focus()

    def action_review(self) -> None:
        """Go on to the review."""
        self.spread_periods()
        if not self.draft.changed:
            self.app.tell(_("There is nothing to review: no field is changed"))
            return
        self.app.review([self.draft], self._reviewed)

    def _reviewed(self, saved: bool | None) -> None:
        if saved:
            self.dismiss(True)
        else:
            # The draft may have been put on top of somebody else's change meanwhile.
            self.draft = self.app.workspace.drafts.get(self.draft.record.address, self.draft)
            self.show_values()

    def action_origin(self) -> None:
        """Show the history of the field that has the focus."""
        from miljo_tui.model.paths import spell
        from miljo_tui.tui.screens.history import HistoryScreen

        record = self.draft.record
        row = next(
            (each for each in self.query(Row) if each.has_pseudo_class("focus-within")), None
        )
        if row is not None and not self.draft.is_new:
            key = spell(record.kind.cls, self.draft.result.raw, row.path)
            entry = self.draft.value(self.inside) if self.inside else None
            kind = self.draft.field(self.inside).kind if self.inside else None
            about = self.app.say(row.field.label)
            if isinstance(kind, Entries) and entry:
                about = f"{self.app.say(kind.called(entry))} · {about}"
            self.app.push_screen(HistoryScreen(record, key, about))

    def action_discard(self) -> None:
        """Throw the draft away, after a question; in an entry, remove that."""
        from miljo_tui.tui.screens.confirmation import QuestionScreen

        if self.inside:
            self.draft.remove(self.inside)
            self.app.tell(_("Removed; Ctrl+Z brings it back"))
            self.dismiss(False)
            return
        if not self.draft.changed:
            self.dismiss(False)
            return
        question = self.app.say(_("Discard the changes of {name}?"), name=self.draft.name)
        self.app.push_screen(
            QuestionScreen(question, self.app.say(_("Discard them"))), self._discard
        )

    def _discard(self, sure: bool | None) -> None:
        if sure:
            self.app.workspace.discard(self.draft)
            self.dismiss(False)

    def action_back(self) -> None:
        """Leave; the draft stays, but not an entry without anything in it."""
        if self.inside and self.draft.value(self.inside) == {}:
            self.draft.remove(self.inside)
        if not self.inside and not self.draft.changed:
            self.app.workspace.discard(self.draft)
        self.dismiss(False)
