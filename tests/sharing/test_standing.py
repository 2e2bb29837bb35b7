"""Where one stands, as `status` tells it: without the network, and whatever git is in."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from clones import Person


def test_a_fresh_clone_has_nothing_to_share(anna: Person) -> None:
    assert anna.json("status") == {
        "format": 1,
        "branch": "main",
        "upstream": "origin/main",
        "ahead": 0,
        "behind": 0,
        "fetched": None,
        "operation": None,
        "unshared": 0,
        "drafts": 0,
        "others_drafts": [],
        "problems": {"errors": 0, "warnings": 0},
    }


def test_saved_changes_and_what_came_are_counted(anna: Person, bo: Person) -> None:
    anna.set("angar", "end=2024")
    anna.git("commit", "--quiet", "--allow-empty", "-m", "Ingenting")
    bo.set("okad-vaxtlighet", "end=2025-01-31")
    bo.git("push", "--quiet")
    assert anna.json("status")["behind"] == 0, "no network is asked"
    anna.git("fetch", "--quiet")
    told = anna.json("status")
    assert (told["ahead"], told["behind"], told["unshared"]) == (2, 1, 1)
    assert told["fetched"].startswith("2")
    assert anna.app("status") == 0
    assert anna.out.splitlines()[0] == "Branch main, which follows origin/main"
    assert anna.out.splitlines()[1].startswith(
        "1 saved change is not shared yet; 1 commit to join, as of the last fetch (2"
    )


@pytest.mark.parametrize(
    ("begin", "kind", "command", "give_up"),
    [
        ("merge", "merge", "git commit", "git merge --abort"),
        ("rebase", "rebase", "git rebase --continue", "git rebase --abort"),
        ("cherry-pick", "cherry-pick", "git cherry-pick --continue", "git cherry-pick --abort"),
    ],
)
def test_what_git_is_in_the_middle_of_is_told_with_the_ways_out(
    anna: Person, bo: Person, begin: str, kind: str, command: str, give_up: str
) -> None:
    for who, year in ((anna, "2024"), (bo, "2025")):
        who.set("angar", f"end={year}")
    bo.git("push", "--quiet")
    anna.git("fetch", "--quiet")
    with pytest.raises(subprocess.CalledProcessError):
        anna.git(begin, "origin/main")
    told = anna.json("status")
    assert told["operation"] == {
        "kind": kind,
        "left": ["measures/angar.toml"],
        "command": command,
        "give_up": give_up,
    }
    assert anna.app("status") == 0
    assert f"To go on: {command}; to give up: {give_up}" in anna.out.splitlines()


def test_a_bisect_and_no_branch(anna: Person) -> None:
    anna.git("bisect", "start")
    anna.git("checkout", "--quiet", "--detach")
    told = anna.json("status")
    assert told["branch"] is None and told["operation"]["give_up"] == "git bisect reset"


def test_no_branch_is_said_to_be_none(anna: Person) -> None:
    anna.git("checkout", "--quiet", "--detach")
    assert anna.app("status") == 0
    assert anna.out.splitlines()[0] == "The git repository is on no branch (detached HEAD)"


def test_without_a_remote_or_a_repository_it_is_0_too(
    anna: Person, tmp_path: Path, agreement: Path
) -> None:
    anna.git("remote", "remove", "origin")
    told = anna.json("status")
    assert (told["branch"], told["upstream"], told["unshared"]) == ("main", None, None)
    bare = tmp_path / "inget"
    (agreement / "measures").rename(tmp_path / "measures")
    bare.mkdir()
    (agreement / "agreement.toml").rename(bare / "agreement.toml")
    anna.folder = bare
    assert anna.json("status")["branch"] is None
    assert anna.app("status") == 0 and "git repository" in anna.err


def test_an_empty_remote_has_nothing_of_it(anna: Person, server: Path, tmp_path: Path) -> None:
    anna.git("init", "--quiet", "--bare", str(tmp_path / "tom.git"))
    anna.git("remote", "set-url", "origin", f"file://{tmp_path}/tom.git")
    anna.git("update-ref", "-d", "refs/remotes/origin/main")
    told = anna.json("status")
    assert (told["ahead"], told["behind"], told["unshared"]) == (1, 0, 1)
