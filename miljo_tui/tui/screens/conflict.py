"""Two changes of one field: what it was, theirs and mine side by side, and which shall count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from miljo_tui.editing import Draft, Rebased
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.fields import lookup
from miljo_tui.model.merging import Conflict
from miljo_tui.model.structures import Entries
from miljo_tui.model.wording import value_words, words
from miljo_tui.tui.columns import Column
from miljo_tui.tui.command_screen import CommandScreen
from miljo_tui.tui.commands import CONFLICT
from miljo_tui.tui.forms.entry_list import summaries
from miljo_tui.tui.hanging_text import HangingText
from miljo_tui.tui.literal import label, visible
from miljo_tui.tui.table import Table

MINE, THEIRS = "●", "○"


class ConflictScreen(CommandScreen[Draft | None]):
    """Closes with the draft in which every conflict is settled, or with nothing."""

    COMMANDS_HERE = CONFLICT
    AUTO_FOCUS = "Table"

    def __init__(self, rebased: Rebased, marks: Sequence[str] = ()) -> None:
        """Show both changes; `marks` are what git calls our version and theirs, in a file of its.

        Whose they are nobody knows then: in a rebase, ours are the others'.
        """
        super().__init__()
        self._rebased = rebased
        self._marks = marks
        self._takes_theirs = [False] * len(rebased.conflicts)

    def compose(self) -> ComposeResult:
        """Lay out what the other has changed, the conflicts, the one under the cursor, the keys."""
        say, draft = self.app.say, self._rebased.draft
        title = message(_("{name} was changed by somebody else too"), name=draft.name)
        if self._marks:
            title = message(_("{name}: two versions that git could not join"), name=draft.name)
        yield Static(label(say(title), "bold"), id="title")
        yield Table(
            [
                Column("field", say(_("Field"))),
                Column("was", say(_("Was")), priority=-1),
                Column("theirs", self._theirs),
                Column("mine", self._mine),
            ]
        )
        yield HangingText(id="whole")
        yield self.key_line()

    def on_mount(self) -> None:
        """Show the conflicts, without the messages that came before."""
        self.app.clear_notifications()
        self._show()

    def _show(self) -> None:
        rows = {str(place): self._row(place) for place in range(len(self._takes_theirs))}
        self.query_one(Table).set_rows(list(rows), lambda row: rows[row])
        self._show_whole()

    def _row(self, place: int) -> tuple[str, str, str, str]:
        conflict, is_theirs = self._rebased.conflicts[place], self._takes_theirs[place]
        return (
            self._called(conflict),
            self._said(conflict, conflict.base),
            f"{MINE if is_theirs else THEIRS} {self._said(conflict, conflict.theirs)}",
            f"{THEIRS if is_theirs else MINE} {self._said(conflict, conflict.ours)}",
        )

    @property
    def _theirs(self) -> str:
        return visible(self._marks[1]) if self._marks else self.app.say(_("Theirs"))

    @property
    def _mine(self) -> str:
        return visible(self._marks[0]) if self._marks else self.app.say(_("Mine"))

    def _show_whole(self) -> None:
        say, row = self.app.say, self.query_one(Table).cursor_id
        lines = [label(say(_("No field has two values: both changes go together.")), "bold")]
        if row is not None:
            conflict = self._rebased.conflicts[int(row)]
            lines = [label(self._called(conflict), "bold")]
            for who, value in (
                (say(_("Was")), conflict.base),
                (self._theirs, conflict.theirs),
                (self._mine, conflict.ours),
            ):
                lines.append(label(f"{who}: {self._said(conflict, value, whole=True)}"))
        own = {each.path for each in self._rebased.conflicts}
        lines += [label(""), label(say(_("What they have changed besides, and what is kept:")))]
        lines += [
            label(f"• {say(words(change))}")
            for change in self._rebased.theirs
            if change.path not in own
        ] or [label("–")]
        self.query_one("#whole", Static).update(Content("\n").join(lines))

    def _called(self, conflict: Conflict) -> str:
        say = self.app.say
        return " · ".join([*map(say, conflict.within), say(conflict.label)])

    def _said(self, conflict: Conflict, value: Any, *, whole: bool = False) -> str:
        if isinstance(value, dict):
            field = lookup(self._rebased.draft.record.kind.cls, conflict.path)
            if field and isinstance(kind := field.kind, Entries):
                return summaries(kind, [value], (), self.app.speaker)
        if value is None and conflict.field is None:
            return self.app.say(_("(removed)"))
        if whole and isinstance(value, str):
            return value.strip()
        return self.app.speaker.spell(value_words(conflict.field, value))

    def on_table_highlighted(self) -> None:
        """Show the conflict under the cursor in full."""
        self._show_whole()

    def on_table_opened(self) -> None:
        """Let the other value count."""
        self.action_turn()

    def action_turn(self) -> None:
        """Let the other value of the conflict under the cursor count."""
        row = self.query_one(Table).cursor_id
        if row is not None:
            self._takes_theirs[int(row)] = not self._takes_theirs[int(row)]
            self._show()

    def action_take(self) -> None:
        """Close with what was chosen."""
        self.dismiss(self._rebased.resolved(self._takes_theirs))

    def action_back(self) -> None:
        """Go back; nothing was written, and the draft is as it was."""
        self.dismiss(None)
