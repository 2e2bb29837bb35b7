"""The floor of the app: a Textual app with the same kinds of widget, and nothing behind them.

With a folder it reads the TOML files there once it is painted, and shows then one row for each.
"""

from __future__ import annotations

import sys
import tomllib
from functools import partial
from pathlib import Path

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static

from miljo_tui.tui.gc_tuning import look_for_garbage


class Rows(ScrollView, can_focus=True):
    """Lines that are made when they are in sight."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def on_mount(self) -> None:
        """Say how many lines there are."""
        self.show(self.count)

    def show(self, count: int) -> None:
        """Show so many lines."""
        self.count = count
        self.virtual_size = Size(1, count)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Render one line."""
        number = self.scroll_offset.y + y
        text = f"rad-{number:03} En rad med ord i" if number < self.count else ""
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width)


class BareApp(App[None]):
    """A title, two lists with a field above one of them, a text that scrolls, a line of keys."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #title, #keys { height: 1; padding: 0 1; }
    #keys { dock: bottom; }
    .panel { border: round $border-blurred; width: 1fr; }
    .panel:focus-within { border: round $accent; }
    """

    def __init__(self, folder: str | None = None) -> None:
        super().__init__()
        self._folder = folder

    def on_mount(self) -> None:
        """Paint first; then read, where there is something to read; then look for garbage."""
        if self._folder:
            read = partial(self._read, self._folder)
            self.call_after_refresh(partial(self.run_worker, read, thread=True))
        else:
            self.call_after_refresh(look_for_garbage)

    def _read(self, folder: str) -> None:
        held = [
            tomllib.loads(file.read_text(encoding="utf-8")) for file in Path(folder).rglob("*.toml")
        ]
        look_for_garbage()
        for rows in self.query(Rows):
            self.call_from_thread(rows.show, len(held))

    def compose(self) -> ComposeResult:
        """Lay everything out."""
        yield Static("Rubriken", id="title")
        with Horizontal():
            with Vertical(classes="panel"):
                yield Rows(0 if self._folder else 163)
            with Vertical(classes="panel"):
                yield Input(placeholder="Ord", compact=True)
                yield Rows(0 if self._folder else 163)
            with VerticalScroll(classes="panel"):
                yield Static("\n".join(f"Ett fält: ett värde på rad {line}" for line in range(30)))
        yield Static("F1 Hjälp  Ctrl+Q Avsluta", id="keys")


def main() -> None:
    """Run the app."""
    BareApp(*sys.argv[1:]).run()
