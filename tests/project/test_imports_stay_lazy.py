"""What is loaded when: a command loads only what it uses, and git waits for the first frame."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

COMMAND = """
import sys
from miljo_tui.cli.main import run
run(sys.argv[1:])
print("loaded:", *sorted({"textual", "rich", "git", "tomlkit", "dataclasses"} & sys.modules.keys()))
"""

FIRST_FRAME = """
import os
import sys
from pathlib import Path
from miljo_tui.locale import language
from miljo_tui.tui.app import MiljoApp

display = MiljoApp._display

def watched(app, screen, renderable):
    display(app, screen, renderable)
    strips = screen._compositor.render_strips()
    if "tätorten" in "".join(segment.text for strip in strips for segment in strip):
        print("loaded:", *sorted({"git", "tomlkit"} & sys.modules.keys()), file=sys.__stdout__)
        sys.__stdout__.flush()
        os._exit(0)

MiljoApp._display = watched
MiljoApp(Path(sys.argv[1]), language("sv")).run(headless=True, size=(120, 40))
"""


def loaded(script: str, folder: Path, *arguments: str) -> list[str]:
    """Run a script in a folder and return the modules that it says are loaded."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=30,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("loaded:")]
    assert lines, done.stdout + done.stderr
    return lines[0].split()[1:]


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("list", "measures", "--json"),
        ("show", "measures/angar"),
    ],
    ids=" ".join,
)
def test_a_command_that_reads_loads_neither_the_screen_nor_git_nor_the_editor(
    agreement: Path, arguments: tuple[str, ...]
) -> None:
    assert loaded(COMMAND, agreement, *arguments) == []


def test_a_sync_without_news_waits_for_no_import_of_git(agreement: Path) -> None:
    """The fetch is started without it, and nothing is read, joined or pushed."""
    git = ("git", "-C", str(agreement))
    remote = agreement.with_name("remote.git")
    subprocess.run(["git", "clone", "-q", "--bare", str(agreement), str(remote)], check=True)
    subprocess.run([*git, "remote", "add", "origin", remote.as_uri()], check=True)
    subprocess.run([*git, "push", "-q", "-u", "origin", "HEAD"], check=True)
    loaded(COMMAND, agreement, "sync")  # what it has seen of the remote is remembered

    assert loaded(COMMAND, agreement, "sync") == []


def test_the_first_frame_is_painted_before_git_is_imported(agreement: Path) -> None:
    assert loaded(FIRST_FRAME, agreement, str(agreement)) == []
