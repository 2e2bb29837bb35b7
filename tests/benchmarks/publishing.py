"""`miljo-tui publish`, beside the check of the same agreement, and from few measures to many."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.comparison import Comparison, medians
from tests.benchmarks.surroundings import program


def publishing(runs: int, env: Mapping[str, str], usual: Path, large: Path) -> list[Comparison]:
    """Compare the page with the check, and the cost per measure of many with that of few."""
    few, many = (len(list(folder.glob("measures/*.toml"))) for folder in (usual, large))
    page, check = medians(
        runs,
        lambda: _seconds(env, usual, "publish", "html"),
        lambda: _seconds(env, usual, "check"),
    )
    found = [Comparison("publish html, 163, against check", page * 1000, check * 1000, 3)]
    for name in ("html", "md"):
        ours, base = medians(
            min(runs, 3),
            lambda name=name: _seconds(env, large, "publish", name),
            lambda name=name: _seconds(env, usual, "publish", name),
        )
        label = f"publish {name} per measure, 10,000 against 163"
        found.append(Comparison(label, ours / many * 1e6, base / few * 1e6, 1, "µs"))
    return found


def _seconds(env: Mapping[str, str], folder: Path, *arguments: str) -> float:
    began = time.perf_counter()
    done = subprocess.run(
        program(*arguments), env=env, cwd=folder, capture_output=True, check=False
    )
    taken = time.perf_counter() - began
    if done.returncode or done.stderr:
        raise RuntimeError(f"{arguments} ended with {done.returncode}: {done.stderr!r}")
    return taken
