"""A screen that states its commands once: bindings, key line, palette and help follow."""

from __future__ import annotations

from typing import ClassVar

from textual.screen import ScreenResultType

from miljo_tui.tui.commands import Command, bindings
from miljo_tui.tui.host import Host
from miljo_tui.tui.key_line import KeyLine
from miljo_tui.tui.terminal.key_order import OrderedScreen


class CommandScreen(OrderedScreen[ScreenResultType]):
    """A screen with commands; a subclass names them in `COMMANDS_HERE`.

    What `BINDINGS` of a subclass names beside them is in neither key line, palette nor help.
    """

    app: Host
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = ()

    def __init__(self, classes: str = "") -> None:
        # Textual finds out after the first frame, and would lay out and paint everything twice.
        sizes = self.HORIZONTAL_BREAKPOINTS or self.app.HORIZONTAL_BREAKPOINTS or []
        fitting = [name for least, name in sizes if least <= self.app.size.width]
        super().__init__(classes=" ".join([classes, *fitting[-1:]]))

    def __init_subclass__(cls) -> None:
        """Bind the keys of the commands, before Textual reads the bindings of the class."""
        if "COMMANDS_HERE" in vars(cls):
            cls.BINDINGS = [*bindings(cls.COMMANDS_HERE), *vars(cls).get("BINDINGS", ())]
        super().__init_subclass__()

    def key_line(self) -> KeyLine:
        """Return the line of keys that `compose` yields last."""
        return KeyLine(self.COMMANDS_HERE, self.app.speaker)
