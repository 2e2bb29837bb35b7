"""The bottom line: the keys that matter here, read from the list of commands."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

from miljo_tui.locale import Language
from miljo_tui.tui.commands import EVERYWHERE, Command
from miljo_tui.tui.literal import label


class KeyLine(Widget):
    """As many keys with their words as fit; a click does what the key does."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; padding: 0 1; }
    """

    def __init__(self, commands: Sequence[Command], speaker: Language) -> None:
        super().__init__()
        everywhere = [each for each in EVERYWHERE if each.shown]
        here = [each for each in commands if each.shown]
        self.shown = [*here, *everywhere]
        self._speaker = speaker

    def render(self) -> Content:
        """Show each key in bold before its word."""
        return Content("  ").join(self._part(command) for command in self._fitting())

    def _fitting(self) -> list[Command]:
        """Return as many as fit; the last, which leads to all the others, is never cut off."""
        *first, last = self.shown
        room = self.size.width - self._part(last).cell_length
        fitting = []
        for command in first:
            room -= self._part(command).cell_length + 2
            if room < 0:
                break
            fitting.append(command)
        return [*fitting, last]

    def _part(self, command: Command) -> Content:
        key = command.key_names(self._speaker)[0]
        return Content.assemble(label(key, "bold"), " ", label(self._speaker.say(command.label)))

    async def on_click(self, event: events.Click) -> None:
        """Do what the word under the pointer says."""
        end = 1
        for command in self._fitting():
            end += self._part(command).cell_length + 2
            if event.x < end:
                await self.screen.run_action(command.action)
                return
