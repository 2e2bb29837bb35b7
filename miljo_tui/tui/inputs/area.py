"""A field of many lines: long text, or a list with one item a line."""

from __future__ import annotations

from textual.widgets import TextArea

from miljo_tui.session.drafting import FieldPath
from miljo_tui.tui.inputs.edited import Edited


class AreaField(TextArea):
    """A text area without blinking and line numbers; Tab leaves it."""

    def __init__(self, path: FieldPath, text: str, *, items: bool) -> None:
        super().__init__(text, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.path = path
        self.items = items
        """Whether each line is an item of a list."""
        self.compact = True
        self.cursor_blink = False

    def show(self, text: str) -> None:
        """Show another text without telling the form."""
        with self.prevent(TextArea.Changed):
            self.text = text

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(Edited(self.path, self.text.split("\n") if self.items else self.text))
