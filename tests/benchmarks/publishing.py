"""`miljo-tui publish`, beside the check of the same agreement, and from few measures to many."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from tests.benchmarks.comparison import Comparison, medians
from tests.benchmarks.running import seconds
from tests.benchmarks.surroundings import program


def publishing(runs: int, env: Mapping[str, str], usual: Path, large: Path) -> list[Comparison]:
    """Compare the page with the check, and the cost per measure of many with that of few."""
    few, many = (len(list(folder.glob("measures/*.toml"))) for folder in (usual, large))
    page, check = medians(
        runs,
        partial(seconds, program("publish", "html"), env, usual),
        partial(seconds, program("check"), env, usual),
    )
    found = [Comparison("publish html, 163, against check", page * 1000, check * 1000, 3)]
    for name in ("html", "md"):
        ours, base = medians(
            min(runs, 3),
            partial(seconds, program("publish", name), env, large),
            partial(seconds, program("publish", name), env, usual),
        )
        label = f"publish {name} per measure, 10,000 against 163"
        found.append(Comparison(label, ours / many * 1e6, base / few * 1e6, 1, "µs"))
    return found
