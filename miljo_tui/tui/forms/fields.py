"""Fields one below the other, written into a draft, with their problems, undo and redo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from miljo_tui.editing import DiskComparison, Draft
from miljo_tui.locale import counted
from miljo_tui.locale import mark as _
from miljo_tui.model import tree
from miljo_tui.model.fields import Field, lookup
from miljo_tui.model.problems import Path, Problem
from miljo_tui.model.structures import Entries
from miljo_tui.model.texts import LongText
from miljo_tui.tui.columns import cut
from miljo_tui.tui.command_screen import CommandScreen
from miljo_tui.tui.commands import FORM, Command
from miljo_tui.tui.fixed_text import FixedText
from miljo_tui.tui.forms.edited import Edited
from miljo_tui.tui.forms.entry_list import EntriesField
from miljo_tui.tui.forms.external_text import edit_outside
from miljo_tui.tui.forms.groups import Heading, Index, IndexLine, group_of
from miljo_tui.tui.forms.inputs import make_input, written
from miljo_tui.tui.forms.row import Row, problems_at
from miljo_tui.tui.forms.rows import Rows
from miljo_tui.tui.forms.running_text import broken
from miljo_tui.tui.forms.text_area import AreaField
from miljo_tui.tui.hanging_text import HangingText
from miljo_tui.tui.literal import label, visible
from miljo_tui.tui.panels.title import NOT_KEPT
from miljo_tui.tui.terminal.editor import EditorFailed


class FieldsScreen(CommandScreen[bool]):
    """The fields of a record, or of one of its entries. Closes with True when it was saved."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = FORM
    AUTO_FOCUS = "Row *"

    def __init__(self, draft: Draft, inside: Path = ()) -> None:
        super().__init__()
        self.draft = draft
        self.inside = inside
        """The entry whose fields are shown; empty for the record itself."""
        self._problem_count = 0
        self._since = DiskComparison()
        """What somebody else has made of the record since the draft was begun."""

    def fields(self) -> Iterator[tuple[Path, Field]]:
        """Yield the fields that are shown, by path."""
        cls: type[object] = self.draft.record.kind.cls
        if self.inside:
            kind = self.draft.field(self.inside).kind
            assert isinstance(kind, Entries)
            cls = kind.of
        for path, field in tree.editable(cls).items():
            yield (*self.inside, *path), field

    def compose(self) -> ComposeResult:
        """Lay out the title, a row for each field, and the keys."""
        draft, speaker = self.draft, self.app.speaker
        yield FixedText(id="title")
        with Horizontal(id="groups"):
            yield Index(id="index")
            with Rows(id="form"):
                group: Path | None = None
                for path, field in self.fields():
                    if group_of(path, field) != group:
                        is_first, group = group is None, group_of(path, field)
                        named = self._heading(group)
                        if named or not is_first:
                            yield Heading(group, speaker.say(named or draft.record.kind.label))
                    entry = make_input(path, field, draft.value(path), draft.folder, speaker)
                    yield Row(path, field, entry, speaker)
        yield HangingText(id="elsewhere")
        yield FixedText(id="foot")
        yield self.key_line()

    def _heading(self, group: Path) -> str:
        """Return what a table or a list is called, an entry by the word for one; a marked msgid."""
        table = lookup(self.draft.record.kind.cls, group)
        if table is None or group == self.inside:
            return ""
        kind = table.kind
        return kind.one if isinstance(kind, Entries) and isinstance(group[-1], int) else table.label

    def on_mount(self) -> None:
        """Show the marks and problems."""
        self.show_draft()

    @property
    def rows(self) -> list[Row]:
        """The rows of the fields, in their order."""
        return self.query_one(Rows).rows

    @property
    def is_fresh(self) -> bool:
        """Tell whether what is edited was just made: what it lacks is then no fault yet."""
        return self.draft.is_new or bool(
            self.inside and tree.at(self.draft.record.raw, self.inside) is None
        )

    def show_draft(self) -> None:
        """Show title, marks and problems as the draft now is."""
        draft, say = self.draft, self.app.say
        problems = draft.problems()
        if self.is_fresh:
            problems = [each for each in problems if each.code != "missing-required"]
        self._problem_count = len(problems)
        self.show_title()
        paths = []
        for row in self.rows:
            paths.append(row.path)
            row.show(
                changed=draft.is_changed(row.path),
                problems=problems_at(row.path, problems),
                since=self._since.about(draft, row.path),
            )
            value = draft.value(row.path)
            row.understood(value if row.field.kind.fits(value) else None)
            if isinstance(row.entry, EntriesField):
                row.entry.show(self._shown(row.path, problems))
        rest = [
            each
            for each in problems
            if not any(each in problems_at(path, [each]) for path in paths)
        ]
        if self.inside:
            rest = [each for each in rest if each.path[: len(self.inside)] == self.inside]
        elsewhere = self.query_one("#elsewhere", HangingText)
        elsewhere.say([label(f"! {say(each.message)}", lines=True) for each in rest[:3]])
        elsewhere.display = bool(rest)
        headings = (each for each in self.query_one(Rows).children if isinstance(each, Heading))
        for heading in headings:
            is_list = isinstance(draft.field(heading.path).kind, Entries)
            if is_list and not isinstance(heading.path[-1], int):
                heading.show(len(draft.entries(heading.path)))
        self._show_where()

    def show_title(self) -> None:
        """Say what is edited and how far it has come; where it is short, the path gives way."""
        draft, say = self.draft, self.app.say
        name, states = draft.name, []
        if self.inside:
            kind = draft.field(self.inside).kind
            assert isinstance(kind, Entries)
            entry = say(kind.called(tree.at(draft.result.raw, self.inside) or {}))
            name = f"{entry} · {name}"
        if draft.is_new:
            states.append(say(_("new, not committed")))
        elif count := len(draft.words()):
            changed = counted(_("{count} field changed"), _("{count} fields changed"), count=count)
            states.append(say(changed))
        if count := self._problem_count:
            states.append(say(counted(_("{count} problem"), _("{count} problems"), count=count)))
        rest = " · ".join(["", *states])
        first = "".join(f"{warning} · " for warning in self.warnings())
        room = self.app.size.width - 2 - cell_len(first) - cell_len(rest)
        name = visible(name)
        shown = cut(name, min(cell_len(name), max(12, room))).plain
        title = f"{first}{shown}{rest}"
        path = f" · {draft.record.file}"
        if cell_len(title) + cell_len(path) <= self.app.size.width - 2:
            title += path
        self.query_one("#title", FixedText).update(label(title, "bold"))

    def _show_where(self) -> None:
        """Say at the foot what there is to say of the field with the focus, and mark its group."""
        row = self.query_one(Rows).row_here
        self.query_one("#foot", FixedText).update(row.words() if row else "")
        if not self.query_one(Index).display:
            return
        lines, here = [], 0
        for place, group in enumerate(self.groups()):
            first = group[0]
            heading = lookup(self.draft.record.kind.cls, group_of(first.path, first.field))
            is_list = isinstance(first.field.kind, Entries)
            lines.append(
                IndexLine(
                    self.app.say(heading.label if heading else self.draft.record.kind.label),
                    len(self.draft.entries(first.path)) if is_list else None,
                    any(each.is_changed for each in group),
                    any(each.is_faulty for each in group),
                )
            )
            here = place if row in group else here
        self.query_one(Index).show(lines, here)

    def groups(self) -> list[list[Row]]:
        """Return the rows of the form by groups, in their order."""
        return [
            list(part) for _path, part in groupby(self.rows, lambda r: group_of(r.path, r.field))
        ]

    def on_index_chosen(self, event: Index.Chosen) -> None:
        """Go to the group that was clicked."""
        self.groups()[event.place][0].entry.focus()

    def on_descendant_focus(self) -> None:
        """Follow the focus."""
        self._show_where()

    def on_resize(self) -> None:
        """Show as much of the title as there is room for now, and the index where it has come."""
        if self.is_mounted:
            self.show_title()
            self.call_after_refresh(self._show_where)

    def warnings(self) -> list[str]:
        """Return what a title begins with, where a narrow line does not cut it."""
        say, brief = self.app.say, self._since.brief()
        told = [say(NOT_KEPT)] if self.app.workspace.drafts.obstacle else []
        return [*told, f"! {say(brief)}"] if brief else told

    def on_keeping(self) -> None:
        """Say in the title whether the draft is on the disk."""
        self.show_draft()

    def on_news(self) -> None:
        """Show what somebody else has changed on disk; what was written stays, and the cursor."""
        workspace, draft = self.app.workspace, self.draft
        now = DiskComparison.of_draft(draft, workspace.snapshot, is_new=draft.is_new)
        if now.state == "changed" and not self.inside and self._is_untouched():
            self.draft, now = workspace.begin_anew(draft), DiskComparison()
            self.show_values()
        if now != self._since:
            self._since = now
            self.show_draft()

    def _is_untouched(self) -> bool:
        """Tell whether the draft is the workspace's, and nothing was ever written in it."""
        draft = self.draft
        return self.app.workspace.drafts.get(draft.record.address) is draft and not draft.is_begun

    def on_screen_resume(self) -> None:
        """Look at what came while another screen was on top."""
        self.on_news()

    def on_edited(self, event: Edited) -> None:
        """Take what was written into the draft."""
        if self._write(event.path, event.text):
            self.show_draft()
        self.query_one(Rows).keep_in_sight()

    def on_descendant_blur(self) -> None:
        """What is typed into the next field is a step of its own."""
        self.draft.pause()
        self.spread_periods()

    def spread_periods(self) -> None:
        """Show a period that was typed into a start or an end where it belongs."""
        if self.draft.spread_periods():
            self.show_values()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field."""
        event.stop()
        self.focus_next()

    def _write(self, path: Path, text: str | Sequence[str]) -> bool:
        """Put a text into the draft unless it is what the input shows of the draft anyway."""
        joined = text if isinstance(text, str) else "\n".join(text)
        if joined == self._shown(path):
            return False
        if isinstance(text, str) and isinstance(self.draft.field(path).kind, LongText):
            held = self.draft.original(path)
            text = broken(text, held if isinstance(held, str) else "")
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
            self.show_step()
        else:
            self.app.tell(_("There is nothing to undo"))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        if self.draft.redo():
            self.show_step()
        else:
            self.app.tell(_("There is nothing to redo"))

    def show_step(self) -> None:
        """Show what a key has changed, and put the focus on it."""
        changed = self.show_values()
        if changed and self.query_one(Rows).row_here not in changed:
            self.set_focus(changed[0].entry, scroll_visible=False)

    def show_values(self) -> list[Row]:
        """Show the values as the draft now has them; return the rows that show another one."""
        if self.inside and self.draft.value(self.inside) is None:
            self.dismiss(False)  # the entry is no longer there, or not yet
            return []
        problems = self.draft.problems()
        changed = []
        for row in self.rows:
            shown = self._shown(row.path, problems)
            if shown != row.entry.text:
                row.entry.show(shown)
                changed.append(row)
        self.show_draft()
        return changed

    def action_editor(self) -> None:
        """Hand the field to the person's own editor."""
        entry = self.focused
        if not isinstance(entry, AreaField):
            self.app.tell(_("Only a field of several lines can be edited outside"))
            return
        journal = self.app.workspace.drafts.journal
        try:
            folder = journal.lend(self.draft.record.address)
            edit_outside(self.app, entry.text, folder, partial(self._take, entry))
        except OSError as error:
            self.app.explain(journal.not_lent(error))
        except EditorFailed as failure:
            self.app.explain(failure)
        self.show_values()

    def _take(self, entry: AreaField, text: str) -> bool:
        """Put what an editor has written into the draft; tell whether it is kept as that is."""
        self.draft.pause()
        edited = entry.edited(text)
        self._write(edited.path, edited.text)
        return not self.app.workspace.drafts.obstacle
