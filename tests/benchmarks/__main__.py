"""`python -m tests.benchmarks`: measure the program against its floors and print a table.

With `--small` everything is done once on little data, which shows that it works and nothing more,
but for the bytes that are sent, which are the same on every machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.answering import keys, resting
from tests.benchmarks.auditing import long_record, verifying
from tests.benchmarks.checking import checks, completions
from tests.benchmarks.comparison import Comparison, table
from tests.benchmarks.drafting import drafting
from tests.benchmarks.exporting import exports
from tests.benchmarks.importing import imports
from tests.benchmarks.one_record import one_of_many, whole_save
from tests.benchmarks.publishing import publishing
from tests.benchmarks.remembering import extending, keys_while_reading, remember, remembering
from tests.benchmarks.rounds import matrix, reported
from tests.benchmarks.samples import sample
from tests.benchmarks.saving import saves
from tests.benchmarks.sending import bytes_sent
from tests.benchmarks.starting import (
    filtering,
    first_frames,
    first_rows,
    first_rows_of_many,
    memory,
    modules,
)
from tests.benchmarks.surroundings import CHECKOUT, environment

PARTS = (
    *("start", "check", "one", "key", "filter", "draft", "save", "memory", "rest"),
    *("history", "audit", "export", "import", "publish", "round", "wire"),
)
"""What may be asked for by itself."""

FROM_MANY = {"start", "check", "one", "key", "filter", "memory", "rest", "export", "publish"}
"""Those that look at 10,000 measures."""


def main() -> int:
    """Measure, print the table, and return 1 where a bound is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--small", action="store_true", help="everything once, on little data")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        comparisons = measure(Path(place), asked.small, asked.only)
    print(table(comparisons))
    held = [each for each in comparisons if each.is_exact or not asked.small]
    return int(not all(each.kept for each in held))


def measure(place: Path, small: bool, parts: list[str]) -> list[Comparison]:
    """Measure these parts, with all data in this place."""
    env = environment(place / "home")
    os.environ.clear()
    os.environ.update(env)
    usual = sample(place / "usual", 16 if small else 163)
    many = sample(place / "many", 40 if small else 2000)
    large = usual
    if FROM_MANY & set(parts):
        large = sample(place / "large", 60 if small else 10_000)
    runs = 1 if small else 9
    comparisons: list[Comparison] = []
    if "start" in parts:
        shipped = CHECKOUT / "agreement"
        some = {"the shipped agreement": shipped, "163": usual}
        lots = {"2,000": many, "10,000": large}
        comparisons += modules(env, usual)
        comparisons += first_frames(runs, env, some | lots)
        comparisons += first_rows(runs, env, some)
        comparisons += first_rows_of_many(1 if small else 3, env, lots)
    if "check" in parts:
        comparisons += checks(runs, env, {"163": usual, "10,000": large})
        comparisons += completions(runs, env, {"163": usual, "2,000": many})
    if "one" in parts:
        comparisons += one_of_many(runs, env, usual, large)
        comparisons += whole_save(runs, env, usual)
    if "export" in parts:
        comparisons += exports(usual, large)
    if "import" in parts:
        rows = (20, 40) if small else (2000, 8000)
        comparisons += imports(1 if small else 5, env, usual, *rows)
    if "publish" in parts:
        comparisons += publishing(runs, env, usual, large)
    if "key" in parts:
        comparisons += keys(2 if small else 60, env, usual, large)
    if "filter" in parts:
        for name, folder in {"163": usual, "10,000": large}.items():
            comparisons += filtering(10 if small else 120, env, folder, name)
    if "draft" in parts:
        comparisons += drafting(6 if small else 60, env, usual)
    if "save" in parts:
        comparisons += saves(3 * runs, {"163": usual, "2,000": many})
    if "memory" in parts:
        at_rest = {usual: ("163", 1.3)} if small else {usual: ("163", 1.3), large: ("10,000", 2)}
        comparisons += memory(1 if small else 5, env, at_rest)
    if "rest" in parts and not small:
        comparisons += resting(60, env, usual, large)
    short, long = (100, 10_000) if not small else (10, 60)
    if {"history", "audit"} & set(parts):
        histories = {
            f"{commits:,} over {measures:,}": remember(
                sample(place / f"past-{commits}-{measures}", measures), measures, commits
            )
            for commits in (short, long)
            for measures in ((163, 2000) if not small else (8,))
        }
        longest = list(histories.values())[-1]
        if "audit" in parts:
            hot = longest if small else remember(sample(place / "hot", 163), 163, 5200, often=2)
            comparisons += long_record(min(runs, 5), env, hot)
            of_few = longest if small else histories[f"{long:,} over 163"]
            comparisons += verifying(min(runs, 3), env, of_few, f"HEAD~{long // 5}..HEAD")
        if "history" in parts:
            comparisons += remembering(runs, env, histories)
            comparisons += extending(runs, longest)
            comparisons += keys_while_reading(20 if small else 100, env, longest)
    if "round" in parts:
        round_of_four = reported(place / "round", 40 if small else 2000)
        comparisons += matrix(20 if small else 120, env, round_of_four)
    if "wire" in parts:
        comparisons += bytes_sent(
            env, sample(place / "wire", 163), ("lean",) if small else ("lean", "textual")
        )
    return comparisons


if __name__ == "__main__":
    sys.exit(main())
