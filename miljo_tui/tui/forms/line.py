"""A line to type in."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from miljo_tui.tui.literal import visible


class Line(Input):
    """One line, without blinking; a paste of several lines is joined, nothing of it is dropped."""

    virtual_size = Reactive(Size(0, 0))
    """The size of the text, which scrolls in a place that is fixed: for it nothing is moved."""

    compact = Reactive(True, repaint=False)
    """What it is from the start; Textual would style each line twice more to find that out."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            id=id,
            classes="-textual-compact",
            select_on_focus=False,
        )
        self.cursor_blink = False

    def validate(self, value: str) -> None:
        """Style nothing anew: what is wrong with a text, the form says."""

    def validate_value(self, value: str) -> str:
        """Hold only what can be seen, wherever it comes from; Textual would send it as it is."""
        return visible(value)

    def on_paste(self, event: events.Paste) -> None:
        """Paste all lines as one; Textual would keep the first and drop the rest."""
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(visible(" ".join(event.text.splitlines())))
