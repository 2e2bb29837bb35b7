"""A field of one line."""

from __future__ import annotations

from textual.widgets import Input

from miljo_tui.model.problems import Path
from miljo_tui.tui.forms.edited import Edited
from miljo_tui.tui.forms.line import Line


class LineField(Line):
    """A field of one line: text, number, date, web address."""

    def __init__(self, path: Path, text: str) -> None:
        super().__init__(text)
        self.path = path

    @property
    def text(self) -> str:
        """What is written in it."""
        return self.value

    def show(self, text: str) -> None:
        """Show another text without telling the form."""
        with self.prevent(Input.Changed):
            self.value = text

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(Edited(self.path, event.value))
