"""A field of one value out of few: the arrows turn through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from miljo_tui.locale import mark as _
from miljo_tui.model.problems import Path
from miljo_tui.tui.forms.edited import Edited
from miljo_tui.tui.literal import label


class ChoiceField(Widget, can_focus=True):
    """Shows one value in words; left, right and space turn to the next one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", _("Next value"), show=False),
        Binding("left", "turn(-1)", _("Value before"), show=False),
        Binding("backspace,delete", "clear", _("No value"), show=False),
    ]
    DEFAULT_CSS = """
    ChoiceField { height: 1; }
    ChoiceField:focus { text-style: reverse; }
    """
    text: reactive[str] = reactive("", init=False)
    """What stands in the file, or nothing."""

    def __init__(
        self,
        path: Path,
        text: str,
        choices: Sequence[tuple[str, str]],
        keys: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__()
        self.path = path
        self.keys = keys
        """Letters that choose a value at once, by what they choose."""
        self._choices = [("", "–"), *choices]
        if text not in dict(self._choices):
            # What stands in the file must be shown even where it is no choice.
            self._choices.append((text, text))
        self.set_reactive(ChoiceField.text, text)

    def render(self) -> Content:
        """Show the words between two arrows."""
        return label(f"◂ {dict(self._choices).get(self.text, self.text)} ▸")

    def show(self, text: str) -> None:
        """Show another value without telling the form."""
        self.text = text

    def on_click(self) -> None:
        """Turn to the next value."""
        self.action_turn(1)

    def on_key(self, event: events.Key) -> None:
        """Choose the value that a letter stands for."""
        letter = (event.character or "").upper()
        if letter in self.keys:
            event.stop()
            event.prevent_default()
            self._choose(self.keys[letter])

    def action_turn(self, steps: int) -> None:
        """Turn to another value and tell the form."""
        values = [value for value, _words in self._choices]
        place = values.index(self.text) if self.text in values else 0
        self._choose(values[(place + steps) % len(values)])

    def action_clear(self) -> None:
        """Take the value away and tell the form."""
        self._choose("")

    def _choose(self, value: str) -> None:
        self.text = value
        self.post_message(Edited(self.path, value))
