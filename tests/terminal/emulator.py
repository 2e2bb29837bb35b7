"""What a terminal makes of the bytes it gets: a screen, and the modes that are on."""

from __future__ import annotations

import copy
import re
from typing import Any

import pyte

CURSOR_KEYS = 1
PASTE = 2004
MODES = {
    1049: "alternate screen",
    1000: "mouse",
    1002: "mouse",
    1003: "mouse",
    1006: "mouse",
    1015: "mouse",
    1016: "mouse",
    PASTE: "paste",
    1004: "focus",
    2048: "resize reports",
}
"""Private modes that a program must not leave behind, by number."""

# pyte prints what follows these, as it knows neither kitty keys nor mode queries nor DCS strings.
UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;:]*u|\x1b\[\??[0-9;]*\$p|\x1b[P_^X][^\x1b]*\x1b\\")
UNFINISHED = re.compile(rb"\x1b(\[[0-9;:?<>=$ ]*|[P_^X][^\x1b]*\x1b?)?$")
MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
KITTY = re.compile(rb"\x1b\[([<>])[0-9;:]*u")


class Screen(pyte.Screen):
    """A pyte screen that keeps the main screen while the alternate one is shown."""

    def set_mode(self, *modes: int, **kwargs: Any) -> None:
        super().set_mode(*modes, **kwargs)
        if kwargs.get("private") and 1049 in modes:
            self._main = copy.deepcopy((self.buffer, self.cursor))
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **kwargs: Any) -> None:
        super().reset_mode(*modes, **kwargs)
        if kwargs.get("private") and 1049 in modes and hasattr(self, "_main"):
            self.buffer, self.cursor = self._main
            self.dirty.update(range(self.lines))


class Emulator:
    """A terminal without a program: bytes go in, a screen and its modes can be read."""

    def __init__(self, columns: int, lines: int) -> None:
        self.screen = Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._held = b""
        self._on: set[int] = set()
        self._kitty = 0

    def feed(self, data: bytes) -> None:
        """Show output on the screen, without what pyte would print by mistake."""
        data = self._held + data
        unfinished = UNFINISHED.search(data)
        self._held = unfinished.group() if unfinished else b""
        data = data[: len(data) - len(self._held)]
        for match in MODE.finditer(data):
            numbers = {int(number) for number in match[1].split(b";") if number}
            self._on = self._on | numbers if match[2] == b"h" else self._on - numbers
        for match in KITTY.finditer(data):
            self._kitty += 1 if match[1] == b">" else -1
        self._stream.feed(UNKNOWN.sub(b"", data))

    def resize(self, columns: int, lines: int) -> None:
        """Give the screen another size."""
        self.screen.resize(lines, columns)

    def has(self, mode: int) -> bool:
        """Return whether a private mode is on."""
        return mode in self._on

    @property
    def modes(self) -> set[str]:
        """The modes that a program must not leave behind, by name."""
        names = {MODES[mode] for mode in self._on if mode in MODES}
        if self._kitty > 0:
            names.add("kitty keys")
        if self.screen.cursor.hidden:
            names.add("hidden cursor")
        return names

    @property
    def text(self) -> str:
        """The screen, one line per row, without blanks at the ends of lines."""
        columns, buffer = range(self.screen.columns), self.screen.buffer
        # pyte's own display fails after wide characters.
        rows = ("".join(buffer[y][x].data for x in columns) for y in range(self.screen.lines))
        return "\n".join(row.rstrip() for row in rows)
