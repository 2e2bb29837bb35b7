"""A day of two officers and a reviewer: a conflict, a forgery, and a remote that was rewritten."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from screen import Terminal

Start = Callable[..., Terminal]
Git = Callable[..., str]
Run = Callable[..., subprocess.CompletedProcess[str]]

NAME = "measures/pollinatorsprojekt.toml"
OPEN_FORM = "/pollinators\r\re"
RESPONSIBLE, END = "\t" * 3, "\x1b[B" * 4
TO_2026, REVIEW, COMMIT = "\x7f\x7f26", "\x1bOQ", "\x1b[19~"
FORGED = "Miljo-Record: measures/pollinatorsprojekt\nMiljo-Change: end = 2025 -> 2027"


@pytest.fixture
def do(environment: dict[str, str], tmp_path: Path) -> Run:
    """Run a command in somebody's clone: `do("anna", "git", "push")`."""

    def run(who: str, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", *command] if command[0] == "miljo_tui" else command
        folder = tmp_path / who
        return subprocess.run(
            words, cwd=folder, env=environment, check=check, capture_output=True, text=True
        )

    return run


def test_two_officers_and_a_reviewer(
    terminal: Start, agreement: Path, tmp_path: Path, do: Run
) -> None:
    do("", "git", "clone", "--quiet", "--bare", str(agreement), "server.git")
    do("", "miljo_tui", "setup", "server", "server.git")
    for who in ("anna", "bo", "reviewer"):
        do("", "git", "clone", "--quiet", f"file://{tmp_path}/server.git", who)
        do(who, "git", "config", "user.name", who.title())
    program = terminal(sys.executable, "-m", "miljo_tui", "--lang", "en", cwd=tmp_path / "bo")
    program.wait_for("^ / Filter")

    # Anna and Bo prolong the same measure; Anna is first.
    do("anna", "miljo_tui", "set", "pollinatorsprojekt", "end=2025", "--reason", "Beslut KS")
    do("anna", "miljo_tui", "sync")
    program.type(OPEN_FORM + RESPONSIBLE + "Tekniska" + END + TO_2026 + REVIEW + "Samråd" + COMMIT)
    program.wait_for("Committed as [0-9a-f]{10}")
    program.type("Y")
    text = program.wait_for("was changed by somebody else too")
    assert "2025" in text and "2026" in text
    program.press("space", "f2")
    program.wait_for("1 change came, 1 change was shared")
    assert "Beslut KS" in program.text
    program.press("escape")
    program.wait_for("^ / Filter")

    # The reviewer finds both, and nothing to object to.
    do("reviewer", "git", "pull", "--quiet", "--ff-only")
    held = (tmp_path / "reviewer" / NAME).read_text("utf-8")
    assert "\nend = 2025\n" in held and '\nresponsible = "Tekniska"\n' in held
    assert do("reviewer", "miljo_tui", "verify").returncode == 0

    # Somebody forges a change; the server does not take it.
    do("anna", "git", "pull", "--quiet", "--ff-only")
    file = tmp_path / "anna" / NAME
    file.write_text(held.replace("end = 2025", "end = 2099"), "utf-8")
    do("anna", "git", "commit", "--quiet", "--all", "--message", f"Slut 2027\n\n{FORGED}\n")
    pushed = do("anna", "git", "push", check=False)
    assert pushed.returncode and "2099" in pushed.stderr

    # Somebody with the right to do so rewrites what was shared; Bo's next sync says so.
    do("server.git", "git", "update-ref", "refs/heads/main", "HEAD~1")
    program.type("Y")
    text = program.wait_for("no longer holds what this clone has seen of it")
    assert "Tekniska" not in text
    program.press("escape", "q")
    assert program.exit_code() == 0
    assert do("bo", "git", "status", "--porcelain").stdout == ""
