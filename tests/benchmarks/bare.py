"""The floor of the app: a Textual app with the same kinds of widget, and nothing behind them."""

from __future__ import annotations

import gc

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static


class Rows(ScrollView, can_focus=True):
    """Lines that are made when they are in sight."""

    def on_mount(self) -> None:
        """Say how many lines there are."""
        self.virtual_size = Size(1, 163)

    def render_line(self, y: int) -> Strip:
        """Render one line."""
        text = f"rad-{self.scroll_offset.y + y:03} En rad med ord i"
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

    def compose(self) -> ComposeResult:
        """Lay everything out."""
        yield Static("Rubriken", id="title")
        with Horizontal():
            with Vertical(classes="panel"):
                yield Rows()
            with Vertical(classes="panel"):
                yield Input(placeholder="Ord", compact=True)
                yield Rows()
            with VerticalScroll(classes="panel"):
                yield Static("\n".join(f"Ett fält: ett värde på rad {line}" for line in range(30)))
        yield Static("F1 Hjälp  Ctrl+Q Avsluta", id="keys")

    def on_mount(self) -> None:
        """Look for garbage from the first paint on, as the program does."""
        self.call_after_refresh(gc.freeze)
        self.call_after_refresh(gc.enable)


def main() -> None:
    """Run the app."""
    BareApp().run()
