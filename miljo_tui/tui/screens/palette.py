"""The palette: find a record, a command, a theme or a topic by words in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.model.query import fold, matches
from miljo_tui.tui.columns import Column
from miljo_tui.tui.dialog import Dialog
from miljo_tui.tui.forms.line import Line
from miljo_tui.tui.literal import label
from miljo_tui.tui.table import NOTHING_MATCHES, Table


@frozen
class PaletteEntry:
    """Something to go to or to do."""

    name: str
    kind: str
    do: Callable[[], object]
    words: str = ""
    """What it is found by besides its name."""


class PaletteScreen(Dialog[PaletteEntry | None]):
    """A line to type in, and below it what matches."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f10", "dismiss(None)", _("Back"), show=False),
        Binding("up", "move(-1)", _("Up"), show=False),
        Binding("down", "move(1)", _("Down"), show=False),
        Binding("pageup", "page(-1)", _("Page up"), show=False),
        Binding("pagedown", "page(1)", _("Page down"), show=False),
    ]

    def __init__(self, entries: Mapping[str, PaletteEntry], title: str) -> None:
        super().__init__()
        self._entries = entries
        self._title = title

    def compose(self) -> ComposeResult:
        """Show the line and the list."""
        say = self.app.say
        with Vertical(classes="dialog page") as box:
            box.border_title = label(self._title)
            yield Line(placeholder=say(_("Search words (all must occur)")))
            yield Table([Column("name", say(_("Name"))), Column("kind", "", 14, priority=-1)])

    def on_mount(self) -> None:
        """Show everything, the cursor ready to type."""
        self._show("")
        self.query_one(Line).focus()

    def _show(self, terms: str) -> None:
        entries = self._entries
        shown = [
            key
            for key, entry in entries.items()
            if matches(terms, fold(f"{entry.name} {entry.kind} {key} {entry.words}"))
        ]
        table = self.query_one(Table)
        table.explain_empty(self.app.say(NOTHING_MATCHES, terms=terms))
        table.set_rows(shown, lambda key: (entries[key].name, entries[key].kind))
        table.action_first()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Do what the cursor is on."""
        self.query_one(Table).action_open()

    def on_table_opened(self, event: Table.Opened) -> None:
        """Close with what is to be done."""
        self.dismiss(self._entries[event.id])

    def action_move(self, rows: int) -> None:
        """Move the cursor while typing."""
        self.query_one(Table).action_move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screenfuls while typing."""
        self.query_one(Table).action_page(pages)
