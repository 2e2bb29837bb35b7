"""Commits in real repositories: what git forbids is said, and nobody else's work is touched."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.history import committing, lock
from miljo_tui.history.state import look
from miljo_tui.locale import language
from miljo_tui.model.failures import BadState, Failure, Missing

Git = Callable[..., str]
NAME = "measures/angar.toml"
ENGLISH = language("en")


def said(failure: Failure) -> str:
    """What people read of a failure."""
    remedy = ENGLISH.say(failure.remedy) if failure.remedy else ""
    return f"{ENGLISH.say(failure.message)} | {failure.detail} | {remedy}"


def change(agreement: Path) -> Path:
    """Change a file on disk, as a save does before its commit."""
    file = agreement / NAME
    file.write_bytes(file.read_bytes().replace(b"end = 2023", b"end = 2025"))
    return file


def hook(agreement: Path, name: str, script: str) -> None:
    """Plant a hook."""
    file = agreement / ".git" / "hooks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def test_a_commit_holds_one_file_and_leaves_all_else(agreement: Path, git: Git) -> None:
    (agreement / "areas" / "gronska.toml").write_text('name = "Annat"\n', "utf-8")
    git(agreement, "add", "areas/gronska.toml")
    (agreement / "areas" / "pollinering.toml").write_text('name = "Ostaged"\n', "utf-8")
    (agreement / "ny.txt").write_text("untracked")
    before = git(agreement, "status", "--porcelain=v2")
    staged = git(agreement, "diff", "--cached")
    file = change(agreement)
    commit = committing.commit(look(agreement), [file], "Ämne\n\nVarför.\n")
    assert git(agreement, "show", "--format=%B", "--name-only", commit).split("\n") == [
        "Ämne",
        "",
        "Varför.",
        "",
        "",
        NAME,
        "",
    ]
    assert git(agreement, "status", "--porcelain=v2") == before
    assert git(agreement, "diff", "--cached") == staged


def test_a_new_file_is_committed(agreement: Path, git: Git) -> None:
    file = agreement / "measures" / "ny.toml"
    file.write_text('title = "Ny"\n', "utf-8")
    assert committing.committed(look(agreement), file) is None
    committing.commit(look(agreement), [file], "Ny\n")
    assert committing.committed(look(agreement), file) == b'title = "Ny"\n'
    assert git(agreement, "status", "--porcelain") == ""


def test_names_that_git_would_read_as_patterns(agreement: Path, git: Git) -> None:
    odd = agreement / "measures" / "[ab]*.toml"
    odd.write_text("x = 1\n")
    change(agreement)
    committing.commit(look(agreement), [odd], "Udda\n")
    assert git(agreement, "status", "--porcelain") == f" M {NAME}\n"


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg"])
def test_a_hook_that_refuses(agreement: Path, git: Git, name: str) -> None:
    hook(agreement, name, "echo 'fel: ingen fredag' >&2; exit 1")
    head = git(agreement, "rev-parse", "HEAD")
    with pytest.raises(BadState) as caught:
        committing.commit(look(agreement), [change(agreement)], "x\n")
    assert "hook" in said(caught.value) and "ingen fredag" in said(caught.value)
    assert git(agreement, "rev-parse", "HEAD") == head
    assert git(agreement, "status", "--porcelain") == f" M {NAME}\n"


def test_a_refused_new_file_is_untracked_again(agreement: Path, git: Git) -> None:
    hook(agreement, "pre-commit", "exit 1")
    file = agreement / "measures" / "ny.toml"
    file.write_text('title = "Ny"\n', "utf-8")
    with pytest.raises(BadState):
        committing.commit(look(agreement), [file], "x\n")
    assert git(agreement, "status", "--porcelain") == "?? measures/ny.toml\n"


def test_a_failing_signer_never_leads_to_an_unsigned_commit(agreement: Path, git: Git) -> None:
    for key, value in {
        "commit.gpgsign": "true",
        "gpg.format": "ssh",
        "user.signingkey": "/nowhere/key",
    }.items():
        git(agreement, "config", key, value)
    head = git(agreement, "rev-parse", "HEAD")
    with pytest.raises(BadState) as caught:
        committing.commit(look(agreement), [change(agreement)], "x\n")
    assert "sign" in said(caught.value)
    assert git(agreement, "rev-parse", "HEAD") == head


def test_a_foreign_lock_is_waited_for_and_never_taken_away(agreement: Path) -> None:
    held = agreement / ".git" / "index.lock"
    held.touch()
    with pytest.raises(BadState) as caught:
        committing.commit(look(agreement), [change(agreement)], "x\n")
    assert str(held) in said(caught.value) and "0 minutes" in said(caught.value)
    assert held.exists()


def test_without_an_identity(
    agreement: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "empty"))
    obstacle = look(agreement).obstacle
    assert isinstance(obstacle, Missing) and "user.email" in said(obstacle)
    with pytest.raises(Missing):
        committing.commit(look(agreement), [change(agreement)], "x\n")


def test_detached_head(agreement: Path, git: Git) -> None:
    git(agreement, "checkout", "--quiet", "--detach")
    state = look(agreement)
    assert state.branch is None and state.obstacle and "no branch" in said(state.obstacle)
    with pytest.raises(BadState):
        committing.ready(state)


@pytest.mark.parametrize(
    ("command", "word"),
    [("merge", "a merge"), ("cherry-pick", "a cherry-pick"), ("rebase", "a rebase")],
)
def test_what_is_under_way(agreement: Path, git: Git, command: str, word: str) -> None:
    git(agreement, "switch", "--quiet", "-c", "annan")
    (agreement / NAME).write_text('title = "A"\n', "utf-8")
    git(agreement, "commit", "--quiet", "-am", "A")
    git(agreement, "switch", "--quiet", "main")
    (agreement / NAME).write_text('title = "B"\n', "utf-8")
    git(agreement, "commit", "--quiet", "-am", "B")
    before = look(agreement)
    subprocess.run(["git", command, "annan"], cwd=agreement, capture_output=True, check=False)
    obstacle = look(agreement).obstacle
    assert isinstance(obstacle, BadState) and word in said(obstacle)
    with pytest.raises(BadState):
        committing.ready(before)


def test_no_repository_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(Missing) as caught:
        look(tmp_path)
    assert f"miljo-tui init {tmp_path}" in said(caught.value)


def test_no_git(agreement: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(Missing) as caught:
        look(agreement)
    assert "no git program" in said(caught.value)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a repository away")
def test_a_repository_of_another_user(agreement: Path) -> None:
    for path in [agreement, *agreement.rglob("*")]:
        os.chown(path, 12345, 12345)
    with pytest.raises(BadState) as caught:
        look(agreement)
    assert "safe.directory" in said(caught.value)


def test_a_linked_worktree_shares_the_lock(agreement: Path, git: Git, tmp_path: Path) -> None:
    tree = tmp_path / "gren"
    git(agreement, "worktree", "add", "--quiet", "-b", "gren", str(tree))
    state = look(tree)
    assert state.branch == "gren" and state.common_dir == (agreement / ".git").resolve()
    committing.commit(state, [change(tree)], "x\n")
    with lock.exclusive(state), pytest.raises(BadState), lock.exclusive(look(agreement), wait=0.1):
        pass


def test_an_unborn_branch(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "--quiet")
    file = tmp_path / "a.toml"
    file.write_text("x = 1\n")
    state = look(tmp_path)
    assert state.obstacle is None and committing.committed(state, file) is None
    committing.commit(state, [file], "x\n")
    assert git(tmp_path, "log", "--format=%s") == "x\n"


def test_an_inherited_repository_is_not_followed(
    agreement: Path, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "annat"
    other.mkdir()
    git(other, "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    assert look(agreement).root == agreement


def test_looking_runs_no_program_of_the_repository(agreement: Path, git: Git) -> None:
    trap = agreement.parent / "trap"
    sprung = agreement.parent / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\n")
    trap.chmod(0o755)
    git(agreement, "config", "core.fsmonitor", str(trap))
    git(agreement, "config", "gpg.program", str(trap))
    git(agreement, "config", "log.showSignature", "true")
    git(agreement, "config", "diff.external", str(trap))
    git(agreement, "config", "filter.x.clean", str(trap))
    (agreement / ".gitattributes").write_text("* filter=x diff=x\n")
    for name in ("post-index-change", "reference-transaction", "pre-commit"):
        hook(agreement, name, f"touch {sprung}")
    state = look(agreement)
    committing.committed(state, agreement / NAME)
    committing.staged_differently(state, agreement / NAME)
    assert not sprung.exists()


def test_another_version_staged_is_seen(agreement: Path, git: Git) -> None:
    file = agreement / NAME
    original = file.read_bytes()
    assert not committing.staged_differently(look(agreement), file)
    file.write_bytes(b'title = "Annan"\n')
    git(agreement, "add", NAME)
    file.write_bytes(original)
    assert committing.staged_differently(look(agreement), file)


def test_reading_leaves_no_lock_file(agreement: Path) -> None:
    before = sorted((agreement / ".git").iterdir())
    look(agreement)
    committing.committed(look(agreement), agreement / NAME)
    assert sorted((agreement / ".git").iterdir()) == before
