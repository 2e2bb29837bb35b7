"""From exec to the first useful frame, and the memory of an app that has come to rest."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from tests.benchmarks.comparison import Comparison, medians
from tests.benchmarks.surroundings import BARE_APP, program
from tests.benchmarks.watching import Watched

Env = Mapping[str, str]


def frames(runs: int, env: Env, agreements: Mapping[Path, tuple[str, float]]) -> list[Comparison]:
    """Compare the app on each agreement (what it is called, its bound) with the bare app."""
    marked = {folder: rows_in_sight(folder, env) for folder in agreements}
    here = Path(env["HOME"])
    bare = bare_rows(env, here)
    floor, *ours = medians(
        runs,
        partial(_first_frame, BARE_APP, env, here, bare),
        *(
            partial(_first_frame, program("-C", str(folder)), env, folder, rows)
            for folder, rows in marked.items()
        ),
    )
    return [
        Comparison(f"first frame, {name}", figure * 1000, floor * 1000, bound)
        for (name, bound), figure in zip(agreements.values(), ours, strict=True)
    ]


def memory(runs: int, env: Env, agreements: Mapping[Path, tuple[str, float]]) -> list[Comparison]:
    """Compare the app at rest on each agreement (its name, its bound) with the bare app at rest."""
    found = []
    for folder, (name, bound) in agreements.items():
        ours, floor = medians(
            runs,
            partial(_resident, program("-C", str(folder)), env, folder),
            partial(_resident, BARE_APP, env, folder),
        )
        label = f"memory at rest, {name}"
        found.append(Comparison(label, ours / 2**20, floor / 2**20, bound, "MiB"))
    return found


def filtering(keys: int, env: Env, folder: Path, name: str) -> list[Comparison]:
    """Return how long the slowest twentieth of keystrokes in the filter takes to be painted."""
    typed = b"pollinering ang 2022 solceller"
    strokes = (typed + b"\x7f" * len(typed)) * (keys // len(typed) + 1)
    with Watched(program("-C", str(folder)), env, folder) as app:
        app.settle()
        app.answer_time(b"/", 0.5)
        times = sorted(app.answer_time(bytes([stroke]), 0.15) for stroke in strokes[:keys])
    return [
        Comparison(f"filter keystroke, median, {name}", median(times) * 1000, 30, 1),
        Comparison(f"filter keystroke, p95, {name}", times[int(len(times) * 0.95)] * 1000, 30, 1),
    ]


def rows_in_sight(folder: Path, env: Env) -> list[bytes]:
    """Return the beginnings of the titles that stand on the screen once the app is at rest."""
    with Watched(program("-C", str(folder)), env, folder) as app:
        app.settle()
        beginnings = {
            tomllib.loads(file.read_text(encoding="utf-8"))["title"][:12].encode()
            for file in folder.glob("measures/*.toml")
        }
        found = [text for text in beginnings if text in app.sent]
    if not found:
        raise RuntimeError(f"no measure is on the screen: {bytes(app.sent[-1000:])!r}")
    return found


def bare_rows(env: Env, folder: Path) -> list[bytes]:
    """Return the rows that stand on the screen of the bare app."""
    with Watched(BARE_APP, env, folder) as app:
        app.settle()
        return sorted(set(re.findall(rb"rad-\d+", app.sent)))


def _first_frame(argv: Sequence[str], env: Env, folder: Path, texts: Sequence[bytes]) -> float:
    with Watched(argv, env, folder) as app:
        return app.until(texts)


def _resident(argv: Sequence[str], env: Env, folder: Path) -> float:
    with Watched(argv, env, folder) as app:
        app.settle()
        return float(app.resident)
