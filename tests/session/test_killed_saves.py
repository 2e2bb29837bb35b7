"""A save that is killed at any of its steps: the old state with the draft, or the new commit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.locale import language
from miljo_tui.session.desk import Desk
from miljo_tui.session.draft_file import restored
from miljo_tui.session.state_folder import state_folder

Git = Callable[..., str]
ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
import os, signal, sys
from pathlib import Path

from miljo_tui.history import committing, running
from miljo_tui.locale import language
from miljo_tui.model.records import MEASURE
from miljo_tui.session.desk import Desk
from miljo_tui.session.proposing import Why

desk = Desk(Path(sys.argv[1]), language("sv"))
desk.repository = desk.ask_git()
draft = desk.draft(desk.folder.measures["angar"])
draft.put(("end",), 2025)
new = desk.begin(MEASURE, "Solceller")
steps = 0


def step():
    global steps
    steps += 1
    if steps == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)


def killing(function):
    def called(*given, **named):
        step()
        result = function(*given, **named)
        step()
        return result

    return called


for owner, name in [
    (os, "open"), (os, "write"), (os, "fsync"), (os, "fchmod"), (os, "unlink"),
    (os, "replace"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir"),
]:
    setattr(owner, name, killing(getattr(owner, name)))
for name in ("ask", "do"):
    setattr(committing, name, killing(getattr(committing, name)))
desk.save([draft, new], Why("Beslut"))
desk.saved([draft, new])
print("done", steps)
"""


def killed_at(agreement: Path, step: int) -> str:
    """Run the save of a changed and a new record, killed at a step; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(agreement), str(step)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -9), done.stderr
    return done.stdout


def after_the_crash(agreement: Path) -> tuple[Desk, bool]:
    """Start again, once git has ended too; return the desk, and whether a save was put right."""
    until = time.monotonic() + 10
    while (agreement / ".git" / "index.lock").exists() and time.monotonic() < until:
        time.sleep(0.01)
    desk = Desk(agreement, language("sv"))
    desk.repository = desk.ask_git()
    put_right = desk.put_right()
    desk.take(desk.read_all())
    return desk, bool(put_right)


def test_killed_at_every_step(agreement: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("miljo_tui.session.intents.SETTLING", 0.3)
    old = {file: file.read_bytes() for file in agreement.rglob("*.toml")}
    before = git(agreement, "rev-parse", "HEAD").strip()
    step, outcomes = 0, set()
    while True:
        step += 1
        finished = killed_at(agreement, step).startswith("done")
        desk, put_right = after_the_crash(agreement)
        assert git(agreement, "status", "--porcelain") == "", step
        is_new = git(agreement, "rev-parse", "HEAD").strip() != before
        files = {file: file.read_bytes() for file in agreement.rglob("*.toml")}
        if is_new:
            held = tomllib.loads((agreement / "measures" / "angar.toml").read_text("utf-8"))
            assert held["end"] == 2025, step
            assert (agreement / "measures" / "solceller.toml").exists()
            assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"
        else:
            assert files == old, step
            records = {kept.record for kept in desk.kept()}
            assert records == {"measures/angar"} or records == {
                "measures/angar",
                "measures/solceller",
            }, step
            for kept in desk.kept():
                assert restored(kept, desk.workspace).changed
        left = [file for file in (agreement / "measures").iterdir() if file.suffix != ".toml"]
        outcomes.add((is_new, put_right))
        for file in (*left, *state_folder(agreement, os.environ).glob("*")):
            file.unlink()
        git(agreement, "reset", "--quiet", "--hard", before)
        if finished:
            break
    assert step > 20
    assert {(False, False), (False, True), (True, True)} <= outcomes


@pytest.mark.parametrize("name", ["../x.toml", "/etc/x.toml", "x.txt"])
def test_an_intent_that_was_meddled_with_moves_nothing(agreement: Path, name: str) -> None:
    folder = state_folder(agreement, os.environ)
    folder.mkdir(parents=True)
    intent = folder / "1.1.intent.json"
    data = {"format": 1, "process": 2**22 + 1, "files": [[name, "before", "after"]]}
    intent.write_text(json.dumps(data))
    target = (agreement / name).resolve() if not name.startswith("/") else agreement / "no"
    if not name.startswith("/"):
        target.write_text("after")
    desk = Desk(agreement, language("sv"))
    desk.repository = desk.ask_git()
    assert desk.put_right() == []
    assert name.startswith("/") or target.read_text() == "after"
