"""The bytes that a screen and a key cost on the line, beside those that Textual would send."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.comparison import Comparison
from tests.benchmarks.surroundings import program
from tests.benchmarks.watching import Watched

SIZES = ((80, 24), (120, 40))
ENTER, ESCAPE, TAB = b"\r", b"\x1b", b"\t"
DOWN, END, PAGE_DOWN = b"\x1b[B", b"\x1b[F", b"\x1b[6~"
F1, F2, BACK, PALETTE = b"\x1bOP", b"\x1bOQ", b"\x1b[21~", b"\x10"
LOST, GAINED = b"\x1b[O", b"\x1b[I"

FIRST, STEP, SCROLL, PAGE = "first screen", "cursor step", "cursor step that scrolls", "page"
SAME, OTHER = "filter key, rows stay", "filter key, rows change"
AWAY, BACK_AGAIN = "focus lost", "focus gained"
HELP, FIND, NEW, FORM, REVIEW = "help", "palette", "new measure", "form", "review"
FIELD, LETTER = "Tab in the form", "typed letter"
HIDDEN = ""

WALK: tuple[tuple[str, bytes], ...] = (
    (HIDDEN, DOWN),
    (HIDDEN, ENTER),
    (STEP, DOWN),
    (STEP, DOWN),
    (HIDDEN, DOWN * 45),
    (SCROLL, DOWN),
    (SCROLL, DOWN),
    (PAGE, PAGE_DOWN),
    (HIDDEN, b"/"),
    (HIDDEN, b"0"),
    (SAME, b"0"),
    (OTHER, b"1"),
    (HIDDEN, b"\x15"),
    (HIDDEN, ENTER),
    (AWAY, LOST),
    (BACK_AGAIN, GAINED),
    (HELP, F1),
    (HIDDEN, BACK),
    (FIND, PALETTE),
    (HIDDEN, ESCAPE),
    (NEW, b"n"),
    (HIDDEN, ESCAPE),
    (FORM, b"e"),
    (FIELD, TAB),
    (FIELD, TAB),
    (HIDDEN, END),
    (HIDDEN, b"x"),
    (LETTER, b"y"),
    (LETTER, b"z"),
    (FIELD, DOWN),
    (REVIEW, F2),
)
"""What is pressed one after the other, and what it is called; the dearest of a name counts."""

AIMS: Mapping[str, tuple[int, int]] = {
    FIRST: (6000, 12_000),
    STEP: (450, 1300),  # there the whole record stands beside the list
    SCROLL: (600, 2500),  # lines of two panels side by side cannot be moved as a block
    PAGE: (1500, 3000),
    SAME: (60, 60),
    OTHER: (60 + 90 * 20, 60 + 90 * 36),
    AWAY: (100, 100),
    BACK_AGAIN: (100, 100),
    HELP: (3000, 6000),
    FIND: (3000, 6000),
    NEW: (3000, 6000),
    FORM: (3000, 6000),
    FIELD: (300, 300),
    LETTER: (60, 400),  # there it stands at the end of a line, and the paragraph is wrapped anew
    REVIEW: (3000, 6000),
}
"""How many bytes each may cost at each of the sizes."""


def bytes_sent(env: Mapping[str, str], folder: Path, drivers: tuple[str, ...]) -> list[Comparison]:
    """Hold what each costs against its aim; the first driver is ours, the others are named."""
    return [row for place in range(len(SIZES)) for row in _at(place, env, folder, drivers)]


def _at(
    place: int, env: Mapping[str, str], folder: Path, drivers: tuple[str, ...]
) -> list[Comparison]:
    size = SIZES[place]
    ours, *others = (_costs(env | {"MILJO_TUI_DRIVER": each}, folder, size) for each in drivers)
    rows = []
    for what, aims in AIMS.items():
        named = zip(drivers[1:], others, strict=True)
        beside = "".join(f", {name} {costs[what]}" for name, costs in named)
        name = f"{what}, {size[0]}×{size[1]}{beside}"
        rows.append(Comparison(name, ours[what], aims[place], 1, "B", is_exact=True))
    return rows


def _costs(env: Mapping[str, str], folder: Path, size: tuple[int, int]) -> dict[str, int]:
    with (
        tempfile.TemporaryDirectory() as home,  # a draft of the walk before would be offered
        Watched(program("-C", str(folder)), env | {"HOME": home}, folder, size) as app,
    ):
        app.until([b"F1"])  # the line of keys comes last
        app.come_to_rest()
        costs = {FIRST: len(app.sent)}
        for what, keys in WALK:
            cost = len(app.answer(keys))
            if what:
                costs[what] = max(costs.get(what, 0), cost)
    if not all(cost for what, cost in costs.items() if what not in (AWAY, BACK_AGAIN)):
        raise RuntimeError(f"a key did nothing, so that others did not do what is told: {costs}")
    return costs
