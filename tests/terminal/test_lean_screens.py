"""Every screen of the app is shown by the lean driver as it would be by Textual's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from emulator import Emulator
from screen import Terminal
from shown import Tmux, on_the_line, seen
from test_hostile_screens import (
    Drawn,
    Place,
    Walk,
    assert_harmless,
    go_everywhere,
    go_further,
    own_screens,
    screens,
    start,
)
from waiting import until


class Twice(Drawn):
    """Two terminals: one is sent what the driver sends, the other what Textual draws."""

    def __init__(self, columns: int, lines: int, notes: Path) -> None:
        super().__init__(columns, lines, notes)
        self.sent = [b""]
        self.drawn = [b""]
        self._ours, self._theirs = Emulator(columns, lines), Emulator(columns, lines)
        self._taken = 0

    def feed(self, data: bytes) -> None:
        """Draw what is sent, and what Textual has drawn."""
        self.sent[-1] += data
        self._ours.feed(data)

    def is_the_same(self) -> bool:
        """Tell whether both terminals show the same, and the cursor where it was put."""
        drawn = self.since(self._taken)
        self._taken += len(drawn)
        self.drawn[-1] += drawn
        self._theirs.feed(on_the_line(drawn.decode()))
        ours, theirs = self._ours.screen, self._theirs.screen
        return seen(ours) == seen(theirs) and (ours.cursor.x, ours.cursor.y) == (
            theirs.cursor.x,
            theirs.cursor.y,
        )

    def next(self) -> None:
        """Begin another part."""
        self.sent.append(b"")
        self.drawn.append(b"")


class Comparison(Walk):
    """A walk on which everything is compared that is looked at."""

    twice: Twice

    def look(self, wait: str = "") -> str:
        """Wait for what is to be seen, and compare it."""
        text = super().look(wait)

        # It was waited for silence already; only where more has come is it waited for again.
        same, again = self.twice.is_the_same, partial(self.program.wait_for, "")
        until(same, "both terminals show the same", again)
        self.twice.next()
        return text


def test_every_screen_is_shown_the_same(
    terminal: Callable[..., Terminal], environment: dict[str, str], tmp_path: Path
) -> None:
    columns, lines = 80, 24  # where most is cut and scrolled; random screens have any size
    notes = tmp_path / "notes"
    twice = Twice(columns, lines, notes)
    place = Place.planted(tmp_path, environment)
    program = start(terminal, place, notes, twice, MILJO_TUI_DRIVER="lean")
    walk = Comparison(program, twice, 2)
    walk.twice = twice
    go_everywhere(walk, place, ["measures/ond"])
    go_further(walk, place)
    assert not own_screens() - screens(notes), "a screen that nobody has walked through"
    assert_harmless(walk)
    assert 5 * sum(map(len, twice.sent)) < sum(map(len, twice.drawn))
    with Tmux(columns, lines, 2) as tmux:
        for sent, drawn in zip(twice.sent, twice.drawn, strict=True):
            ours, theirs = tmux.show(sent.decode(), drawn.decode())
            assert ours == theirs
