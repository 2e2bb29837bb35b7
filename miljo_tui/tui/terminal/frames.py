"""What Textual sends, read: text at its place with its look, and what is not for the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from miljo_tui.tui.terminal.cells import Screen
from miljo_tui.tui.terminal.looks import PLAIN, after_sgr, with_link

TOKEN: Final = re.compile(
    r"""(?P<text> [^\x00-\x1f\x7f-\x9f]+ )
    | \x1b\[ (?P<sgr> [0-9;:]* ) m
    | \x1b\[ (?P<place> [0-9;]* ) [Hf]
    | (?P<feed> \r?\n )
    | \x1b\]8; (?P<link> [^\x07\x1b]* ) (?: \x07 | \x1b\\ )
    | \x1b\[\?2026 (?P<together> [hl] )
    | (?P<other> \x1b\[ [0-?]* [ -/]* [@-~]
        | \x1b[\]P_^X] [^\x07\x1b]* (?: \x07 | \x1b\\ )
        | \x1b [ -/]* [0-~]
        | . )
    """,
    re.VERBOSE | re.DOTALL,
)

HARMLESS: Final = re.compile(
    r"\x1b\[\?(?!1049|47|1047|6[hl]|69)[\d;]+[hl] | \x1b\[\?[\d;]+\$p | \x1b\[[<>=][\d;]*u"
    r" | \x1b\](?!8;)[^\x07\x1b]*(?:\x07|\x1b\\) | \x07",
    re.VERBOSE,
)
"""What changes neither a cell nor the cursor nor its look: modes, questions, titles, the bell."""


class FrameReader:
    """Draws what is sent on a screen, and yields what is not for the screen."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.is_together = False
        """Whether frames are sent between marks, for a terminal that shows them all at once."""
        self.has_drawn = False
        """Whether something was drawn, until somebody takes note of it."""
        self._x = self._y = 0
        self._look = PLAIN

    def draw(self, sent: str) -> Iterator[str]:
        """Draw what is sent; what is yielded comes after all that was drawn by then."""
        screen = self.screen
        for token in TOKEN.finditer(sent):
            kind = token.lastgroup
            if kind == "text":
                self.has_drawn = True
                if self._y < screen.height:
                    self._x = screen.lines[self._y].put(self._x, token[0], self._look)
            elif kind == "sgr":
                self._look = after_sgr(self._look, token["sgr"])
            elif kind == "place":
                self.has_drawn = True
                row, _, column = token["place"].partition(";")
                self._x, self._y = max(int(column or 1), 1) - 1, max(int(row or 1), 1) - 1
            elif kind == "feed" and self._y + 1 < screen.height:
                self._x, self._y = 0, self._y + 1
            elif kind == "link":
                self._look = with_link(self._look, token["link"])
            elif kind == "together":
                self.is_together = True
            else:
                yield token[0]
                screen = self.screen
        screen.cursor = min(self._x, screen.width - 1), min(self._y, screen.height - 1)
