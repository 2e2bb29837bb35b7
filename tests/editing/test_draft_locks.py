"""A draft is somebody's exactly while the window is there that wrote it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from miljo_tui.editing.draft_journal import Journal
from miljo_tui.editing.draft_locks import DraftLock, is_held
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language

ROOT = Path(__file__).resolve().parents[2]

WINDOW = """
import sys
from pathlib import Path
from miljo_tui.locale import language
from miljo_tui.editing.workspace import Workspace
workspace = Workspace(Path(sys.argv[1]), language("sv"))
workspace.draft(workspace.folder.measures["angar"]).put(("end",), int(sys.argv[2]))
print("written", flush=True)
sys.stdin.read()
"""
COMING = """
import fcntl, sys, time
from pathlib import Path
from miljo_tui.editing.draft_locks import DraftLock, is_held
folder, flock = Path(sys.argv[1]), fcntl.flock

def slowly(handle, how):
    time.sleep(0.01 if how & fcntl.LOCK_EX else 0)
    flock(handle, how)
    time.sleep(0.001)

fcntl.flock = slowly
for _ in range(10):
    assert not is_held(folder, "dead")
for _ in range(10):
    window = DraftLock(folder)
    window.make_known()
    assert is_held(folder, window.name)
"""
"""Looks at a window that is gone, then opens some, on a disk that takes its time with locks."""

Open = Callable[[int], subprocess.Popen[str]]


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a Python script of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def window(agreement: Path) -> Iterator[Open]:
    """Open windows in which the end of one measure is drafted; they close when the test ends."""
    with ExitStack() as stack:

        def opened(end: int) -> subprocess.Popen[str]:
            process = stack.enter_context(run(WINDOW, agreement, end))
            stack.callback(process.kill)
            assert process.stdout and process.stdout.readline() == "written\n"
            return process

        yield opened


def ends(agreement: Path) -> set[str]:
    """Return the ends in the drafts that are offered."""
    return {kept.data["values"][0][1] for kept in Journal(agreement, os.environ).found()}


def test_two_windows_on_one_record_keep_a_draft_each(window: Open, agreement: Path) -> None:
    first, second = window(2025), window(2026)
    assert ends(agreement) == set()
    first.send_signal(signal.SIGSTOP)  # asleep is not dead
    assert ends(agreement) == set()
    first.kill()
    first.wait()
    assert ends(agreement) == {"2025"}
    second.kill()
    second.wait()
    assert ends(agreement) == {"2025", "2026"}


def test_the_number_of_a_living_process_means_nothing(window: Open, agreement: Path) -> None:
    dead = window(2025)
    dead.kill()
    dead.wait()
    (file,) = Journal(agreement, os.environ).folder.glob("*.draft.json")
    file.rename(file.with_name(f"measures.angar.{os.getpid()}.draft.json"))
    assert ends(agreement) == {"2025"}


def test_a_window_is_known_from_its_first_draft_and_the_dead_are_cleared_away(
    window: Open, agreement: Path
) -> None:
    folder = Journal(agreement, os.environ).folder
    workspace = Workspace(agreement, language("sv"))
    workspace.draft(workspace.folder.measures["angar"]).undo()
    assert workspace.drafts.recovered() == [] and not folder.exists()
    dead, there = window(2025), window(2026)
    dead.kill()
    dead.wait()
    before = set(folder.glob("*.lock"))
    (folder / f".measures.angar.{_dead(folder)}.draft.json.1.tmp").write_text("half")
    assert workspace.drafts.recovered() and set(folder.glob("*.lock")) == before, (
        "to look writes nothing"
    )
    workspace.draft(workspace.folder.measures["angar"]).put(("end",), 2027)
    assert len(before & set(folder.glob("*.lock"))) == 1
    assert len(list(folder.glob("*.lock"))) == 2 and not list(folder.glob("*.tmp"))
    assert ends(agreement) == {"2025"}
    assert there.poll() is None


def _dead(folder: Path) -> str:
    names = [file.name.removesuffix(".lock") for file in folder.glob("*.lock")]
    (dead,) = (name for name in names if not is_held(folder, name))
    return dead


def test_windows_that_come_at_once_take_nobody_for_dead_or_alive(tmp_path: Path) -> None:
    (tmp_path / "dead.lock").touch()
    coming = [run(COMING, tmp_path) for _ in range(4)]
    assert [(each.communicate()[0], each.returncode) for each in coming] == [("", 0)] * 4
    last = DraftLock(tmp_path)
    last.make_known()
    assert [file.name for file in tmp_path.iterdir()] == [f"{last.name}.lock"]
