"""From exec to the first useful frame, and the memory of an app that has come to rest."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from tests.benchmarks.comparison import Comparison, medians
from tests.benchmarks.surroundings import bare_app, program
from tests.benchmarks.watching import Watched

Env = Mapping[str, str]


KEYS = [b"F1"]
"""What comes last in the first frame of either app, which may show no row yet."""

MODULES = 144
"""So many of our own modules were loaded for the first frame when this began to be counted."""

COUNTED = """
import os, sys
from textual.app import App

def painted(app, screen, renderable):
    own = [name for name in sys.modules if name.partition(".")[0] == "miljo_tui"]
    os.write(2, b"own modules: %d." % len(own))
    os._exit(0)

App._display = painted
from miljo_tui.cli.main import main
main()
"""


def modules(env: Env, folder: Path) -> list[Comparison]:
    """Count our own modules that the first frame loads: each costs a third of a millisecond."""
    argv = [sys.executable, "-c", COUNTED, "-C", str(folder)]
    with Watched(argv, env, folder) as app:
        app.until([b"own modules: ", b"."])
        app.settle(0.1)
    (count,) = re.findall(rb"own modules: (\d+)\.", app.sent)
    return [Comparison("own modules loaded", int(count), MODULES, 1, "", is_exact=True)]


def first_frames(runs: int, env: Env, agreements: Mapping[str, Path]) -> list[Comparison]:
    """Compare the first frame of the app on each agreement, which may show no row yet."""
    here = Path(env["HOME"])
    floor, *ours = medians(
        runs,
        partial(_seconds_until, bare_app(), env, here, KEYS),
        *(
            partial(_seconds_until, program("-C", str(folder)), env, folder, KEYS)
            for folder in agreements.values()
        ),
    )
    return [
        Comparison(f"first frame, {name}", figure * 1000, floor * 1000, 1.15)
        for name, figure in zip(agreements, ours, strict=True)
    ]


def first_rows(runs: int, env: Env, agreements: Mapping[str, Path]) -> list[Comparison]:
    """Compare the first rows, in the order of all titles, with those of the bare app."""
    here = Path(env["HOME"])
    bare = bare_rows(bare_app(), env, here)
    floor, *ours = medians(
        runs,
        partial(_seconds_until, bare_app(), env, here, bare),
        *(_rows_of(folder, env) for folder in agreements.values()),
    )
    return [
        Comparison(f"first rows, {name}", figure * 1000, floor * 1000, 1.4)
        for name, figure in zip(agreements, ours, strict=True)
    ]


def first_rows_of_many(runs: int, env: Env, agreements: Mapping[str, Path]) -> list[Comparison]:
    """Compare the first rows with those of a bare app that reads the same files with tomllib."""
    comparisons = []
    for name, folder in agreements.items():
        reading = bare_app(str(folder))
        ours, floor = medians(
            runs,
            _rows_of(folder, env),
            partial(_seconds_until, reading, env, folder, bare_rows(reading, env, folder)),
        )
        what = f"first rows, {name}, against tomllib"
        comparisons.append(Comparison(what, ours * 1000, floor * 1000, 1.2))
    return comparisons


def memory(runs: int, env: Env, agreements: Mapping[Path, tuple[str, float]]) -> list[Comparison]:
    """Compare the app at rest on each agreement (its name, its bound) with the bare app at rest."""
    found = []
    for folder, (name, bound) in agreements.items():
        ours, floor = medians(
            runs,
            partial(_resident, program("-C", str(folder)), env, folder),
            partial(_resident, bare_app(), env, folder),
        )
        label = f"memory at rest, {name}"
        found.append(Comparison(label, ours / 2**20, floor / 2**20, bound, "MiB"))
    return found


def filtering(keys: int, env: Env, folder: Path, name: str) -> list[Comparison]:
    """Return how long the slowest twentieth of keystrokes in the filter takes to be painted."""
    typed = b"pollinering ang 2022 solceller"
    strokes = (typed + b"\x7f" * len(typed)) * (keys // len(typed) + 1)
    with Watched(program("-C", str(folder)), env, folder) as app:
        app.until(KEYS)
        app.come_to_rest()
        app.answer(b"/")
        times = sorted(app.answer_time(bytes([stroke]), 0.15) for stroke in strokes[:keys])
    return [
        Comparison(f"filter keystroke, median, {name}", median(times) * 1000, 30, 1),
        Comparison(f"filter keystroke, p95, {name}", times[int(len(times) * 0.95)] * 1000, 30, 1),
    ]


def rows_in_sight(folder: Path, env: Env) -> list[bytes]:
    """Return the beginnings of the titles that stand on the screen once the app is at rest."""
    with Watched(program("-C", str(folder)), env, folder) as app:
        app.until(KEYS)
        app.come_to_rest()
        beginnings = {
            tomllib.loads(file.read_text(encoding="utf-8"))["title"][:12].encode()
            for file in folder.glob("measures/*.toml")
        }
        found = [text for text in beginnings if text in app.sent]
    if not found:
        raise RuntimeError(f"no measure is on the screen: {bytes(app.sent[-1000:])!r}")
    return found


def bare_rows(argv: Sequence[str], env: Env, folder: Path) -> list[bytes]:
    """Return the rows that stand on the screen of the bare app."""
    with Watched(argv, env, folder) as app:
        app.until([*KEYS, b"rad-"])
        app.come_to_rest()
        return sorted(set(re.findall(rb"rad-\d+", app.sent)))


def _rows_of(folder: Path, env: Env) -> partial[float]:
    argv = program("-C", str(folder))
    return partial(_seconds_until, argv, env, folder, rows_in_sight(folder, env))


def _seconds_until(argv: Sequence[str], env: Env, folder: Path, texts: Sequence[bytes]) -> float:
    with Watched(argv, env, folder) as app:
        return app.until(texts)


def _resident(argv: Sequence[str], env: Env, folder: Path) -> float:
    with Watched(argv, env, folder) as app:
        app.settle()
        return float(app.resident)
