"""A question that is answered with one line of text."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from miljo_tui.locale import mark as _
from miljo_tui.tui.host import Host
from miljo_tui.tui.inputs.line import Line
from miljo_tui.tui.literal import label


class AskScreen(ModalScreen[str]):
    """A line to type in; Enter closes with what it holds, Escape with nothing."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f10", "leave", _("Back"), show=False),
    ]

    def __init__(self, title: str, text: str = "", hint: str = "") -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Show the line and the keys."""
        with Vertical(classes="dialog") as box:
            box.border_title = label(self._title)
            yield Line(self._text)
            if self._hint:
                yield Static(label(self._hint), classes="below")
            yield Static(label(self.app.say(_("Enter goes on · Esc leaves it"))), classes="below")

    def on_input_submitted(self) -> None:
        """Close with what was written."""
        self.dismiss(self.query_one(Line).value.strip())

    def action_leave(self) -> None:
        """Close with nothing."""
        self.dismiss("")
