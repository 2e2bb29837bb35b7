"""Several people with a clone each, and the shared repository that they all send to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from clones import Person

Git = Callable[..., str]


@pytest.fixture
def server(agreement: Path, tmp_path: Path, git: Git) -> Path:
    """A shared bare repository that holds the small agreement."""
    folder = tmp_path / "server.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(agreement), str(folder))
    git(folder, "remote", "remove", "origin")
    shutil.rmtree(folder / "hooks", ignore_errors=True)
    return folder


@pytest.fixture
def person(
    server: Path,
    tmp_path: Path,
    git: Git,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Person]:
    """Give somebody a clone of their own: `person("anna")`, with options of `git clone`."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def make(name: str, *options: str) -> Person:
        folder = tmp_path / name
        git(tmp_path, "clone", "--quiet", *options, f"file://{server}", str(folder))
        git(folder, "config", "user.name", name.title())
        git(folder, "config", "user.email", f"{name}@example.org")
        return Person(name, folder, capsys)

    return make


@pytest.fixture
def anna(person: Callable[[str], Person]) -> Person:
    """Anna, with a clone."""
    return person("anna")


@pytest.fixture
def bo(person: Callable[[str], Person]) -> Person:
    """Bo, with another clone."""
    return person("bo")
