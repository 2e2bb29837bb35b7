"""`miljo-tui check` and completion, beside a bare Python that parses the same files."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmarks.comparison import Comparison, medians
from tests.benchmarks.surroundings import program

BARE = """
import glob, tomllib
for name in glob.glob("**/*.toml", recursive=True):
    with open(name, "rb") as file:
        tomllib.load(file)
"""


def checks(runs: int, env: Mapping[str, str], usual: Path, large: Path) -> list[Comparison]:
    """Compare the check with the bare parse, and the cost per file of many with that of few."""
    ours, floor, ours_large = medians(
        runs,
        lambda: _seconds(program("check"), env, usual),
        lambda: _seconds([sys.executable, "-c", BARE], env, usual),
        lambda: _seconds(program("check"), env, large),
    )
    few, many = (len(list(folder.glob("**/*.toml"))) for folder in (usual, large))
    return [
        Comparison("check, 163", ours * 1000, floor * 1000, 2),
        Comparison(
            "check per file, 10,000 against 163", ours_large / many * 1e6, ours / few * 1e6, 1, "µs"
        ),
    ]


def completions(runs: int, env: Mapping[str, str], usual: Path, many: Path) -> list[Comparison]:
    """Compare what a press of Tab costs with the bare parse of all that might be completed."""
    words = program("complete", "--", "fish", "show", "measures/")
    ours, floor, ours_many, floor_many = medians(
        runs,
        lambda: _seconds(words, env, usual),
        lambda: _seconds([sys.executable, "-c", BARE], env, usual),
        lambda: _seconds(words, env, many),
        lambda: _seconds([sys.executable, "-c", BARE], env, many),
    )
    return [
        Comparison("completion, 163", ours * 1000, floor * 1000, 2),
        Comparison("completion, 2,000", ours_many * 1000, floor_many * 1000, 2),
    ]


def _seconds(argv: Sequence[str], env: Mapping[str, str], folder: Path) -> float:
    began = time.perf_counter()
    done = subprocess.run(argv, env=env, cwd=folder, capture_output=True, text=True)
    taken = time.perf_counter() - began
    if done.returncode or done.stderr:
        raise RuntimeError(f"{argv} ended with {done.returncode}: {done.stderr or done.stdout}")
    return taken
