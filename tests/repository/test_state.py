"""Each state that forbids a commit is noticed before anything is written, and says what to do."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from miljo_tui.locale import language
from miljo_tui.model.failures import BadState, Failure, Missing
from miljo_tui.repository.commit_files import ready
from miljo_tui.repository.state import look

Git = Callable[..., str]


def spoken(failure: Failure | None) -> str:
    """Return message and remedy as a person reads them."""
    assert failure is not None
    assert failure.remedy is not None
    speaker = language("en")
    return f"{speaker.say(failure.message)}. {speaker.say(failure.remedy)}"


def test_a_clean_repository_has_nothing_in_the_way(repository: Path) -> None:
    state = look(repository / "mapp")

    assert state.root == repository.resolve()
    assert state.git_dir == state.common_dir == repository.resolve() / ".git"
    assert state.branch == "main"
    assert state.obstacle is None
    ready(state)


def test_a_branch_without_a_commit_is_no_obstacle(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=å/ä")

    state = look(tmp_path)

    assert state.branch == "å/ä"
    assert state.obstacle is None


def test_a_linked_work_tree_knows_the_clone_it_belongs_to(
    repository: Path, tmp_path: Path, git: Git
) -> None:
    git(repository, "worktree", "add", "--quiet", "-b", "side", str(tmp_path / "linked"))

    state = look(tmp_path / "linked")

    assert state.root == (tmp_path / "linked").resolve()
    assert state.common_dir == (repository / ".git").resolve()
    assert state.git_dir.parent == state.common_dir / "worktrees"
    assert state.branch == "side"
    assert state.obstacle is None


@pytest.mark.parametrize(
    ("commands", "what"),
    [
        (["merge other"], "a merge"),
        (["cherry-pick other"], "a cherry-pick"),
        (["revert HEAD~1"], "a revert"),
        (["rebase --merge other"], "a rebase"),
        (["rebase --apply other"], "a rebase"),
        (["bisect start"], "a bisect"),
    ],
)
def test_what_somebody_has_begun_is_in_the_way(
    diverged: Path, commands: list[str], what: str
) -> None:
    if what == "a revert":
        (diverged / "ett.toml").write_text('title = "ours again"\n', encoding="utf-8")
        subprocess.run(["git", "commit", "-qam", "Again"], cwd=diverged, check=True)
    begun = look(diverged)
    assert begun.obstacle is None
    for command in commands:
        subprocess.run(["git", *command.split()], cwd=diverged, capture_output=True)

    state = look(diverged)

    assert isinstance(state.obstacle, BadState)
    assert f"{what} is under way" in spoken(state.obstacle)
    assert "git status" in spoken(state.obstacle)
    # Also when it was begun after the look.
    with pytest.raises(BadState):
        ready(begun)


def test_a_merge_in_another_work_tree_is_not_in_the_way(
    diverged: Path, tmp_path: Path, git: Git
) -> None:
    git(diverged, "worktree", "add", "--quiet", "-b", "side", str(tmp_path / "linked"))
    subprocess.run(["git", "merge", "other"], cwd=diverged, capture_output=True)

    assert look(diverged).obstacle is not None
    assert look(tmp_path / "linked").obstacle is None


def test_no_branch(repository: Path, git: Git) -> None:
    before = look(repository)
    git(repository, "switch", "--quiet", "--detach")

    state = look(repository)

    assert state.branch is None
    assert isinstance(state.obstacle, BadState)
    assert "git switch" in spoken(state.obstacle)
    with pytest.raises(BadState):
        ready(before)


def test_nobody_at_the_keyboard(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.delenv("EMAIL", raising=False)

    obstacle = look(repository).obstacle

    assert isinstance(obstacle, Missing)
    assert "git config --global user.name" in spoken(obstacle)
    assert "git config --global user.email" in spoken(obstacle)


def test_an_identity_of_the_surroundings_is_enough(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "A")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "a@example.org")

    assert look(repository).obstacle is None


def test_half_an_identity_is_none(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "half"
    config.write_text("[user]\n\tname = Only a name\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.delenv("EMAIL", raising=False)

    assert isinstance(look(repository).obstacle, Missing)


def test_no_repository_names_the_command_that_makes_one(tmp_path: Path) -> None:
    folder = tmp_path / "två ord"
    folder.mkdir()

    with pytest.raises(Missing) as caught:
        look(folder)

    assert "can be read, not changed" in spoken(caught.value)
    assert f"miljo-tui init '{folder}'" in spoken(caught.value)


def test_a_repository_without_a_work_tree(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "--quiet", "--bare")

    with pytest.raises(BadState) as caught:
        look(tmp_path)

    assert "without a work tree" in spoken(caught.value)


def test_the_repository_of_somebody_else(
    repository: Path, hook: Callable[[Path, str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")

    with pytest.raises(BadState) as caught:
        look(repository / "mapp")

    said = spoken(caught.value)
    assert "belongs to another user" in said
    # The line that helps names the repository's own top, wherever in it the agreement lies.
    assert f"git config --global --add safe.directory '{repository.resolve()}'" in said
    config = Path(os.environ["GIT_CONFIG_GLOBAL"]).read_text(encoding="utf-8")
    assert "safe" not in config


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_the_repository_of_another_account(repository: Path) -> None:
    for path in (repository, *repository.rglob("*")):
        os.chown(path, 65534, 65534)

    with pytest.raises(BadState, match="belongs to another user"):
        look(repository)


@pytest.fixture
def plain_user(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of somebody who is not allowed everything, and that person at the keyboard."""
    importlib.import_module("git")  # while everything may be read
    folder = Path(tempfile.mkdtemp())
    shutil.copy(os.environ["GIT_CONFIG_GLOBAL"], folder / "gitconfig")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(folder / "gitconfig"))
    monkeypatch.setenv("HOME", str(folder))
    root = os.geteuid() == 0
    if root:
        folder.chmod(0o755)
        os.chown(folder, 65534, 65534)
        os.setresuid(65534, 65534, 0)
    try:
        yield folder
    finally:
        if root:
            os.setresuid(0, 0, 0)
        subprocess.run(["chmod", "-R", "u+w", str(folder)], check=True)
        shutil.rmtree(folder)


@pytest.mark.parametrize("closed", [".", ".git"])
def test_what_cannot_be_written_to(plain_user: Path, closed: str, git: Git) -> None:
    folder = plain_user / "avtal"
    folder.mkdir()
    git(folder, "init", "--quiet")
    assert look(folder).obstacle is None
    (folder / closed).chmod(0o555)

    obstacle = look(folder).obstacle

    assert isinstance(obstacle, BadState)
    assert "can be read, not changed" in spoken(obstacle)
    assert "dr-xr-xr-x" in spoken(obstacle) and "chmod" in spoken(obstacle)
    assert "can be read" in spoken(obstacle)


def test_no_git_program(repository: Path) -> None:
    code = """if True:
        import sys
        from pathlib import Path
        from miljo_tui.repository.creation import is_in_empty
        from miljo_tui.repository.state import look
        from miljo_tui.model.failures import Missing
        for question in (look, is_in_empty):
            try:
                question(Path(sys.argv[1]))
            except Missing as missing:
                print(missing.message.text, missing.remedy.text)
    """
    done = subprocess.run(
        [sys.executable, "-c", code, str(repository)],
        env={"PATH": "/nonexistent", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
    )

    assert done.stdout.count("no git program") == 2, done.stderr
    assert done.stdout.count("Install git") == 2
    assert done.stderr == ""
