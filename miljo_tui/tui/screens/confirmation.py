"""A question before something is lost; Enter never says yes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from miljo_tui.locale import mark as _
from miljo_tui.tui.dialog import Dialog
from miljo_tui.tui.literal import label


class ConfirmationScreen(Dialog[bool]):
    """Asks whether to go on with something that loses work."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+x", "answer(True)", _("Yes"), show=False),
        Binding("escape,enter,f10", "answer(False)", _("No"), show=False),
    ]

    def __init__(self, question: str, danger: str) -> None:
        super().__init__()
        self._question = question
        self._danger = danger

    def compose(self) -> ComposeResult:
        """Show the question and the two keys."""
        say = self.app.say
        with Vertical(classes="dialog"):
            with VerticalScroll(classes="asked"):
                yield Static(label(self._question, lines=True))
            yield Static(label(f"Ctrl+X  {self._danger}"), classes="danger")
            yield from self.other_ways()
            yield Static(label(f"Esc  {say(_('Back, nothing is lost'))}"))

    def other_ways(self) -> Iterator[Static]:
        """Yield what else there is to answer."""
        yield from ()

    def on_mount(self) -> None:
        """Clear away the messages, which would cover the question on a small screen."""
        self.app.clear_notifications()

    def action_answer(self, answer: bool) -> None:
        """Close with the answer."""
        self.dismiss(answer)


class QuitScreen(ConfirmationScreen):
    """Asks before the program ends with changes unsaved; closes with None to review them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "dismiss(None)", _("Review…"), show=False),
    ]

    def other_ways(self) -> Iterator[Static]:
        """Yield the way to the review."""
        yield Static(label(f"F2  {self.app.say(_('Review and commit them'))}"))
