"""What stands in the way is said in sentences; a bug is no traceback and forgets no edit."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from seat import Sit

from miljo_tui.session.desk import Desk


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
            monkeypatch.setattr(Desk, "problems", fail)
            await seat.press("f5")

    with pytest.raises(ZeroDivisionError):
        await edit_and_meet_the_bug()
    said = capsys.readouterr().err
    assert "ZeroDivisionError: no [/x] markup" in said
    assert "Ängar i tätorten!" in said and "Traceback" not in said


async def test_a_lock_that_was_left_behind_is_told_and_bars_no_reading(
    agreement: Path, sit: Sit
) -> None:
    lock = agreement / ".git" / "index.lock"
    lock.touch()
    os.utime(lock, (0, time.time() - 7200))
    async with sit(agreement, size=(100, 30)) as seat:
        said = " ".join(seat.text.split())
        assert "2 hours ago" in said and "left behind" in said and "index.lock" in said
        await seat.press("down", "down", "enter", "e")
        await seat.type("Nya ")
        assert seat.app.desk.unsaved()
    assert lock.exists()
