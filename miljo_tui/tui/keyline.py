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
    """At most six keys with their words; a click does what the key does."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; padding: 0 1; }
    """
    MOST = 6

    def __init__(self, commands: Sequence[Command], speaker: Language) -> None:
        super().__init__()
        self.shown = [each for each in (*commands, *EVERYWHERE) if each.shown][: self.MOST]
        self._speaker = speaker

    def render(self) -> Content:
        """Show each key in bold before its word, as many as fit."""
        parts: list[Content] = []
        for command in self.shown:
            part = self._part(command)
            if sum(each.cell_length + 2 for each in parts) + part.cell_length > self.size.width:
                break
            parts.append(part)
        return Content("  ").join(parts)

    def _part(self, command: Command) -> Content:
        key = command.key_names.split()[0]
        return Content.assemble(label(key, "bold"), " ", label(self._speaker.say(command.label)))

    async def on_click(self, event: events.Click) -> None:
        """Do what the word under the pointer says."""
        end = 1
        for command in self.shown:
            end += self._part(command).cell_length + 2
            if event.x < end:
                await self.screen.run_action(command.action)
                return
