"""A key in a form, whose draft is on the disk before the next one, beside one that is not kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from statistics import median

from tests.benchmarks.comparison import Comparison
from tests.benchmarks.surroundings import program
from tests.benchmarks.watching import Watched

SILENCE = 0.1
TO_A_TITLE = (b"/00007", b"\r", b"\r", b"e", b" ny")


def drafting(keys: int, env: Mapping[str, str], folder: Path) -> list[Comparison]:
    """Compare keystrokes with their draft on the disk and without, by turns."""
    argv = program("-C", str(folder))
    nowhere = {**env, "XDG_STATE_HOME": f"{env['HOME']}/gitconfig/no/folder"}
    with Watched(argv, env, folder) as kept, Watched(argv, nowhere, folder) as unkept:
        for app in (kept, unkept):
            app.settle()
            for step in TO_A_TITLE:
                app.answer_time(step, 0.5)
        ours, floor = list[float](), list[float]()
        for number in range(keys):
            for app, times in ((kept, ours), (unkept, floor)):
                times.append(app.answer_time(b"\x7f" if number % 2 else b"a", SILENCE) * 1000)
        if len(list(Path(env["HOME"]).rglob("*.draft.json"))) != 1:
            raise RuntimeError("there is another draft than the one that was measured")
    return [
        Comparison("key in a form, draft on disk, median", median(ours), median(floor), 1.5),
        Comparison("key in a form, draft on disk, p95", _p95(ours), _p95(floor), 1.5),
    ]


def _p95(times: list[float]) -> float:
    """Return the time that one of twenty exceeds."""
    return sorted(times)[int(len(times) * 0.95)]
