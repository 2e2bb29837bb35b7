"""`miljo-tui check` and completion, beside a bare Python that parses the same files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from tests.benchmarks.comparison import Comparison, medians
from tests.benchmarks.running import BARE_PARSE, bare, seconds
from tests.benchmarks.surroundings import program

Env = Mapping[str, str]


def checks(runs: int, env: Env, agreements: Mapping[str, Path]) -> list[Comparison]:
    """Compare the check with the bare parse."""
    return _beside_bare(runs, env, agreements, "check", program("check"), 1.9)


def completions(runs: int, env: Env, agreements: Mapping[str, Path]) -> list[Comparison]:
    """Compare what a press of Tab costs with the bare parse of all that might be completed."""
    words = program("complete", "--", "fish", "show", "measures/")
    return _beside_bare(runs, env, agreements, "completion", words, 2)


def _beside_bare(
    runs: int, env: Env, agreements: Mapping[str, Path], what: str, argv: list[str], bound: float
) -> list[Comparison]:
    found = []
    for name, folder in agreements.items():
        ours, floor = medians(
            runs,
            partial(seconds, argv, env, folder),
            partial(seconds, bare(BARE_PARSE), env, folder),
        )
        found.append(Comparison(f"{what}, {name}", ours * 1000, floor * 1000, bound))
    return found
