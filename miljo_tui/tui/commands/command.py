"""What a command of the app is: one declaration for its key, its words and its help."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding, BindingType

from miljo_tui.frozen import frozen
from miljo_tui.locale import Language
from miljo_tui.locale import mark as _


@frozen
class Command:
    """One thing to do: its action, its keys, its words."""

    action: str
    keys: str
    """Textual's names of the keys, with commas."""
    label: str
    """The words in the key line and the palette, a marked msgid."""
    help: str
    """The sentence in the help, a marked msgid."""
    twin: str
    """The command line that does the same, or in round brackets why there is none."""
    shown: bool = False
    """Whether it stands in the key line, where there is room: the most used first."""

    def key_names(self, speaker: Language) -> list[str]:
        """Return the keys as people call them: `F2`, `Ctrl+S`, `Mellanslag`."""
        return [_key_name(key, speaker) for key in self.keys.split(",")]


_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "escape": "Esc",
    "plus": "+",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "space": _("Space"),
}
"""What keys are called where Textual calls them otherwise, some of it marked for translation."""


def _key_name(key: str, speaker: Language) -> str:
    return "+".join(
        speaker.say(_NAMES[part])
        if part in _NAMES
        else part.capitalize()
        if len(part) > 1 or "+" in key
        else part
        for part in key.split("+")
    )


def bindings(commands: Sequence[Command]) -> list[BindingType]:
    """Return the bindings of commands."""
    # None has priority: a key with priority overtakes those typed before it.
    return [
        Binding(command.keys, command.action, command.label, show=False) for command in commands
    ]
