"""A server that looks at what is pushed, in quarantine, and takes nothing untrue or invalid."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from clones import Person

from miljo_tui.cli.main import run

Git = Callable[..., str]
ANGAR = "measures/angar.toml"
CLAIM = "Miljo-Record: measures/angar\nMiljo-Change: end = 2023 -> 2024\nMiljo-Operation: 0"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def watched(server: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The server, with the hook; it runs from the checkout that is tested."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert run(["setup", "server", str(server)]) == 0
    return server


def heads(server: Path, git: Git) -> str:
    """Return all branches of the server."""
    return git(server, "for-each-ref", "refs/heads")


def test_what_is_true_and_valid_is_taken(watched: Path, anna: Person, bo: Person) -> None:
    anna.set("angar", "end=2024")
    bo.set("angar", "start=2021")
    assert anna.app("sync") == bo.app("sync") == 0, bo.err


def test_a_forged_commit_is_refused_in_the_agreements_language(
    watched: Path, anna: Person, git: Git
) -> None:
    anna.write(ANGAR, anna.text(ANGAR).replace("end = 2023", "end = 2099"))
    anna.git("commit", "--quiet", "--all", "--file=-", given=f"angar: slut\n\n{CLAIM}\n")
    before, objects = heads(watched, git), sorted(watched.rglob("objects/*/*"))
    assert anna.app("sync") == 1
    assert "meddelandet anger" in anna.err, anna.err
    assert "Inget av det som skickades togs emot." in anna.err
    assert heads(watched, git) == before
    assert sorted(watched.rglob("objects/*/*")) == objects
    with pytest.raises(subprocess.CalledProcessError):
        anna.git("push", "--quiet", "origin", "HEAD:refs/heads/en-annan")


def test_what_is_invalid_is_refused_and_old_errors_are_not(
    watched: Path, anna: Person, git: Git
) -> None:
    anna.by_hand(ANGAR, "end = 2023", 'end = "sen"')
    with pytest.raises(subprocess.CalledProcessError) as refused:
        anna.git("push", "--quiet")
    assert "measures/angar.toml" in refused.value.stderr


def test_a_branch_cannot_be_rewritten(watched: Path, anna: Person) -> None:
    anna.set("angar", "end=2024")
    assert anna.app("sync") == 0, anna.err
    anna.git("reset", "--quiet", "--hard", "HEAD~1")
    with pytest.raises(subprocess.CalledProcessError):
        anna.git("push", "--quiet", "--force")


@pytest.mark.parametrize("name", ["heads/refs/heads/main", "heads/HEAD", "tags/main", "heads/ab12"])
def test_no_name_is_taken_that_git_would_take_for_another(
    name: str, watched: Path, anna: Person, git: Git
) -> None:
    """One such branch kept everybody from pushing, one such tag stood for the branch."""
    name = name.replace("ab12", anna.head)
    with pytest.raises(subprocess.CalledProcessError) as refused:
        anna.git("push", "--quiet", "origin", f"HEAD:refs/{name}")
    short = name.partition("/")[2]
    assert f"{short}: git kan ta namnet för en annan gren eller tagg" in refused.value.stderr
    assert name not in git(watched, "for-each-ref")
    anna.set("angar", "end=2024")
    assert anna.app("sync") == 0, anna.err
    anna.git("push", "--quiet", "origin", "HEAD:refs/tags/publicerad/2022-01-01", "HEAD:till-anna")


def test_strictly_every_change_of_a_record_is_claimed(watched: Path, anna: Person) -> None:
    assert run(["setup", "server", str(watched), "--strict"]) == 0
    anna.by_hand(ANGAR, "end = 2023", "end = 2024")
    assert anna.app("sync") == 1 and "Anna" in anna.err
    anna.git("reset", "--quiet", "--hard", "HEAD~1")
    anna.set("angar", "end=2024")
    assert anna.app("sync") == 0, anna.err


def test_a_hook_that_is_there_runs_first_and_nothing_changes_again(
    server: Path, anna: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    hook = server / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ncat > {tmp_path}/seen\n")
    hook.chmod(0o755)
    for _ in range(2):
        assert run(["setup", "server", str(server)]) == 0
    assert sorted(each.name for each in hook.parent.iterdir()) == ["pre-receive", "pre-receive.own"]
    anna.set("angar", "end=2024")
    assert anna.app("sync") == 0, anna.err
    assert (tmp_path / "seen").read_text().split()[1:] == [anna.head, "refs/heads/main"]


def test_a_new_server_is_the_group_s(tmp_path: Path, git: Git) -> None:
    folder = tmp_path / "ny.git"
    assert run(["setup", "server", str(folder)]) == 0
    assert git(folder, "config", "receive.denyNonFastForwards").strip() == "true"
    assert git(folder, "config", "core.sharedRepository").strip() in ("1", "group")
    assert os.access(folder / "hooks" / "pre-receive", os.X_OK)
