"""What stands in the way is said in sentences; a bug is no traceback and forgets no edit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from seat import Seat, Sit

from miljo_tui.editing.checked_agreement import CheckedAgreement


async def test_without_a_repository_it_opens_read_only(agreement: Path, sit: Sit) -> None:
    shutil.rmtree(agreement / ".git")
    async with sit(agreement, size=(100, 30)) as seat:
        assert "read-only" in seat.lines[0]
        assert "miljo-tui init" in " ".join(seat.text.split())
        await seat.press("down", "down", "enter", "e")
        assert "Measures" in seat.text


async def test_a_bug_ends_in_a_sentence_that_names_the_unsaved_changes(
    agreement: Path,
    sit: Sit,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no [/x] markup")

    async def edit_and_meet_the_bug() -> None:
        async with sit(agreement) as seat:
            await seat.press("down", "down", "enter", "e", "end", "!", "escape")
            monkeypatch.setattr(CheckedAgreement, "problems", fail)
            await seat.press("f5")

    with pytest.raises(ZeroDivisionError):
        await edit_and_meet_the_bug()
    said = capsys.readouterr().err
    assert "ZeroDivisionError: no [/x] markup" in said
    assert "Ängar i tätorten!" in said and "Traceback" not in said


def told(seat: Seat) -> str:
    """What the program has said, whole: on the screen a long path breaks where it falls."""
    return " ".join(str(each.message) for each in seat.app._notifications)


async def test_a_bug_in_what_is_read_aside_is_told_and_ends_nothing(
    agreement: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no [/x] markup")

    monkeypatch.setattr("miljo_tui.tui.screens.page.publication", fail)
    async with sit(agreement, size=(100, 30)) as seat:
        await seat.press("p")
        said = " ".join(seat.text.split())
        assert "nobody foresaw" in said and "no [/x] markup" in said
        await seat.press("escape", "down", "down", "enter", "e", "end", "!")
        assert seat.app.workspace.drafts.unsaved()


async def test_a_lock_that_was_left_behind_is_told_and_bars_no_reading(
    agreement: Path, sit: Sit
) -> None:
    lock = agreement / ".git" / "index.lock"
    lock.touch()
    os.utime(lock, (0, time.time() - 7200))
    async with sit(agreement, size=(100, 30)) as seat:
        said = told(seat)
        assert "2 hours ago" in said and "left behind" in said and "index.lock" in said
        await seat.press("down", "down", "enter", "e")
        await seat.type("Nya ")
        assert seat.app.workspace.drafts.unsaved()
    assert lock.exists()


SAVE = """
import os, sys
from pathlib import Path
from miljo_tui.locale import language
from miljo_tui.editing.workspace import Workspace
from miljo_tui.editing.proposals import Why
os.environ["PROGRAM"] = str(os.getpid())
workspace = Workspace(Path(sys.argv[1]), language("sv"))
workspace.repository.state = workspace.repository.ask()
draft = workspace.draft(workspace.folder.measures["angar"])
draft.put(("end",), 2025)
workspace.save([draft.proposal()], Why("Beslut"))
"""


async def test_a_save_that_went_down_with_git_is_put_right_when_its_lock_is_gone(
    agreement: Path,
    sit: Sit,
    hook: Callable[[Path, str, str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("miljo_tui.editing.save_recovery.SETTLING", 0.1)
    before = (agreement / "measures" / "angar.toml").read_bytes()
    hook(agreement, "pre-commit", "kill -9 $PROGRAM $PPID")
    subprocess.run(
        [sys.executable, "-c", SAVE, str(agreement)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert (agreement / "measures" / "angar.toml").read_bytes() != before
    async with sit(agreement, size=(100, 30)) as seat:
        await seat.settle()
        assert "index.lock" in told(seat)
        assert "Drafts that were not committed" not in seat.text
        (agreement / ".git" / "index.lock").unlink()
        assert await seat.sees("Drafts that were not committed")
        assert await seat.sees("A save was interrupted")
        assert (agreement / "measures" / "angar.toml").read_bytes() == before
        await seat.press("enter")
        assert seat.app.workspace.drafts.unsaved()[0].value(("end",)) == 2025


async def test_what_a_hook_adds_to_the_commit_is_named(
    agreement: Path, hook: Callable[[Path, str, str], Path], sit: Sit
) -> None:
    hook(agreement, "pre-commit", "date > other.txt; git add other.txt")
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "e", "end", "!", "f2", "v", "f8")
        assert await seat.sees("other.txt"), seat.text
        assert "The commit holds what nobody reviewed: other.txt (new)" in told(seat)


async def test_what_is_not_checked_out_stands_in_the_title(
    agreement: Path, git: Callable[..., str], sit: Sit
) -> None:
    git(agreement, "sparse-checkout", "set", "--no-cone", "/*", "!/measures/angar.toml")
    async with sit(agreement) as seat:
        assert "1 not checked out" in seat.lines[0]
