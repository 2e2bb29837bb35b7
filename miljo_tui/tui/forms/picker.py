"""Picking several values from a list that can be searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from miljo_tui.locale import mark as _
from miljo_tui.model.query import fold, matches
from miljo_tui.tui.columns import Column
from miljo_tui.tui.dialog import Dialog
from miljo_tui.tui.forms.line import Line
from miljo_tui.tui.literal import label
from miljo_tui.tui.table import NOTHING_MATCHES, Table


class PickScreen(Dialog[list[str] | None]):
    """A line to search with, and the list; Enter marks, F2 takes over, Escape leaves as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f10", "dismiss(None)", _("Back"), show=False),
        Binding("f2,ctrl+s", "take", _("Use selected"), show=False),
        Binding("up", "move(-1)", _("Up"), show=False),
        Binding("down", "move(1)", _("Down"), show=False),
        Binding("pageup", "page(-1)", _("Page up"), show=False),
        Binding("pagedown", "page(1)", _("Page down"), show=False),
    ]

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str]], picked: Sequence[str]
    ) -> None:
        super().__init__()
        self._title = title
        self._words = dict(choices)
        self._picked = list(picked)

    def compose(self) -> ComposeResult:
        """Show the line, the list and the keys."""
        say = self.app.say
        with Vertical(classes="dialog page") as box:
            box.border_title = label(self._title)
            yield Line(placeholder=say(_("Search")))
            yield Table([Column("mark", "", 3), Column("name", say(_("Name")))])
            yield Static(label(say(_("Enter marks · F2 uses the selection · Esc cancels"))))

    def on_mount(self) -> None:
        """Show everything, the cursor ready to type."""
        self._show("")
        self.query_one(Line).focus()

    def _show(self, terms: str) -> None:
        shown = [key for key, words in self._words.items() if matches(terms, fold(words))]
        table = self.query_one(Table)
        table.explain_empty(self.app.say(NOTHING_MATCHES, terms=terms))
        table.set_rows(
            shown, lambda key: ("[x]" if key in self._picked else "[ ]", self._words[key])
        )

    def on_input_changed(self) -> None:
        """Show what matches."""
        self._show(self.query_one(Line).value)

    def on_input_submitted(self) -> None:
        """Mark what the cursor is on."""
        self.query_one(Table).action_open()

    def on_table_opened(self, event: Table.Opened) -> None:
        """Mark, or take the mark away."""
        if event.id in self._picked:
            self._picked.remove(event.id)
        else:
            self._picked.append(event.id)
        event.table.refresh_row(event.id)

    def action_move(self, rows: int) -> None:
        """Move the cursor while searching."""
        self.query_one(Table).action_move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screenfuls while searching."""
        self.query_one(Table).action_page(pages)

    def action_take(self) -> None:
        """Close with what is marked."""
        self.dismiss(self._picked)
