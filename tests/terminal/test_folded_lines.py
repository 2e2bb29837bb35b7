"""Lines of words fold between them at a terminal, and never at a pipe."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from screen import Terminal

COMMANDS = (
    ["list", "measures"],
    ["list", "areas"],
    ["log"],
    ["blame", "pollinatorsprojekt"],
    ["follow-up", "2023"],
)


COLUMNS = 60


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_at_a_terminal_no_word_is_cut_and_at_a_pipe_no_line(
    terminal: Callable[..., Terminal], agreement: Path, command: list[str]
) -> None:
    argv = [sys.executable, "-m", "miljo_tui", "-C", str(agreement), "--lang", "sv", *command]
    whole = subprocess.run(argv, check=True, capture_output=True, text=True).stdout.splitlines()
    assert max(len(line) for line in whole) > COLUMNS
    program = terminal(*argv, columns=COLUMNS, lines=200)
    assert program.exit_code() == 0
    shown = program.text.split()
    assert "".join(shown) == "".join(" ".join(whole).split()), "nothing is lost"
    short = [word for line in whole for word in line.split() if len(word) < COLUMNS // 2]
    assert not [word for word in short if word not in shown], "a word is cut"
