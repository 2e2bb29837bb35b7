"""Making a repository: all of the folder in one commit, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.locale import language
from miljo_tui.model.failures import BadState, Missing
from miljo_tui.repository.creation import is_in_empty, make_repository
from miljo_tui.repository.state import look

Git = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an agreement in it, in no repository."""
    for name in ("agreement.toml", "areas/skogen.toml", ".gitattributes"):
        file = tmp_path / "avtal" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("a = 1\n", encoding="utf-8")
    return tmp_path / "avtal"


def test_the_folder_is_one_commit_on_main_with_no_settings_of_its_own(
    folder: Path, git: Git
) -> None:
    made = make_repository(folder, "En ny överenskommelse", {})

    names = git(folder, "show", "--name-only", "--format=%s%n%an", "-z", made)
    assert names == (
        "En ny överenskommelse\nTest Person\0\n.gitattributes\0agreement.toml\0areas/skogen.toml\0"
    )
    state = look(folder)
    assert (state.branch, state.obstacle) == ("main", None)
    assert git(folder, "rev-list", "--all").split() == [made]
    assert git(folder, "status", "--porcelain") == ""
    assert "user." not in git(folder, "config", "--local", "--list")
    # One record's history is to be found fast, however long it grows.
    assert git(folder, "commit-graph", "verify") == ""
    assert b"BIDX" in (folder / ".git" / "objects" / "info" / "commit-graph").read_bytes()


def test_nothing_of_a_template_comes_along(folder: Path, tmp_path: Path, git: Git) -> None:
    hooks = tmp_path / "template" / "hooks"
    hooks.mkdir(parents=True)
    (hooks / "pre-commit").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (hooks / "pre-commit").chmod(0o755)
    git(tmp_path, "config", "--global", "init.templateDir", str(tmp_path / "template"))

    make_repository(folder, "Start", {})

    assert not (folder / ".git" / "hooks").exists()


def test_a_repository_around_is_named_and_left_alone(
    repository: Path, git: Git, everything: Callable[[Path], object]
) -> None:
    before = everything(repository)

    with pytest.raises(BadState) as caught:
        make_repository(repository / "mapp", "Start", {})
    with pytest.raises(BadState):
        is_in_empty(repository / "finns" / "inte")

    assert str(repository.resolve()) in language("en").say(caught.value.message)
    assert everything(repository) == before
    assert not (repository / "mapp" / ".git").exists()


def test_the_repository_of_somebody_else_is_no_free_folder(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = (repository / ".git" / "config").read_bytes()
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")

    with pytest.raises(BadState, match="belongs to another user"):
        make_repository(repository, "Start", {})

    assert (repository / ".git" / "config").read_bytes() == config


def test_a_bare_repository_is_no_free_folder(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "--quiet", "--bare")

    with pytest.raises(BadState):
        make_repository(tmp_path, "Start", {})

    assert not (tmp_path / ".git").exists()


def test_nobody_at_the_keyboard_leaves_no_repository(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.delenv("EMAIL", raising=False)

    with pytest.raises(Missing, match="who you are"):
        make_repository(folder, "Start", {})

    assert not (folder / ".git").exists()


def test_a_failed_making_can_be_done_again(folder: Path, git: Git) -> None:
    for key, value in {"commit.gpgSign": "true", "gpg.program": "/bin/false"}.items():
        git(folder, "config", "--global", key, value)
    with pytest.raises(BadState) as caught:
        make_repository(folder, "Start", {})
    assert caught.value.detail
    assert not (folder / ".git").exists()

    git(folder, "config", "--global", "commit.gpgSign", "false")

    assert make_repository(folder, "Start", {})


def test_a_folder_without_files_makes_no_half_repository(tmp_path: Path) -> None:
    with pytest.raises(BadState):
        make_repository(tmp_path, "Start", {})

    assert not (tmp_path / ".git").exists()
