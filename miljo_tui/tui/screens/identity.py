"""The question who is at the keyboard, asked where git does not know."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.setup import Introduction
from miljo_tui.tui.dialog import Dialog
from miljo_tui.tui.forms.line import Line
from miljo_tui.tui.literal import label

HERE = _("F8 writes them into the settings of this clone (git config --local).")
SHARED = _(
    "Other people use this clone too, and its settings would make all of them you. "
    "F8 writes them into your own settings (git config --global)."
)


class IdentityScreen(Dialog[bool]):
    """Closes with True once git knows; Enter goes to the next line and never writes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8,ctrl+g", "introduce", _("Write them"), show=False),
        Binding("escape,f10", "dismiss(False)", _("Back"), show=False),
    ]

    def __init__(self, agreement: Path) -> None:
        """Raises Missing, BadState where git cannot tell whom it knows."""
        super().__init__()
        self._introduction = Introduction.of(agreement)

    def compose(self) -> ComposeResult:
        """Show why it is asked, the two lines, where they go, and the keys."""
        say, known = self.app.say, self._introduction
        with Vertical(classes="dialog") as box:
            box.border_title = label(say(_("Who are you?")))
            why = _("Git does not know who you are, and every change names its author")
            yield Static(label(say(why)))
            for id, words, text in (
                ("name", _("Name"), known.name),
                ("email", _("E-mail"), known.email),
            ):
                with Horizontal(classes="why"):
                    yield Static(label(say(words)), classes="name")
                    yield Line(text, id=id)
            yield Static(id="refused")
            yield Static(label(say(SHARED if known.is_shared else HERE)), classes="below")
            yield Static(label(say(_("Enter goes on · Esc cancels"))), classes="below")

    def on_input_submitted(self) -> None:
        """Go to the other line."""
        self.focus_next()

    def action_introduce(self) -> None:
        """Write name and address down, or say below them why not."""
        name, email = (self.query_one(id, Line).value.strip() for id in ("#name", "#email"))
        try:
            self._introduction.make(name, email)
        except Failure as failure:
            said = [self.app.say(each) for each in (failure.message, failure.remedy) if each]
            text = "\n".join(filter(None, [said[0], failure.detail, *said[1:]]))
            self.query_one("#refused", Static).update(label(text, "red", lines=True))
        else:
            self.dismiss(True)
