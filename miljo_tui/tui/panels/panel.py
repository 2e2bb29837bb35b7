"""A numbered panel: a box with a title, or folded to one line that says where one is."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.containers import Vertical
from textual.content import Content
from textual.visual import VisualType
from textual.widget import Widget

from miljo_tui.tui.columns import cut
from miljo_tui.tui.literal import label, visible

FOLDED = "-folded"
"""The class of a panel that is one line."""


class Panel(Widget):
    """What the panels have in common; named after the container, whose style is the first one's."""

    number = 0
    """The key that jumps to it."""
    _title = ""
    _note = ""
    _where = ""

    def entitle(self, title: str, note: str = "", where: str = "") -> None:
        """Give it a title and a note at its foot; `where` is said while it is folded."""
        title, where = f"{self.number} {visible(title)}", visible(where)
        # Textual paints the whole panel anew for a title, also for the one that it has.
        if title != self._title:
            self.border_title = label(title)
        if note != self._note:
            self.border_subtitle = label(note)
        if (title, where) != (self._title, self._where) and self.is_folded:
            self.refresh()
        self._title, self._note, self._where = title, note, where

    @property
    def is_folded(self) -> bool:
        """Tell whether it is one line just now."""
        return self.has_class(FOLDED)

    def render(self) -> VisualType:
        """Show the line that is left of a folded panel, drawn like the top of its box."""
        if not self.is_folded:
            return super().render()
        width = self.size.width
        title = cut(self._title, min(cell_len(self._title), max(1, width - 6))).plain
        room = max(0, width - cell_len(title) - 8)
        where = cut(self._where, min(cell_len(self._where), room)).plain if room > 4 else ""
        after = f" {where} " if where else ""
        rule = "─" * (width - cell_len(title) - cell_len(after) - 5)
        grey = "ansi_bright_black"
        return Content.assemble(
            ("╭─ ", grey), label(title), (f" {rule}", grey), label(after), ("╮", grey)
        )

    def on_click(self, event: events.Click) -> None:
        """Unfold where it is clicked."""
        if self.is_folded:
            event.stop()
            self.call_later(self.screen.run_action, f"jump({self.number})")


class ListPanel(Vertical, Panel):
    """A panel around a list."""

    def __init__(self, number: int, *, id: str) -> None:
        super().__init__(id=id, classes="panel")
        self.number = number
