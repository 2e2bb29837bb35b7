"""Trailers are read as git reads them: nobody can claim to the one what the other does not see."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.history.trailers import parted, trailers

Git = Callable[..., str]

MESSAGES = 600
LINES = (
    "Miljo-Change: end = 1 -> 2",
    "miljo-change: a",
    "Miljo-Record : x",
    "Miljo-Record:x",
    "Diarienummer: KS\r",
    "Miljo-Format:",
    "Signed-off-by: A <a>",
    "(cherry picked from commit 12)",
    "# ------------------------ >8 ------------------------",
    "Conflicts:",
    " goes on",
    "\tgoes: on",
    "\x0bgoes on",
    "prose",
    "A B: c",
    "åäö: x",
    ": x",
    "---",
    "# note",
    "",
    "",
    "  ",
    "\r",
)


def test_every_message_is_read_as_git_reads_it(repository: Path, git: Git) -> None:
    chance = random.Random(5)
    messages = [
        chance.choice(["", "s\n\n", "s\n\n", "s\n\nx\n\n"])
        + "\n".join(chance.choices(LINES, k=chance.randint(0, 7)))
        + chance.choice(["", "\n", "\n\n"])
        for _ in range(MESSAGES)
    ]
    commits = [
        f"commit refs/heads/b{number}\ncommitter a <a> {number} +0000\n"
        f"data {len(message.encode())}\n{message}\n"
        for number, message in enumerate(messages)
    ]
    given = "".join(commits).encode()
    subprocess.run(["git", "fast-import", "--quiet"], cwd=repository, input=given, check=True)
    told = subprocess.run(
        ["git", "log", "--branches=b*", "-z", "--format=%ct%x01%(trailers:only,unfold)"],
        cwd=repository,
        capture_output=True,
        check=True,
    ).stdout.decode()
    by_git = {}
    for each in told.split("\0")[:-1]:
        number, _mark, lines = each.partition("\x01")
        by_git[int(number)] = [line.partition(":")[::2] for line in lines.split("\n") if line]
    assert len(by_git) == MESSAGES and sum(map(bool, by_git.values())) > MESSAGES / 5
    for number, message in enumerate(messages):
        found = [(name.lower(), value) for name, value in trailers(message)]
        wanted = [(name.strip().lower(), value.strip()) for name, value in by_git[number]]
        assert found == wanted, message


@pytest.mark.parametrize(
    "last",
    [
        "Miljo-Record: a\nMiljo-Operation: 1",
        "miljo-record: a\nMILJO-OPERATION:1",
        "Miljo-Record: a\nMiljo-Operation: 1\n(cherry picked from commit 12)",
        "Miljo-Record:\n a\nMiljo-Operation: 1\n\n# note",
    ],
)
def test_a_message_is_parted(last: str) -> None:
    found = [("Miljo-Record", "a"), ("Miljo-Operation", "1")]
    assert parted(f"s\n\nreason: x\ny\n\n{last}\n") == ("s\n\nreason: x\ny\n", found)


def test_a_message_without_trailers_stays_whole() -> None:
    assert parted("s\n\na\n\n# b\n") == ("s\n\na\n\n# b\n", [])
