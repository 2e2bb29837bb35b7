"""The app opens a clone that plants all it can, and runs nothing of it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from screen import Terminal
from traps import lay_traps

Start = Callable[..., Terminal]
Git = Callable[..., str]


@pytest.mark.parametrize("owner", ["own", "foreign"])
def test_opening_looking_and_reviewing_runs_nothing(
    app: Start, agreement: Path, environment: dict[str, str], tmp_path: Path, owner: str
) -> None:
    def git(folder: Path, *arguments: str) -> str:
        run = ["git", "-C", str(folder), *arguments]
        done = subprocess.run(run, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    trapped = lay_traps(agreement, tmp_path / "twin", tmp_path / "traps", git)
    foreign = owner == "foreign"
    program = app(env={"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"} if foreign else {})
    if foreign:
        program.wait_for(r"belongs[\s▌]+to[\s▌]+another[\s▌]+user")
        program.wait_for(re.escape("safe.directory"))
    program.type("/pollinators\r\r")
    program.wait_for("Pollinatörsprojekt")
    program.press("e")
    if foreign:
        program.wait_for(r"read-only")
        program.press("f5")
        program.wait_for("safe.directory")
    else:
        program.wait_for("^ F2 ")
        program.type("!")
        program.wait_for(r"^•[ !]Title")
        program.press("f2", "f4")
        program.wait_for("Review")
        program.press("escape", "escape", "f5")
        program.wait_for("1 unsaved")
    program.press("q")
    if not foreign:
        program.wait_for(r"Ctrl\+X")
        program.press("ctrl+x")
    assert program.exit_code() == 0
    assert trapped.sprung() == []


def test_a_repository_that_never_answers_keeps_nobody(
    app: Start, agreement: Path, git: Git
) -> None:
    """What git reads can be a pipe that nobody writes into."""
    os.mkfifo(agreement / ".git" / "never")
    git("config", "include.path", "never")
    program = app()
    program.type("/pollinators\r\r")
    program.wait_for("Pollinatörsprojekt")
    program.press("q")
    assert program.exit_code(timeout=5) == 0
    assert program.cooked and program.modes_left_on() == set()
