"""The terminal's cursor and its look, and the shortest sequences that change them."""

from __future__ import annotations

from miljo_tui.tui.terminal.looks import PLAIN, Look, change
from miljo_tui.tui.terminal.promises import Promises


class Pen:
    """Where the terminal writes next and how, and what is to be sent to it."""

    def __init__(self, promises: Promises) -> None:
        self.promises = promises
        self.parts: list[str] = []
        self.x: int | None = None
        self.y: int | None = None
        self.look: Look | None = None

    def trial(self) -> Pen:
        """Return a pen that starts from here and leaves this one as it is."""
        other = Pen(self.promises)
        other.x, other.y, other.look = self.x, self.y, self.look
        return other

    def take(self, trial: Pen) -> None:
        """Take what was tried."""
        self.parts += trial.parts
        self.x, self.y, self.look = trial.x, trial.y, trial.look

    def forget(self) -> None:
        """Know nothing of where the cursor stands and how it writes."""
        self.x = self.y = self.look = None

    @property
    def length(self) -> int:
        """How many bytes this costs on the line, where the kernel makes two of a line feed."""
        text = "".join(self.parts)
        return len(text.encode("utf-8", "replace")) + text.count("\n")

    def take_look(self, look: Look) -> None:
        """Write like this from now on."""
        if self.look is None:
            self.parts.append("\x1b[m")
            self.look = PLAIN
        if look is not self.look:
            self.parts.append(change(self.look, look, self.promises.ends))
            self.look = look

    def shows_as(self, character: str, look: Look) -> bool:
        """Tell whether a character can be written without a change of the look."""
        return self.look is look or (
            character == " " and self.look is not None and self.look.blank is look
        )

    def move(self, x: int, y: int) -> None:
        """Go to a cell."""
        if (self.x, self.y) != (x, y):
            self.parts.append(self.way(x, y))
            self.x, self.y = x, y

    def way(self, x: int, y: int) -> str:
        """Return the shortest way to a cell."""
        ways = [_absolute(x, y)]
        if self.promises.moves and self.y is not None:
            down = y - self.y
            if down == 0:
                if self.x is not None:
                    ways.append(_along(x - self.x))
                ways.append("\r" + _along(x))
            else:
                if self.x is not None:
                    ways.append(_by(abs(down), "B" if down > 0 else "A") + _along(x - self.x))
                if down > 0:
                    ways.append("\r" + "\n" * down + _along(x))
            if self.promises.columns and down == 0:
                ways.append(f"\x1b[{x + 1}G")
        return min(ways, key=_cost)

    def scroll(self, top: int, bottom: int, rows: int) -> None:
        """Move the lines between two up by so many rows, or down."""
        self.take_look(PLAIN)
        self.parts.append(f"\x1b[{top + 1};{bottom + 1}r")
        self.parts.append(_absolute(0, bottom if rows > 0 else top))
        self.parts.append("\n" * rows if rows > 0 else "\x1bM" * -rows)
        self.parts.append("\x1b[r")
        self.x = self.y = None  # some go to the first cell now, some do not


def _absolute(x: int, y: int) -> str:
    if x:
        return f"\x1b[{y + 1};{x + 1}H"
    return f"\x1b[{y + 1}H" if y else "\x1b[H"


def _by(count: int, letter: str) -> str:
    return f"\x1b[{count if count > 1 else ''}{letter}"


def _along(columns: int) -> str:
    if columns > 0:
        return _by(columns, "C")
    if -4 < columns <= 0:
        return "\b" * -columns
    return _by(-columns, "D")


def _cost(way: str) -> int:
    return len(way) + way.count("\n")
