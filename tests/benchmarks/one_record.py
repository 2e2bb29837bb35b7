"""Commands about one record: of many measures beside of few, and a whole save by command."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import count
from pathlib import Path

from tests.benchmarks.comparison import Comparison, medians
from tests.benchmarks.running import bare, seconds
from tests.benchmarks.surroundings import program

Env = Mapping[str, str]

SUBJECT = "atgard-00006"
"""One without a warning, which `set` would tell."""

BARE_SET = """
import subprocess, sys
import git, tomlkit
name, number = sys.argv[1:]
with open(name, encoding="utf-8", newline="") as file:
    text = file.read()
with open(name, "w", encoding="utf-8", newline="") as file:
    file.write(text.replace("title = ", f"# {number}\\ntitle = ", 1))
subprocess.run(
    ["git", "commit", "--quiet", "--only", "-F", "-", "--", name],
    input=b"En rad\\n", check=True, stdout=subprocess.DEVNULL,
)
"""


def one_of_many(runs: int, env: Env, few: Path, many: Path) -> list[Comparison]:
    """Compare what looks at one record of many measures with the same of few."""
    found = []
    for what, arguments in (
        ("show", ("show", SUBJECT)),
        ("set --dry-run", ("set", SUBJECT, "criterion=Minst en yta", "--dry-run")),
    ):
        ours, floor = medians(
            runs,
            partial(seconds, program(*arguments), env, many),
            partial(seconds, program(*arguments), env, few),
        )
        label = f"{what}, one record of 10,000 against 163"
        found.append(Comparison(label, ours * 1000, floor * 1000, 2))
    return found


def whole_save(runs: int, env: Env, folder: Path) -> list[Comparison]:
    """Compare `set` with a bare Python that imports the same packages and commits."""
    numbers = count(1)

    def ours() -> float:
        change = (SUBJECT, f"criterion=Minst {next(numbers)} ytor", "--reason", "Enligt beslut.")
        return seconds(program("set", *change), env, folder)

    def floor() -> float:
        change = (f"measures/{SUBJECT}.toml", str(next(numbers)))
        return seconds(bare(BARE_SET, *change), env, folder)

    whole, least = medians(runs, ours, floor)
    return [Comparison("set as a whole, 163", whole * 1000, least * 1000, 1.4)]
