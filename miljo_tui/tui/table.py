"""A table that renders only the rows in sight, so that 2,000 rows cost no more than 20."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from miljo_tui.frozen import replace
from miljo_tui.locale import mark
from miljo_tui.tui.columns import GAP, Column, Place, fit, line, titled
from miljo_tui.tui.literal import cell
from miljo_tui.tui.textual_internals import Lines

Render = Callable[[str], Sequence[str | Text]]
"""Gives the cells of one row by its id, one for each column; called for rows in sight only."""

CURSOR_MARK = "▶"
MARGIN = 2
"""Cells left of the first column, for the cursor mark."""
NOTHING_MATCHES = mark("Nothing here matches “{terms}”.")
"""What a list without rows says where it shows what is searched for."""


class Table(Lines, can_focus=True, inherit_bindings=False):
    """Rows under a fixed header, with a cursor that stays on its row when the rows change."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", mark("Up"), show=False),
        Binding("down,j", "move(1)", mark("Down"), show=False),
        Binding("pageup", "page(-1)", mark("Page up"), show=False),
        Binding("pagedown", "page(1)", mark("Page down"), show=False),
        Binding("home,g", "first", mark("First row"), show=False),
        Binding("end,G", "last", mark("Last row"), show=False),
        Binding("enter", "open", mark("Open"), show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--header", "table--row", "table--cursor"}
    LINES: ClassVar[int] = 1
    """The lines of a row; its cells are those of the first line, then those of the next."""
    HEADER: ClassVar[int] = 1
    """The lines of the header: one, or none where the columns speak for themselves."""
    DEFAULT_CSS = """
    Table {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;

        & > .table--header { text-style: bold underline; }
        &:focus > .table--cursor { text-style: reverse; }
    }
    """

    class Told(Message):
        """What a table tells the screen that holds it; no dataclass, which costs each start."""

        def __init__(self, table: Table) -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> Table:
            """The table, for `on` selectors."""
            return self.table

    class Highlighted(Told):
        """The cursor came to another row; None when there are no rows."""

        def __init__(self, table: Table, id: str | None) -> None:
            super().__init__(table)
            self.id = id

    class Opened(Told):
        """The row under the cursor was asked for, with Enter or a second click."""

        def __init__(self, table: Table, id: str) -> None:
            super().__init__(table)
            self.id = id

    class SortAsked(Told):
        """The header of a column was clicked."""

        def __init__(self, table: Table, column_id: str) -> None:
            super().__init__(table)
            self.column_id = column_id

    def __init__(
        self, columns: Sequence[Column], *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._sort: tuple[str, bool] | None = None
        self._ids: Sequence[str] = ()
        self._index: dict[str, int] = {}
        self._render_row: Render = lambda _: ()
        self._cursor = 0
        self._why_empty = ""
        self._shared: tuple[int, tuple[Place, ...], Style] | None = None
        """What all lines of one painting have in common: their width, columns and style."""

    @property
    def cursor_id(self) -> str | None:
        """The id of the row under the cursor."""
        return self._ids[self._cursor] if self._ids else None

    @property
    def row_ids(self) -> Sequence[str]:
        """The ids of all rows, in the order shown."""
        return self._ids

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; the rows must fit them when they are rendered next."""
        self._columns = tuple(columns)
        self.refresh()

    def set_wish(self, column_id: str, width: int) -> None:
        """Let a column wish for so many cells, the longest value that it has now."""
        if any(each.id == column_id and each.wish != width for each in self._columns):
            self.set_columns(
                [
                    replace(each, wish=width) if each.id == column_id else each
                    for each in self._columns
                ]
            )

    def set_width(self, column_id: str, width: int) -> None:
        """Give a column so many cells."""
        if any(each.id == column_id and each.width != width for each in self._columns):
            self.set_columns(
                [
                    replace(each, width=width) if each.id == column_id else each
                    for each in self._columns
                ]
            )

    def set_sort(self, column_id: str | None, *, descending: bool = False) -> None:
        """Mark in the header which column the rows are sorted by; the caller sorts them."""
        sort = None if column_id is None else (column_id, descending)
        if sort != self._sort:
            self._sort = sort
            self.refresh()

    def set_rows(self, ids: Sequence[str], render: Render) -> None:
        """Show these rows; the cursor stays on its row, or on its line where that row is gone."""
        before = self.cursor_id
        self._ids = tuple(ids)
        self._index = {row_id: index for index, row_id in enumerate(self._ids)}
        self._render_row = render
        self._cursor = self._index.get(before or "", min(self._cursor, max(0, len(ids) - 1)))
        self.have(len(self._ids) * self.LINES + self.HEADER)
        self._keep_cursor_in_sight()
        self.refresh()
        if self.cursor_id != before:
            self.post_message(self.Highlighted(self, self.cursor_id))

    def explain_empty(self, why: str) -> None:
        """Say this, a sentence or line for a line, where there are no rows."""
        if why != self._why_empty:
            self._why_empty = why
            self.refresh()

    def refresh_row(self, row_id: str) -> None:
        """Repaint one row because its values changed; a row that is not there is left alone."""
        if row_id in self._index:
            self._repaint(self._index[row_id])

    def move_to(self, row_id: str) -> bool:
        """Put the cursor on a row and return whether the row is there."""
        if row_id not in self._index:
            return False
        self._move(self._index[row_id])
        return True

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the lines in sight, and find out once what they have in common."""
        width = self._width
        self._shared = (width, fit(self._columns, width - MARGIN), self.rich_style)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Render one line of the screen: the header, a row in sight, or nothing."""
        index, part = divmod(self.scroll_offset.y + y - self.HEADER, self.LINES)
        if y < self.HEADER:
            titles = [titled(column, self._sort) for column in self._columns]
            return self._strip("", titles, "table--header")
        if not self._ids and self._why_empty:
            return self._why_line(y - self.HEADER)
        if index >= len(self._ids):
            return self._strip("", (), "table--row")
        of_line = slice(part * len(self._columns), (part + 1) * len(self._columns))
        values = self._render_row(self._ids[index])[of_line]
        if index == self._cursor:
            mark = CURSOR_MARK if part == 0 else ""
            return self._strip(mark, values, "table--row", "table--cursor")
        return self._strip("", values, "table--row")

    def on_resize(self) -> None:
        """Keep the cursor in sight when the window shrinks."""
        self._keep_cursor_in_sight()

    def on_click(self, event: events.Click) -> None:
        """Ask for a sort in the header, move the cursor to a row, or open the row it is on."""
        spot = event.get_content_offset(self)
        if spot is None:
            return
        event.stop()
        if spot.y < self.HEADER:
            for place in self._places():
                if place.start <= spot.x - MARGIN < place.start + place.width + GAP:
                    self.post_message(self.SortAsked(self, self._columns[place.index].id))
            return
        index = (self.scroll_offset.y + spot.y - self.HEADER) // self.LINES
        if index == self._cursor:
            self.action_open()
        elif index < len(self._ids):
            self._move(index)

    def action_move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        self._move(self._cursor + rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by so many screenfuls, one row of which stays in sight."""
        rows = (self.size.height - self.HEADER) // self.LINES
        self._move(self._cursor + pages * max(1, rows - 1))

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self._move(0)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self._move(len(self._ids) - 1)

    def action_open(self) -> None:
        """Ask for the row under the cursor, which is in sight from now on."""
        self._keep_cursor_in_sight()
        if self.cursor_id is not None:
            self.post_message(self.Opened(self, self.cursor_id))

    @property
    def _width(self) -> int:
        """The cells of a line, without the scrollbar."""
        return self.scrollable_content_region.width

    def _places(self) -> tuple[Place, ...]:
        """Place the columns right of the margin."""
        return fit(self._columns, self._width - MARGIN)

    def _move(self, index: int) -> None:
        """Put the cursor on a row and repaint only that row and the one it left."""
        index = max(0, min(index, len(self._ids) - 1))
        if index == self._cursor:
            return
        left, self._cursor = self._cursor, index
        self._repaint(left)
        self._repaint(index)
        self._keep_cursor_in_sight()
        self.post_message(self.Highlighted(self, self.cursor_id))

    def _repaint(self, index: int) -> None:
        """Repaint one row if it is in sight, without the scrollbar beside it."""
        first = index * self.LINES + self.HEADER - self.scroll_offset.y
        for y in range(max(first, self.HEADER), min(first + self.LINES, self.size.height)):
            self.refresh(Region(0, y, self._width, 1))

    def _keep_cursor_in_sight(self) -> None:
        """Scroll just so far that the row under the cursor is on the screen."""
        top, lines = self.scroll_offset.y, self.size.height - self.HEADER
        first, last = self._cursor * self.LINES, (self._cursor + 1) * self.LINES - 1
        if lines >= self.LINES and not (top <= first and last < top + lines):
            self.scroll_to(y=first if first < top else last - lines + 1, animate=False)

    def _why_line(self, y: int) -> Strip:
        """Render a line of why there are no rows, broken between words."""
        assert self._shared is not None
        width, _places, style = self._shared
        lines = [
            part
            for text in self._why_empty.split("\n")
            for part in wrap(text, max(1, width - MARGIN))
        ]
        text = cell(" " * MARGIN + lines[y] if y < len(lines) else "")
        return Strip(text.render(self.app.console)).adjust_cell_length(width).apply_style(style)

    def _strip(self, margin: str, values: Sequence[str | Text], *classes: str) -> Strip:
        """Lay the values out in their columns, under the styles of these component classes."""
        assert self._shared is not None
        width, places, style = self._shared
        for name in classes:
            style += self.get_component_rich_style(name, partial=True)
        text = line(margin.ljust(MARGIN), self._columns, places, values)
        return Strip(text.render(self.app.console)).adjust_cell_length(width).apply_style(style)
