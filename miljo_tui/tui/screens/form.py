"""The form: every field of a record, or of one of its entries, with its problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from miljo_tui.locale import counted
from miljo_tui.locale import mark as _
from miljo_tui.model.fields import Field, editable, lookup
from miljo_tui.model.problems import Path, Problem
from miljo_tui.model.structures import Entries
from miljo_tui.session.drafting import Draft
from miljo_tui.tui.command import bindings
from miljo_tui.tui.commands import FORM
from miljo_tui.tui.host import Host
from miljo_tui.tui.inputs.area import AreaField
from miljo_tui.tui.inputs.edited import Edited
from miljo_tui.tui.inputs.entries import EntriesField
from miljo_tui.tui.inputs.making import make_input, written
from miljo_tui.tui.inputs.outside import EditorFailed, edit_outside
from miljo_tui.tui.inputs.row import Row, problems_at
from miljo_tui.tui.keyline import KeyLine
from miljo_tui.tui.literal import label, visible


class FormScreen(Screen[bool]):
    """Fields one below the other; leaving keeps the draft. Closes with True when it was saved."""

    app: Host
    COMMANDS_HERE = FORM
    BINDINGS: ClassVar[list[BindingType]] = bindings(FORM)
    AUTO_FOCUS = "Row LineField"

    def __init__(self, draft: Draft, inside: Path = ()) -> None:
        super().__init__()
        self.draft = draft
        self.inside = inside
        """The entry whose fields are shown; empty for the record itself."""

    def fields(self) -> Iterator[tuple[Path, Field]]:
        """Yield the fields that are shown, by path."""
        cls: type[object] = self.draft.record.kind.cls
        if self.inside:
            kind = self.draft.field(self.inside).kind
            assert isinstance(kind, Entries)
            cls = kind.of
        for path, field in editable(cls).items():
            yield (*self.inside, *path), field

    def compose(self) -> ComposeResult:
        """Lay out the title, a row for each field, and the keys."""
        draft, speaker = self.draft, self.app.speaker
        yield Static(id="title")
        with VerticalScroll(id="form", can_focus=False):
            table = self.inside
            for path, field in self.fields():
                if path[:-1] != table:
                    table = path[:-1]
                    heading = lookup(draft.record.kind.cls, table)
                    if heading:
                        yield Static(label(speaker.say(heading.label), "bold"), classes="heading")
                entry = make_input(path, field, draft.value(path), draft.folder, speaker)
                yield Row(path, field, entry, speaker)
        yield Static(id="elsewhere")
        yield KeyLine(FORM, speaker)

    def on_mount(self) -> None:
        """Show the marks and problems."""
        self.show_draft()

    def show_draft(self) -> None:
        """Show title, marks and problems as the draft now is."""
        draft, say = self.draft, self.app.say
        problems = draft.problems()
        parts = [draft.name, draft.record.file]
        if self.inside:
            kind = draft.field(self.inside).kind
            assert isinstance(kind, Entries)
            parts = [say(kind.called(draft.value(self.inside) or {})), *parts]
        if draft.is_new:
            parts.append(say(_("new, not committed")))
        elif count := len(draft.changes):
            changed = counted(_("{count} field changed"), _("{count} fields changed"), count=count)
            parts.append(say(changed))
        self.query_one("#title", Static).update(label(" · ".join(parts), "bold"))
        paths = []
        for row in self.query(Row):
            paths.append(row.path)
            row.show(changed=draft.is_changed(row.path), problems=problems_at(row.path, problems))
            if isinstance(row.entry, EntriesField):
                row.entry.show(self._shown(row.path, problems))
        rest = [
            each
            for each in problems
            if not any(each in problems_at(path, [each]) for path in paths)
        ]
        if self.inside:
            rest = [each for each in rest if each.path[: len(self.inside)] == self.inside]
        elsewhere = self.query_one("#elsewhere", Static)
        elsewhere.update(
            label("\n".join(f"! {say(each.message)}" for each in rest[:3]), lines=True)
        )
        elsewhere.display = bool(rest)

    def on_edited(self, event: Edited) -> None:
        """Take what was written into the draft."""
        if self._write(event.path, event.text):
            self.show_draft()

    def on_entries_field_asked(self, event: EntriesField.Asked) -> None:
        """Do what was asked of an entry."""
        path, index = event.path, event.index
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
            self._show_values()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Have the whole row in sight, with what stands below the field."""
        for node in event.widget.ancestors:
            if isinstance(node, Row):
                self.call_after_refresh(node.scroll_visible, animate=False)

    def on_descendant_blur(self) -> None:
        """What is typed into the next field is a step of its own."""
        self.draft.pause()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field."""
        event.stop()
        self.focus_next()

    def _write(self, path: Path, text: str | Sequence[str]) -> bool:
        """Put a text into the draft unless it is what the input shows of the draft anyway."""
        joined = text if isinstance(text, str) else "\n".join(text)
        if joined == self._shown(path):
            return False
        self.draft.write(path, text)
        if joined[-1:].isspace():
            self.draft.pause()
        return True

    def _shown(self, path: Path, problems: Sequence[Problem] = ()) -> str:
        faulty = {
            each.path[len(path)]
            for each in problems
            if len(each.path) > len(path) and each.path[: len(path)] == path
        }
        indexes = {index for index in faulty if isinstance(index, int)}
        text = written(self.draft.field(path), self.draft.value(path), self.app.speaker, indexes)
        return visible(text, lines=True)

    def action_undo(self) -> None:
        """Take back the latest change."""
        if self.draft.undo():
            self._show_values()
        else:
            self.app.tell(_("There is nothing to undo"))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        if self.draft.redo():
            self._show_values()
        else:
            self.app.tell(_("There is nothing to redo"))

    def _show_values(self) -> None:
        if self.inside and self.draft.value(self.inside) is None:
            self.dismiss(False)  # the entry is no longer there, or not yet
            return
        problems = self.draft.problems()
        for row in self.query(Row):
            shown = self._shown(row.path, problems)
            if shown != row.entry.text:
                row.entry.show(shown)
                row.scroll_visible(animate=False)
        self.show_draft()

    def action_next_part(self) -> None:
        """Go to the next list of entries or the first field of the next table, round and round."""
        rows = list(self.query(Row))
        here = next((i for i, row in enumerate(rows) if row.has_pseudo_class("focus-within")), 0)
        for row, before in zip(rows[here + 1 :], rows[here:], strict=False):
            if isinstance(row.entry, EntriesField) or row.path[:-1] != before.path[:-1]:
                row.entry.focus()
                return
        rows[0].entry.focus()

    def action_editor(self) -> None:
        """Hand the field to the person's own editor."""
        entry = self.focused
        if not isinstance(entry, AreaField):
            self.app.tell(_("Only a field of several lines can be edited outside"))
            return
        try:
            text = edit_outside(self.app, entry.text)
        except EditorFailed as failure:
            self.app.explain(failure)
            return
        entry.text = text

    def action_review(self) -> None:
        """Go on to the review."""
        from miljo_tui.tui.screens.review import ReviewScreen

        if not self.draft.changed:
            self.app.tell(_("There is nothing to review: no field is changed"))
            return
        self.app.push_screen(ReviewScreen([self.draft]), self._reviewed)

    def _reviewed(self, saved: bool | None) -> None:
        if saved:
            self.dismiss(True)
        else:
            self.show_draft()

    def action_discard(self) -> None:
        """Throw the draft away, after a question; in an entry, remove that."""
        from miljo_tui.tui.screens.question import QuestionScreen

        if self.inside:
            self.draft.remove(self.inside)
            self.app.tell(_("Removed; Ctrl+Z brings it back"))
            self.dismiss(False)
            return
        if not self.draft.changed:
            self.dismiss(False)
            return
        question = self.app.say(_("Throw away the changes of {name}?"), name=self.draft.name)
        self.app.push_screen(
            QuestionScreen(question, self.app.say(_("Throw them away"))), self._discard
        )

    def _discard(self, sure: bool | None) -> None:
        if sure:
            self.app.desk.discard(self.draft)
            self.dismiss(False)

    def action_back(self) -> None:
        """Leave; the draft stays on the desk, but not an entry without anything in it."""
        if self.inside and self.draft.value(self.inside) == {}:
            self.draft.remove(self.inside)
        if not self.inside and not self.draft.changed:
            self.app.desk.discard(self.draft)
        self.dismiss(False)
