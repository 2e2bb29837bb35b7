"""The matrix of the follow-ups under keys: what moves the cursor, the page and the year."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from statistics import median

from tests.benchmarks.comparison import Comparison
from tests.benchmarks.samples import measure, sample
from tests.benchmarks.surroundings import program
from tests.benchmarks.watching import Watched

KEYS = {
    "down": b"\x1b[B",
    "page down": b"\x1b[6~",
    "year": b"\x1b[D",
    "year back": b"\x1b[C",
}


def reported(folder: Path, measures: int) -> Path:
    """Make an agreement whose measures are reported on in four years, save for some."""
    sample(folder, measures)
    for number in range(1, measures + 1):
        text = measure(number)
        for year in range(2023, 2026):
            if (number + year) % 5:
                status = "GHPE"[(number + year) % 4]
                text += f'\n[[follow_ups]]\nyear = {year}\nstatus = "{status}"\n'
        (folder / "measures" / f"atgard-{number:05}.toml").write_text(text, encoding="utf-8")
    return folder


def matrix(keys: int, env: Mapping[str, str], folder: Path) -> list[Comparison]:
    """Return how long the keys of the matrix take to be painted."""
    strokes = list(KEYS.values()) * (keys // len(KEYS) + 1)
    with Watched(program("-C", str(folder)), env, folder) as app:
        app.settle(3.0)  # all files are read, on a busy machine too
        app.answer_time(b"f", 1.0)
        times = sorted(app.answer_time(stroke, 0.15) for stroke in strokes[:keys])
    return [
        Comparison("matrix key, median, 2,000 × 4", median(times) * 1000, 50, 1),
        Comparison("matrix key, p95, 2,000 × 4", times[int(len(times) * 0.95)] * 1000, 50, 1),
    ]
