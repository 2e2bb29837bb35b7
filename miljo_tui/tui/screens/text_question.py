"""A question that is answered with one line of text."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from miljo_tui.locale import mark as _
from miljo_tui.tui.dialog import Dialog
from miljo_tui.tui.forms.line import Line
from miljo_tui.tui.literal import label


class TextQuestionScreen(Dialog[str]):
    """A line to type in; Enter closes with what it holds, Escape with nothing.

    What Escape leaves is there again when the same is asked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f10", "leave", _("Back"), show=False),
    ]

    def __init__(self, title: str, text: str = "", hint: str = "", typed: str = "") -> None:
        """Ask with a text to begin with, or with what was typed before and led nowhere."""
        super().__init__()
        self._title = title
        self._text = text
        self._hint = hint
        self._typed = typed

    def compose(self) -> ComposeResult:
        """Show the line and the keys."""
        with Vertical(classes="dialog") as box:
            box.border_title = label(self._title)
            left = self.app.left_typed.pop(self._question, self._text)
            yield Line(self._typed or left)
            if self._hint:
                yield Static(label(self._hint), classes="below")
            yield Static(label(self.app.say(_("Enter goes on · Esc cancels"))), classes="below")

    @property
    def _question(self) -> tuple[str, str]:
        return self._title, self._text

    def on_input_submitted(self) -> None:
        """Close with what was written."""
        self.dismiss(self.query_one(Line).value.strip())

    def action_leave(self) -> None:
        """Close with nothing; what was typed waits for the next time."""
        typed = self.query_one(Line).value
        if typed != self._text:
            self.app.left_typed[self._question] = typed
        self.dismiss("")


def file_named(text: str) -> Path:
    """Return the file that somebody has typed; a `~` of somebody unknown is a name as any other."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)
