"""Sharing with one key: seen as it goes, called off with nothing half done, two values settled."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from seat import Sit

from miljo_tui.cli.main import run

Git = Callable[..., str]


def change(folder: Path, *changes: str, record: str = "angar") -> None:
    """Save a change in a clone."""
    assert run(["-C", str(folder), "set", record, *changes, "--reason", "Beslut"]) == 0


@pytest.fixture
def clones(agreement: Path, tmp_path: Path, git: Git) -> tuple[Path, Path]:
    """Two clones of one bare repository."""
    git(tmp_path, "clone", "--quiet", "--bare", str(agreement), "server.git")
    folders = tmp_path / "en", tmp_path / "annan"
    for folder in folders:
        git(tmp_path, "clone", "--quiet", f"file://{tmp_path}/server.git", str(folder))
    return folders


async def test_one_key_shares_and_shows_what_came(clones: tuple[Path, Path], sit: Sit) -> None:
    mine, other = clones
    change(other, "responsible=Gatukontoret")
    assert run(["-C", str(other), "sync"]) == 0
    change(mine, "end=2024")
    async with sit(mine, size=(100, 30)) as seat:
        assert await seat.sees("main ↑1")
        await seat.press("Y")
        assert await seat.sees("1 change came, 1 change was shared")
        assert "Responsible: Parkenheten → Gatukontoret" in seat.text and "> Beslut" in seat.text
        await seat.press("escape")
        assert await seat.until(lambda: "↑" not in seat.lines[0])
        assert seat.app.workspace.folder.measures["angar"].value.responsible == "Gatukontoret"
    assert run(["-C", str(other), "sync"]) == 0
    assert "end = 2024" in (other / "measures" / "angar.toml").read_text("utf-8")


async def test_a_draft_stays_one_and_is_laid_on_what_came(
    clones: tuple[Path, Path], sit: Sit, git: Git
) -> None:
    mine, other = clones
    change(other, "responsible=Gatukontoret")
    assert run(["-C", str(other), "sync"]) == 0
    async with sit(mine, size=(100, 30)) as seat:
        workspace = seat.app.workspace
        draft = workspace.draft(workspace.folder.measures["angar"])
        draft.put(("end",), 2025)
        await seat.press("Y")
        assert await seat.sees("1 change came, 0 changes were shared")
        assert "end = 2023" in git(mine, "show", "origin/main:measures/angar.toml")
        await seat.press("escape", "down", "down", "enter", "e", "f2")
        assert await seat.sees("Saving keeps both changes")
        await seat.type("Beslut")
        await seat.press("f8")
        assert await seat.sees("Committed as")
    text = (mine / "measures" / "angar.toml").read_text("utf-8")
    assert "end = 2025" in text and "Gatukontoret" in text


async def test_two_values_are_settled_before_anything_is_committed(
    clones: tuple[Path, Path], sit: Sit, git: Git
) -> None:
    mine, other = clones
    change(other, "end=2025")
    change(other, "end=2024-10-01", record="okad-vaxtlighet")
    assert run(["-C", str(other), "sync"]) == 0
    change(mine, "end=2024", "start=2021")
    change(mine, "end=2024-11-01", record="okad-vaxtlighet")
    before = git(mine, "rev-parse", "HEAD")
    async with sit(mine, size=(100, 30)) as seat:
        await seat.press("Y")
        assert await seat.sees("was changed by somebody else too")
        assert git(mine, "rev-parse", "HEAD") == before
        await seat.press("escape")
        assert await seat.sees("Called off: nothing was changed here")
        await seat.press("Y")
        assert await seat.sees("Ängar i tätorten was changed by somebody else too")
        await seat.press("space", "f2")
        assert await seat.sees("Ökad växtlighet was changed by somebody else too")
        await seat.press("f2")
        assert await seat.sees("2 changes came, 2 changes were shared")
    text = (mine / "measures" / "angar.toml").read_text("utf-8")
    assert "start = 2021\nend = 2025\n" in text
    assert run(["-C", str(mine), "verify"]) == 0
    assert git(mine, "rev-list", "--merges", "--count", "HEAD").strip() == "1"


async def test_escape_calls_it_off(clones: tuple[Path, Path], sit: Sit, git: Git) -> None:
    mine, _other = clones
    change(mine, "end=2024")
    slow = clones[0].parent / "server.git" / "hooks" / "pre-receive"
    slow.parent.mkdir(exist_ok=True)
    slow.write_text("#!/bin/sh\ntouch begun\nexec sleep 60\n")
    slow.chmod(0o755)
    async with sit(mine, size=(100, 30)) as seat:
        seat._send("Y")
        assert await seat.until((slow.parent.parent / "begun").exists)
        await seat.press("escape")
        assert await seat.sees("Called off: nothing was changed here")
    told = subprocess.run(["git", "ls-remote", "origin"], cwd=mine, capture_output=True, text=True)
    assert git(mine, "rev-parse", "HEAD").strip() not in told.stdout


async def test_a_refusal_stays_to_be_read(clones: tuple[Path, Path], sit: Sit, git: Git) -> None:
    mine, _other = clones
    git(mine, "remote", "set-url", "origin", "file:///finns/inte.git")
    async with sit(mine, size=(80, 24)) as seat:
        await seat.press("Y")
        assert await seat.sees("There is no git repository at file:///finns/inte.git")
        assert "git remote -v" in seat.text


async def test_on_save_shares_what_was_saved_in_the_app(
    clones: tuple[Path, Path], sit: Sit, tmp_path: Path, git: Git
) -> None:
    mine, _other = clones
    git(mine, "config", "--global", "miljo-tui.sync", "on-save")
    async with sit(mine, size=(100, 30)) as seat:
        file = mine / "measures" / "angar.toml"
        file.write_text(file.read_text("utf-8").replace("end = 2023", "end = 2024"), "utf-8")
        git(mine, "commit", "--quiet", "--all", "--message", "Längre")  # shares nothing itself
        server = tmp_path / "server.git"
        assert await seat.until(lambda: "2024" in git(server, "show", "main:measures/angar.toml"))


async def test_on_save_says_why_nothing_could_be_shared(
    clones: tuple[Path, Path], sit: Sit, tmp_path: Path, git: Git
) -> None:
    mine, _other = clones
    git(mine, "config", "--global", "miljo-tui.sync", "on-save")
    (tmp_path / "server.git").rename(tmp_path / "borta.git")
    async with sit(mine, size=(100, 30)) as seat:
        git(mine, "commit", "--quiet", "--allow-empty", "--message", "Tomt")
        change(mine, "end=2024")
        assert await seat.sees("Saved, but not shared")


async def test_off_says_nothing_of_what_is_not_shared(
    clones: tuple[Path, Path], sit: Sit, git: Git
) -> None:
    mine, _other = clones
    git(mine, "config", "--global", "miljo-tui.sync", "off")
    change(mine, "end=2024")
    async with sit(mine, size=(100, 30)) as seat:
        assert await seat.sees("main")
        await seat.press("f5")
        assert "↑" not in seat.lines[0]
