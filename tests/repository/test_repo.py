"""The repository that GitPython opens is the one that was meant, whatever stands around it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.model.failures import BadState
from miljo_tui.repository.git_process import GitFailed
from miljo_tui.repository.gitpython import created, opened
from miljo_tui.repository.settings import configure

Git = Callable[..., str]


def test_a_folder_whose_name_looks_like_a_variable_is_that_folder(
    tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLDER", "another")
    folder = tmp_path / "$FOLDER %FOLDER% ~"
    folder.mkdir()

    with created(folder):
        pass
    configure(folder, {"miljo-tui.test": "here"})

    assert git(folder, "config", "--local", "miljo-tui.test") == "here\n"
    assert [each.name for each in tmp_path.iterdir()] == [folder.name]


def test_a_bare_repository_in_another_one_keeps_its_settings_to_itself(
    repository: Path, git: Git
) -> None:
    inside = repository / "bare"
    git(repository, "init", "--quiet", "--bare", str(inside))
    git(inside, "config", "--unset", "core.bare")  # git sees that it is bare all the same

    configure(inside, {"miljo-tui.test": "here"})

    assert git(inside, "config", "--local", "miljo-tui.test") == "here\n"
    with pytest.raises(subprocess.CalledProcessError):
        git(repository, "config", "--local", "miljo-tui.test")


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"])
def test_another_repository_named_by_the_surroundings_is_not_written_to(
    repository: Path, tmp_path: Path, git: Git, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    git(tmp_path, "init", "--quiet", str(other))
    part = "objects" if "OBJECT" in name else ""
    before = sorted(other.rglob("*"))
    with monkeypatch.context() as patch:
        patch.setenv(name, str(other / ".git" / part))

        with opened(repository) as repo:
            blob = repo.git.hash_object("-w", "--stdin", istream=b"x").decode().strip()
            repo.git.update_ref("refs/miljo-tui/test", "HEAD")

    assert git(repository, "cat-file", "blob", blob) == "x"
    assert git(repository, "rev-parse", "refs/miljo-tui/test")
    assert sorted(other.rglob("*")) == before


def test_what_lies_in_a_repository_is_none_by_itself(repository: Path) -> None:
    with pytest.raises(BadState), opened(repository / "mapp"):
        pass


def test_an_order_that_fails_is_told_as_git_tells_it(repository: Path) -> None:
    with opened(repository) as repo, pytest.raises(GitFailed) as caught:
        repo.git.update_ref("refs/heads/..", "HEAD")
    assert caught.value.code == 128


def test_no_git_stays_when_all_is_done(repository: Path) -> None:
    with opened(repository) as repo:
        repo.git.update_ref("refs/miljo-tui/test", "HEAD")
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    assert not children.exists() or children.read_text().strip() == ""
