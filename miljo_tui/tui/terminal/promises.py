"""What the terminal can do, as its terminfo promises; nothing else is used."""

from __future__ import annotations

import re
from collections.abc import Callable

from miljo_tui.frozen import frozen

PADDING = re.compile(rb"\$<[^>]*>")

ENDS = {
    "23": {"ritm": b"\x1b[23m", "sitm": b"\x1b[3m"},
    "24": {"rmul": b"\x1b[24m", "smul": b"\x1b[4m"},
    "27": {"rmso": b"\x1b[27m", "smso": b"\x1b[7m"},
    "39": {"op": b"\x1b[39;49m"},
    "49": {"op": b"\x1b[39;49m"},
}
"""The codes that end one thing instead of all, by what must be promised for them."""


@frozen
class Promises:
    """What may be used; the terminal of Textual's own driver promises nothing but CUP and SGR."""

    moves: bool = False
    """Moves by so many lines or columns."""
    columns: bool = False
    """Moves to a column."""
    erases: bool = False
    """To the end of a line, and of the screen."""
    erases_in_colour: bool = False
    """What is erased takes the background that is set."""
    scrolls: bool = False
    """Lines between two others, up and down, one by one."""
    ends: frozenset[str] = frozenset()
    """SGR codes that end one thing instead of all."""


def promised(find: Callable[[str], bytes | None], has: Callable[[str], bool]) -> Promises:
    """Return what a terminal promises whose strings and flags are found by their short names."""

    def all_are(**expected: bytes) -> bool:
        return all(PADDING.sub(b"", find(name) or b"") == as_is for name, as_is in expected.items())

    return Promises(
        moves=all_are(
            cuu=b"\x1b[%p1%dA",
            cud=b"\x1b[%p1%dB",
            cuf=b"\x1b[%p1%dC",
            cub=b"\x1b[%p1%dD",
            cub1=b"\b",
            cr=b"\r",
        ),
        columns=all_are(hpa=b"\x1b[%i%p1%dG"),
        erases=all_are(el=b"\x1b[K", ed=b"\x1b[J"),
        erases_in_colour=has("bce"),
        scrolls=all_are(csr=b"\x1b[%i%p1%d;%p2%dr", ind=b"\n", ri=b"\x1bM"),
        ends=frozenset(code for code, expected in ENDS.items() if all_are(**expected)),
    )


def promises_of(terminal: int) -> Promises:
    """Return what the terminal behind a file descriptor promises, by its name in TERM."""
    try:
        import curses  # which a Python may be built without

        curses.setupterm(fd=terminal)
    except Exception:
        return Promises()
    return promised(curses.tigetstr, lambda name: curses.tigetflag(name) == 1)
