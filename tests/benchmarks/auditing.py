"""Where values come from and whether a history is true, beside a script that reads the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from tests.benchmarks.comparison import Comparison, medians
from tests.benchmarks.remembering import BARE, HOT
from tests.benchmarks.running import bare, peak, seconds
from tests.benchmarks.surroundings import program

Env = Mapping[str, str]


def long_record(runs: int, env: Env, folder: Path) -> list[Comparison]:
    """Compare what reads all of one record's long history with git's paths and one parse each."""
    subject = f"atgard-{HOT:05}"
    floor = bare(BARE, "", f"measures/{subject}.toml")
    found = []
    for command in ("blame", "log"):
        ours, least = medians(
            runs,
            partial(seconds, program(command, subject), env, folder),
            partial(seconds, floor, env, folder),
        )
        label = f"{command}, one record with 2,600 entries"
        found.append(Comparison(label, ours * 1000, least * 1000, 1.5))
    return found


def verifying(runs: int, env: Env, folder: Path, less: str) -> list[Comparison]:
    """Compare verify with log, cat-file and one parse each, and its memory with that of a part."""
    ours, floor = medians(
        runs,
        partial(seconds, program("verify"), env, folder),
        partial(seconds, bare(BARE, ""), env, folder),
    )
    whole, part = (peak(words, env, folder) for words in (("verify",), ("verify", less)))
    return [
        Comparison("verify, 10,000 commits", ours * 1000, floor * 1000, 2),
        Comparison("verify, memory, 10,000 against 2,000", whole / 2**20, part / 2**20, 1.1, "MiB"),
    ]
