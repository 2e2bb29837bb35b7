"""The rows of a form: keys go from field to field, and the field with the focus is in sight."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Region

from miljo_tui.locale import mark as _
from miljo_tui.tui.forms.entry_list import EntriesField
from miljo_tui.tui.forms.row import Row
from miljo_tui.tui.forms.text_area import AreaField


class Rows(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Moves the focus where Textual would scroll and leave it behind."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", _("Field above"), show=False),
        Binding("down", "step(1)", _("Field below"), show=False),
        Binding("pageup", "page(-1)", _("A screenful of fields up"), show=False),
        Binding("pagedown", "page(1)", _("A screenful of fields down"), show=False),
        Binding("ctrl+home", "step(-9999)", _("First field"), show=False),
        Binding("ctrl+end", "step(9999)", _("Last field"), show=False),
    ]

    @property
    def rows(self) -> list[Row]:
        """The rows, from above; a query would hold each part of the form against a selector."""
        return [each for each in self.children if isinstance(each, Row)]

    @property
    def row_here(self) -> Row | None:
        """The row whose field has the focus."""
        here = self.screen.focused
        return here.parent if here and isinstance(here.parent, Row) else None

    def on_descendant_focus(self) -> None:
        """Have the whole row in sight, with what stands below the field."""
        self.keep_in_sight()

    def on_resize(self) -> None:
        """Have the field that has the focus in sight, however small the window was."""
        self.keep_in_sight()

    def on_key(self, _event: events.Key) -> None:
        """Have in sight what a key is about, wherever the mouse has scrolled."""
        self.keep_in_sight()

    def on_entries_field_moved(self) -> None:
        """Follow the cursor of a list."""
        self.keep_in_sight()

    def on_text_area_selection_changed(self) -> None:
        """Follow the cursor of a text."""
        self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """Scroll just so far that the row is in sight, and of a tall one the cursor's line."""
        self.call_after_refresh(self._bring_cursor)

    def _bring_cursor(self) -> None:
        row = self.row_here
        if row is None:
            return
        region, entry = row.virtual_region, row.entry
        if region.height > self.size.height and isinstance(entry, AreaField | EntriesField):
            y = region.y + entry.virtual_region.y + entry.cursor_y
            region = Region(0, y, 1, 1)
        self.scroll_to_region(region, animate=False, x_axis=False, immediate=True)

    def action_step(self, steps: int) -> None:
        """Go to another field; at either end there is none."""
        rows = self.rows
        if (here := self.row_here) is not None:
            self._enter(rows[max(0, min(rows.index(here) + steps, len(rows) - 1))])

    def action_page(self, pages: int) -> None:
        """Go to the field that is a screenful away."""
        if (here := self.row_here) is not None:
            top = here.virtual_region.y
            aim = top + pages * max(1, self.size.height - 1)
            rows = {row.virtual_region.y: row for row in self.rows}
            if after := [y for y in rows if (y - top) * pages > 0]:
                self._enter(rows[min(after, key=lambda y: abs(y - aim))])

    def _enter(self, row: Row) -> None:
        """Go into a field at the edge that is nearest to the field before."""
        here = self.row_here
        if here is not None and row is not here:
            if isinstance(row.entry, AreaField | EntriesField):
                row.entry.enter(from_below=row.virtual_region.y < here.virtual_region.y)
            self.screen.set_focus(row.entry, scroll_visible=False)
