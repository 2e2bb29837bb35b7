"""The title line says how far the clone and its remote have parted, and what git is in."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from seat import Sit

Git = Callable[..., str]


@pytest.fixture
def clone(agreement: Path, tmp_path: Path, git: Git) -> Path:
    """A clone with a commit of its own, and one at the remote that changes the same value."""
    folder = tmp_path / "klon"
    git(tmp_path, "clone", "--quiet", str(agreement), str(folder))
    for where, title in ((folder, "Här"), (agreement, "Där")):
        (where / "measures" / "atervinning.toml").write_text(f'title = "{title}"\n', "utf-8")
        git(where, "commit", "--quiet", "--all", "--message", title)
    git(folder, "fetch", "--quiet")
    return folder


async def test_ahead_and_behind_stand_beside_the_branch(clone: Path, git: Git, sit: Sit) -> None:
    async with sit(clone, size=(120, 40)) as seat:
        assert await seat.sees("main ↑1 ↓1")
        git(clone, "reset", "--quiet", "--hard", "origin/main")
        assert await seat.until(lambda: seat.lines[0].rstrip().endswith("main"))


async def test_a_merge_that_waits_is_named_with_what_is_left(clone: Path, sit: Sit) -> None:
    done = subprocess.run(["git", "merge", "origin/main"], cwd=clone, capture_output=True)
    assert done.returncode == 1
    async with sit(clone, size=(120, 40)) as seat:
        assert await seat.sees("in the middle of git merge, 1 left to settle")
