"""The form: every field of a record that holds a value or a plain list, with its problems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from miljo_tui.locale import counted
from miljo_tui.locale import mark as _
from miljo_tui.model.fields import lookup
from miljo_tui.model.problems import Problem
from miljo_tui.session.drafting import Draft, FieldPath
from miljo_tui.tui.commands import FORM, bindings
from miljo_tui.tui.host import Host
from miljo_tui.tui.inputs.area import AreaField
from miljo_tui.tui.inputs.edited import Edited
from miljo_tui.tui.inputs.making import make_input, written
from miljo_tui.tui.inputs.outside import EditorFailed, edit_outside
from miljo_tui.tui.inputs.row import Row
from miljo_tui.tui.keyline import KeyLine
from miljo_tui.tui.literal import label, visible


class FormScreen(Screen[None]):
    """One record's fields, one below the other; leaving keeps the draft."""

    app: Host
    COMMANDS_HERE = FORM
    BINDINGS: ClassVar[list[BindingType]] = bindings(FORM)
    AUTO_FOCUS = "Row LineField"

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft

    def compose(self) -> ComposeResult:
        """Lay out the title, a row for each field, and the keys."""
        draft, speaker = self.draft, self.app.speaker
        yield Static(id="title")
        with VerticalScroll(id="form", can_focus=False):
            table: tuple[str, ...] = ()
            for path, field in draft.fields.items():
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
        parts = [draft.record.name, draft.record.file]
        if count := len(draft.changes):
            changed = counted(_("{count} field changed"), _("{count} fields changed"), count=count)
            parts.append(say(changed))
        self.query_one("#title", Static).update(label(" · ".join(parts), "bold"))
        for row in self.query(Row):
            row.show(changed=draft.is_changed(row.path), problems=_at(row.path, problems))
        paths = list(draft.fields)
        rest = [each for each in problems if not any(each in _at(path, [each]) for path in paths)]
        elsewhere = self.query_one("#elsewhere", Static)
        elsewhere.update(
            label("\n".join(f"! {say(each.message)}" for each in rest[:3]), lines=True)
        )
        elsewhere.display = bool(rest)

    def on_edited(self, event: Edited) -> None:
        """Take what was written into the draft."""
        if self._write(event.path, event.text):
            self.show_draft()

    def on_descendant_blur(self) -> None:
        """What is typed into the next field is a step of its own."""
        self.draft.pause()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field."""
        event.stop()
        self.focus_next()

    def _write(self, path: FieldPath, text: str | Sequence[str]) -> bool:
        """Put a text into the draft unless it is what the input shows of the draft anyway."""
        joined = text if isinstance(text, str) else "\n".join(text)
        if joined == self._shown(path):
            return False
        self.draft.write(path, text)
        if joined[-1:].isspace():
            self.draft.pause()
        return True

    def _shown(self, path: FieldPath) -> str:
        return visible(written(self.draft.fields[path], self.draft.value(path)), lines=True)

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
        for row in self.query(Row):
            if self._shown(row.path) != row.entry.text:
                row.entry.show(self._shown(row.path))
                row.scroll_visible(animate=False)
        self.show_draft()

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
        self.app.push_screen(ReviewScreen(self.draft), self._reviewed)

    def _reviewed(self, saved: bool | None) -> None:
        if saved:
            self.dismiss()
        else:
            self.show_draft()

    def action_discard(self) -> None:
        """Throw the draft away, after a question."""
        from miljo_tui.tui.screens.question import QuestionScreen

        if not self.draft.changed:
            self.dismiss()
            return
        question = self.app.say(_("Throw away the changes of {name}?"), name=self.draft.record.name)
        self.app.push_screen(
            QuestionScreen(question, self.app.say(_("Throw them away"))), self._discard
        )

    def _discard(self, sure: bool | None) -> None:
        if sure:
            self.app.desk.discard(self.draft)
            self.dismiss()

    def action_back(self) -> None:
        """Leave; the draft stays on the desk."""
        if not self.draft.changed:
            self.app.desk.discard(self.draft)
        self.dismiss()


def _at(path: tuple[str, ...], problems: list[Problem]) -> list[Problem]:
    return [
        problem
        for problem in problems
        if problem.path[: len(path)] == path or _missing_at(path, problem)
    ]


def _missing_at(path: tuple[str, ...], problem: Problem) -> bool:
    """Tell whether the problem is that this required field is missing from its table."""
    return (
        problem.code == "missing-required"
        and problem.path == path[:-1]
        and (problem.remedy.values.get("key") == path[-1])
    )
