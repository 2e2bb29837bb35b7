"""Nothing is used that the description of the terminal, its terminfo, does not promise."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import CHECKOUT

ASK = """
import curses, sys
from miljo_tui.tui.terminal.promises import promises_of
found = promises_of(1)
try:
    curses.setupterm()
except curses.error:
    known = False
else:
    known = True
print(known, found.moves, found.erases_in_colour, found.scrolls, "24" in found.ends)
"""


@pytest.mark.parametrize(
    ("term", "promised"),
    [
        ("vt100", "True False True False"),
        ("linux", "True True True True"),
        ("putty", "True True True True"),
        ("screen", "True False True True"),
        ("tmux-256color", "True False True True"),
        ("xterm-256color", "True True True True"),
        ("no-such-terminal", "False False False False"),
    ],
)
def test_a_terminal_promises_what_its_description_says(term: str, promised: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "TERM": term, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=True,
    )
    is_known, _, found = done.stdout.strip().partition(" ")
    if is_known == "False":
        promised = "False False False False"  # this system has no description of it
    assert found == promised
