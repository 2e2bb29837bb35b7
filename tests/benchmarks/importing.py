"""The import of a list, beside git and the disk alone with the files that it makes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.benchmarks.comparison import Comparison, medians
from tests.benchmarks.samples import AREAS, OFFICES, WORKS, git
from tests.benchmarks.surroundings import program

HEADINGS = "Åtgärd;Område;Ansvarig;Start;Slut;Beskrivning;Kostnad;Status 2023;Kommentar 2023\n"

PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a program and prints the most memory that it had, in KiB."""


def imports(
    runs: int, env: Mapping[str, str], agreement: Path, few: int, many: int
) -> list[Comparison]:
    """Compare an import with the bare work, and what a row of a long list costs with a short one's.

    The bare work: each file written and kept by the disk, `git add`, `git commit`.
    """
    lists = [_list(agreement.with_name(f"{rows}.csv"), rows) for rows in (few, many)]
    copies = _copies(agreement)
    done = next(copies)
    _import(env, done, lists[0])
    made = {file.name: file.read_bytes() for file in done.glob("measures/rad-*.toml")}
    ours, floor = medians(
        runs, lambda: _import(env, next(copies), lists[0]), lambda: _bare(next(copies), made)
    )
    peaks = [_peak(env, next(copies), file) for file in lists]
    return [
        Comparison("import, 2,000 rows", ours * 1000, floor * 1000, 1.2),
        Comparison("memory of an import, 8,000 rows beside 2,000", peaks[1], peaks[0], 2, "MiB"),
    ]


def _list(file: Path, rows: int) -> Path:
    names = list(AREAS.values())
    lines = (
        f"Rad {number} {WORKS[number % len(WORKS)]};{names[number % len(names)]};"
        f"{OFFICES[number % len(OFFICES)]};{2022 + number % 2};2025;"
        f"Yta {number} sköts så att den gynnar insekter, med slåtter en gång om året.;"
        f"{10 + number % 90} tkr;{'GHPE'[number % 4]};År {number} gick enligt planen.\n"
        for number in range(rows)
    )
    file.write_text(HEADINGS + "".join(lines), "utf-8")
    return file


def _copies(agreement: Path) -> Iterator[Path]:
    """Yield an agreement anew; none is taken away meanwhile, which would hold the disk up."""
    number = 0
    while True:
        number += 1
        folder = agreement.with_name(f"import-{number}")
        shutil.copytree(agreement, folder, symlinks=True)
        os.sync()
        yield folder


def _command(folder: Path, file: Path) -> list[str]:
    return program("-C", str(folder), "import", str(file), "--reason", "Listan")


def _import(env: Mapping[str, str], folder: Path, file: Path) -> float:
    began = time.perf_counter()
    done = subprocess.run(_command(folder, file), env=env, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return time.perf_counter() - began


def _bare(folder: Path, made: Mapping[str, bytes]) -> float:
    began = time.perf_counter()
    for name, data in made.items():
        with (folder / "measures" / name).open("xb", buffering=0) as file:
            file.write(data)
            os.fsync(file.fileno())
    git(folder, "add", "measures")
    git(folder, "commit", "--quiet", "-m", "Hämta in")
    return time.perf_counter() - began


def _peak(env: Mapping[str, str], folder: Path, file: Path) -> float:
    argv: Sequence[str] = [sys.executable, "-c", PEAK, *_command(folder, file)]
    done = subprocess.run(argv, env=env, capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024
