"""Make the README's picture from the app itself.

`PYTHONPATH=tests python tests/terminal/make_picture.py`
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from screen import Terminal

CHECKOUT = Path(__file__).resolve().parents[2]
PICTURE = CHECKOUT / ".github" / "miljo-tui.svg"
COLUMNS, LINES = 120, 30


def make(path: Path) -> None:
    """Open the shipped agreement in Swedish, go to a measure, and draw the screen."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "agreement"
        shutil.copytree(CHECKOUT / "agreement", folder)
        # The title line names the branch, and says so where nothing could be changed.
        subprocess.run(["git", "init", "--quiet", "--initial-branch=main", folder], check=True)
        who = "[user]\n\tname = Namn\n\temail = namn@example.org\n"
        (Path(home) / ".gitconfig").write_text(who, encoding="utf-8")
        env = {
            "HOME": home,
            "PATH": os.environ.get("PATH", os.defpath),
            "PYTHONPATH": str(CHECKOUT),
            "GIT_CONFIG_NOSYSTEM": "1",
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        command = [sys.executable, "-m", "miljo_tui", "-C", str(folder), "--lang", "sv"]
        with Terminal(command, env=env, columns=COLUMNS, lines=LINES) as program:
            program.wait_for(" · main")
            program.press("ctrl+p")
            program.type("pollinators\r")
            program.press("escape")
            program.wait_for("3 Pollinatörsprojekt")
            program.svg(path)
            program.press("q")
            program.exit_code()


if __name__ == "__main__":
    make(PICTURE)
