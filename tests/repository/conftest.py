"""Real repositories to commit in, also ones in the middle of somebody's work."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

Git = Callable[..., str]


@pytest.fixture
def repository(tmp_path: Path, git: Git) -> Path:
    """A repository with three files in one commit, on main."""
    folder = tmp_path / "förråd med blanksteg"
    for name in ("ett.toml", "två.toml", "mapp/tre.toml"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'title = "{name}"\n', encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Start")
    return folder


@pytest.fixture
def diverged(repository: Path, git: Git) -> Path:
    """A repository where the branches main and other have changed the same line."""
    git(repository, "switch", "--quiet", "--create", "other")
    (repository / "ett.toml").write_text('title = "theirs"\n', encoding="utf-8")
    git(repository, "commit", "--quiet", "-a", "-m", "Theirs")
    git(repository, "switch", "--quiet", "main")
    (repository / "ett.toml").write_text('title = "ours"\n', encoding="utf-8")
    git(repository, "commit", "--quiet", "-a", "-m", "Ours")
    return repository


@pytest.fixture
def crowded(repository: Path, git: Git) -> Path:
    """A repository full of somebody's own work: staged, half staged, unstaged, new, removed."""
    (repository / "staged.toml").write_text("staged = 1\n", encoding="utf-8")
    git(repository, "add", "staged.toml")
    half = repository / "två.toml"
    half.write_text("half = 1\n", encoding="utf-8")
    git(repository, "add", "två.toml")
    half.write_text("half = 2\n", encoding="utf-8")
    (repository / "mapp" / "tre.toml").unlink()
    (repository / "ny.toml").write_text("new = 1\n", encoding="utf-8")
    (repository / "intended.toml").write_text("intended = 1\n", encoding="utf-8")
    git(repository, "add", "--intent-to-add", "intended.toml")
    return repository


@pytest.fixture
def everything(git: Git) -> Callable[[Path], tuple[object, ...]]:
    """Tell all that a failed or a foreign commit could disturb: head, index, files, their modes."""

    def tell(folder: Path) -> tuple[object, ...]:
        files = {
            str(file.relative_to(folder)): (file.read_bytes(), stat.S_IMODE(file.stat().st_mode))
            for file in folder.rglob("*")
            if file.is_file() and ".git" not in file.relative_to(folder).parts
        }
        locks = [str(lock) for lock in (folder / ".git").rglob("*.lock")]
        return (
            git(folder, "for-each-ref"),
            git(folder, "status", "--porcelain=v2", "--branch", "-z"),
            git(folder, "diff", "--cached", "--binary"),
            git(folder, "ls-files", "--stage"),
            files,
            locks,
        )

    return tell
