"""How long keys take to be painted, and how long the processor works for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.comparison import Comparison
from tests.benchmarks.surroundings import bare_app, program
from tests.benchmarks.watching import Watched

ENTER, ESCAPE = b"\r", b"\x1b"
DOWN, UP, PAGE_DOWN, PAGE_UP = b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x1b[5~"
TAB, BACK_TAB, END, RUB_OUT = b"\t", b"\x1b[Z", b"\x1b[F", b"\x7f"
SIZE = (80, 24)

Env = Mapping[str, str]


def keys(times: int, env: Env, usual: Path, large: Path) -> list[Comparison]:
    """Hold the keys of the list and of the form against their aims."""
    found = []
    with Watched(program("-C", str(large)), env, large, SIZE) as app:
        app.come_to_rest()  # all files are read
        works = _works(app, (DOWN, UP), times)
        found.append(Comparison("key in the areas, processor, 10,000", works, 8, 1))
    with Watched(program("-C", str(usual)), env, usual, SIZE) as app:
        app.come_to_rest()
        for key in (DOWN, ENTER):
            app.answer(key)
        found += [
            Comparison("cursor step, p95", _late(app, (DOWN, UP), times), 10, 1),
            Comparison("page, p95", _late(app, (PAGE_DOWN, PAGE_UP), times), 20, 1),
        ]
        opened = []
        for _ in range(max(times // 10, 1)):
            opened.append(app.painted(b"e") * 1000)
            app.answer(ESCAPE)
        found.append(Comparison("form opened", median(opened), 150, 1))
        app.answer(b"e")
        found.append(Comparison("Tab in a form, p95", _late(app, (TAB, BACK_TAB), times), 15, 1))
        app.answer(END)
        app.answer(b"x")  # the first letter begins a draft, each other one changes it
        letters = (b"x", RUB_OUT)
        found += [
            Comparison("typed letter, p95", _late(app, letters, times), 10, 1),
            Comparison("key in a form, processor", _works(app, letters, times), 8, 1),
        ]
        app.answer(RUB_OUT)  # no draft is left for the next app to offer
    return found


def resting(seconds: float, env: Env, usual: Path, large: Path) -> list[Comparison]:
    """Hold what the app sends and works while nobody does anything against the bare app."""
    home = Path(env["HOME"])
    with (
        Watched(bare_app(), env, home, SIZE) as bare,
        Watched(program("-C", str(usual)), env, usual, SIZE) as few,
        Watched(program("-C", str(large)), env, large, SIZE) as many,
    ):
        apps = (bare, few, many)
        for app in apps:
            app.come_to_rest()
        sent = [len(app.sent) for app in apps]
        worked = [app.worked for app in apps]
        for app in apps:  # one after the other: all of them rest meanwhile
            app.settle(seconds / len(apps))
        least, *ours = (
            (app.worked - before) * 1000 for app, before in zip(apps, worked, strict=True)
        )
        more = [len(app.sent) - before for app, before in zip(apps, sent, strict=True)][1:]
    return [
        Comparison("idle, sent, 163 and 10,000", sum(more), 0, 0, "B"),
        Comparison("idle, processor, 163", ours[0], least, 2),
        Comparison("idle, processor, 10,000", ours[1], least, 2),
        Comparison("outside changes, 10,000, of a core", ours[1] / seconds / 10, 1, 1, "%"),
    ]


def _late(app: Watched, pressed: Sequence[bytes], times: int) -> float:
    """Return the milliseconds that one key of twenty exceeds."""
    taken = sorted(app.painted(pressed[number % len(pressed)]) for number in range(times))
    return taken[int(len(taken) * 0.95)] * 1000


def _works(app: Watched, pressed: Sequence[bytes], times: int) -> float:
    """Return the milliseconds that the processor works for a key, half of the time less."""
    works = []
    for number in range(times):
        before = app.worked
        app.answer(pressed[number % len(pressed)])
        works.append((app.worked - before) * 1000)
    return median(works)
