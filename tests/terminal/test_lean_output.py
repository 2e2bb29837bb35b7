"""The lean driver's bytes show what Textual's own show, cell for cell and look for look."""

from __future__ import annotations

from dataclasses import dataclass

import pyte
from emulator import Screen as PyteScreen
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from shown import Tmux, on_the_line, seen
from textual.strip import Strip

from miljo_tui.tui.terminal.painter import Painter
from miljo_tui.tui.terminal.promises import Promises

WIDTH, HEIGHT = 26, 8
EVERYTHING = Promises(
    moves=True,
    columns=True,
    erases=True,
    erases_in_colour=True,
    scrolls=True,
    ends=frozenset({"23", "24", "27", "39", "49"}),
)
PROMISED = {
    "nothing": Promises(),
    "vt100": Promises(moves=True, erases=True, scrolls=True),
    "screen": Promises(moves=True, columns=True, erases=True, scrolls=True, ends=frozenset({"24"})),
    "xterm": EVERYTHING,
}
LOOKS = [
    Style.parse(each)
    for each in (
        *("", "bold", "red", "bold red", "red on blue", "on blue", "reverse", "reverse green"),
        *("italic", "underline", "strike", "underline yellow", "#102030 on #405060", "on #405060"),
        *("bright_black", "color(200) on color(17)", "bold reverse", "blink", "on bright_red"),
    )
]
WORDS = st.sampled_from(
    [
        *"ab │─▶·åöé…→漢字🌱🙂",
        *("かな", "e\u0301", "a\u0308", "     ", "ord ", "│  ", "    │"),
    ]
)
LINE = st.lists(st.tuples(WORDS, st.sampled_from(LOOKS)), max_size=7)


def strip_of(parts: list[tuple[str, Style]], fill: Style) -> Strip:
    """Return a line of the whole width."""
    return Strip([Segment(text, look) for text, look in parts]).adjust_cell_length(WIDTH, fill)


def is_cut(strip: Strip, x: int) -> bool:
    """Tell whether a column stands in the midst of a character."""
    return strip.crop(0, x).text + strip.crop(x).text != strip.text


def rendered(strip: Strip) -> str:
    """Return what Textual sends for a strip."""
    return "".join(
        segment.style.render(segment.text, color_system=ColorSystem.TRUECOLOR)
        if segment.style
        else segment.text
        for segment in strip
    )


@dataclass
class Shown:
    """A screen as Textual holds it, and the frames that it sends for what changes."""

    lines: list[Strip]

    def all(self) -> str:
        """Send everything, as after a change of the layout."""
        lines = (f"\x1b[{y};1H{rendered(line)}" for y, line in enumerate(self.lines, 1))
        return "\n".join(lines)

    def part(self, y: int, x: int, end: int) -> str:
        """Send a part of a line, as after a change of a widget."""
        line = self.lines[y]
        return f"\x1b[{y + 1};{x + 1}H{rendered(line.crop(x, end))}"


@st.composite
def sendings(draw: st.DrawFn) -> list[str]:
    """Frames, each with the cursor's place at its end, and what stands between them."""
    fills = st.sampled_from(LOOKS)
    lines = draw(st.lists(LINE, min_size=HEIGHT, max_size=HEIGHT))
    shown = Shown([strip_of(line, draw(fills)) for line in lines])
    sent = [shown.all() + "\x1b[1;1H"]
    for _ in range(draw(st.integers(1, 6))):
        what = draw(st.sampled_from(["line", "part", "scroll", "all", "look", "other", "marks"]))
        y = draw(st.integers(0, HEIGHT - 1))
        new = strip_of(draw(LINE), draw(fills))
        if what == "line":
            shown.lines[y] = new
            sent.append(shown.part(y, 0, WIDTH))
        elif what == "part":
            x, end = sorted(draw(st.tuples(*[st.integers(0, WIDTH)] * 2)))
            old = shown.lines[y]
            if any(is_cut(each, at) for each in (old, new) for at in (x, end)):
                continue
            shown.lines[y] = Strip.join([old.crop(0, x), new.crop(x, end), old.crop(end)])
            sent.append(shown.part(y, x, end))
        elif what == "scroll":
            top, bottom = sorted(draw(st.tuples(*[st.integers(0, HEIGHT)] * 2)))
            rows = draw(st.integers(-3, 3))
            part = shown.lines[top:bottom]
            if rows and len(part) > abs(rows):
                kept = part[rows:] if rows > 0 else part[:rows]
                fresh = [strip_of(draw(LINE), Style()) for _ in range(abs(rows))]
                shown.lines[top:bottom] = [*kept, *fresh] if rows > 0 else [*fresh, *kept]
            sent.append("\n".join(shown.part(each, 0, WIDTH) for each in range(top, bottom)))
        elif what == "look":
            shown.lines[y] = shown.lines[y].apply_style(draw(fills))
            sent.append(shown.part(y, 0, WIDTH))
        elif what == "all":
            shown.lines[y] = new
            sent.append(shown.all())
        elif what == "other":
            sent.append(draw(st.sampled_from(["\x07", "\x1b]2;ord\x07", "\x1b[?25l", "\x1b[0m"])))
            continue
        else:
            sent += ["\x1b[?2026h", shown.part(y, 0, WIDTH), "\x1b[?2026l"]
        place = draw(st.integers(1, HEIGHT)), draw(st.integers(1, WIDTH))
        sent.append("\x1b[{};{}H".format(*place))
    return sent


def lean(sent: list[str], promises: Promises, at_once: int = 1) -> list[str]:
    """Return what is sent instead, to a terminal that takes something after so many frames."""
    painter, due = Painter(promises), []
    for count, each in enumerate(sent, 1):
        painter.draw(each, WIDTH, HEIGHT)
        due.append(painter.due() if count % at_once == 0 or count == len(sent) else "")
    return due


WALL = "".join(f"\x1b[{y};1H" + "x漢y" * 6 for y in range(1, HEIGHT + 1))
GARBAGE = f"\x1b[1;35;44m{WALL}\x1b[m"
"""What stands on the screen before."""


class Drawn:
    """The screen of a terminal on which something stood before."""

    def __init__(self) -> None:
        self.screen = PyteScreen(WIDTH, HEIGHT)
        self._stream = pyte.ByteStream(self.screen)
        self.feed(GARBAGE)

    def feed(self, sent: str) -> None:
        """Draw what is sent."""
        self._stream.feed(on_the_line(sent))

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the next character would stand."""
        return self.screen.cursor.x, self.screen.cursor.y


@given(sendings(), st.sampled_from(sorted(PROMISED)), st.sampled_from([1, 2, 100]))
def test_pyte_shows_the_same(sent: list[str], promises: str, at_once: int) -> None:
    theirs, ours, due = Drawn(), Drawn(), lean(sent, PROMISED[promises], at_once)
    for count, (each, instead) in enumerate(zip(sent, due, strict=True), 1):
        theirs.feed(each)
        ours.feed(instead)
        if instead or count == len(sent):
            assert seen(ours.screen) == seen(theirs.screen)
    assert ours.cursor == theirs.cursor


def test_tmux_shows_the_same() -> None:
    with Tmux(WIDTH, HEIGHT, 2) as tmux:

        @settings(max_examples=40, deadline=None)
        @given(sendings(), st.sampled_from(["nothing", "screen", "xterm"]))
        def check(sent: list[str], promises: str) -> None:
            tmux.show(GARBAGE, GARBAGE)
            due = lean(sent, PROMISED[promises])
            for part in (slice(0, 1), slice(1, None)):
                theirs, ours = tmux.show("".join(sent[part]), "".join(due[part]))
                assert ours == theirs

        check()
