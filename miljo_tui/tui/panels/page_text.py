"""Lines to be scrolled through, of which only those in sight are rendered."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class PageText(ScrollView, can_focus=True):
    """A text of any length: the page of 2,000 measures has 85,000 lines."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._count = 0
        self._line: Callable[[int], Content] = lambda _at: Content("")

    def show(self, count: int, line: Callable[[int], Content]) -> None:
        """Show so many lines, none wider than the room; `line` gives each when it is in sight."""
        self._count, self._line = count, line
        self.virtual_size = Size(1, count)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Render one line of the screen."""
        at = self.scroll_offset.y + y
        content = self._line(at) if at < self._count else Content("")
        width = self.scrollable_content_region.width
        strip = Strip(content.render_segments()).adjust_cell_length(width)
        return strip.apply_style(self.rich_style)
