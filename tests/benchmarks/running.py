"""Programs that are run to their end, and the processor's time that they take."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

BARE_PARSE = """
import glob, tomllib
for name in glob.glob("**/*.toml", recursive=True):
    with open(name, "rb") as file:
        tomllib.load(file)
"""
"""The floor of what reads a whole agreement."""

_PEAK = """
import re, sys
from miljo_tui.cli.main import main
try:
    main()
finally:
    with open("/proc/self/status", encoding="ascii") as status:
        print(re.search(r"VmHWM:\\s*(\\d+)", status.read())[0], file=sys.stderr)
"""


def bare(script: str, *arguments: str) -> list[str]:
    """Return the command line of a bare Python that runs a script."""
    return [sys.executable, "-c", script, *arguments]


def seconds(argv: Sequence[str], env: Mapping[str, str], folder: Path) -> float:
    """Return the processor's seconds that a program takes, its git included.

    What else the machine does says nothing of the program. Raises RuntimeError where it fails.
    """
    before = _worked()
    _run(argv, env, folder)
    return _worked() - before


def peak(arguments: Sequence[str], env: Mapping[str, str], folder: Path) -> float:
    """Return the most bytes that a command of the program had resident, its git left out."""
    (told,) = re.findall(r"VmHWM:\s*(\d+)", _run(bare(_PEAK, *arguments), env, folder, aside=True))
    return int(told) * 1024


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(argv: Sequence[str], env: Mapping[str, str], folder: Path, *, aside: bool = False) -> str:
    """Run a program and return what it said on stderr, which is nothing unless it may."""
    done = subprocess.run(argv, env=env, cwd=folder, capture_output=True, text=True)
    if done.returncode or (done.stderr and not aside):
        raise RuntimeError(f"{argv} ended with {done.returncode}: {done.stderr or done.stdout}")
    return done.stderr
