"""What a commit has changed, read from its trees, is what git itself says of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.repository import commit_changes, objects
from miljo_tui.repository.commit_changes import Change, changes_in
from miljo_tui.repository.git_process import GitFailed
from miljo_tui.repository.objects import Objects

Git = Callable[..., str]


def told(repository: Path, commit: str) -> list[Change]:
    """Return what `git diff-tree` says of a commit."""
    how = ("-r", "-z", "--raw", "--root", "--no-abbrev", "--no-renames", "--ignore-submodules=none")
    order = ["git", "-C", str(repository), "diff-tree", "--no-commit-id", *how, commit]
    said = subprocess.run(order, capture_output=True, check=True).stdout
    facts = iter(os.fsdecode(said).split("\0")[:-1])
    found = []
    for line in facts:
        old, new, before, after, _kind = line[1:].split(" ")
        versions = [(old, before if int(old) else ""), (new, after if int(new) else "")]
        found.append(Change(next(facts), *versions))
    return found


def read(repository: Path, commit: str) -> list[Change]:
    """Return what the trees of a commit say."""
    with Objects(repository) as read_from:
        return changes_in(read_from, commit)[1]


def every_kind_of_change(repository: Path, git: Git) -> list[str]:
    """Make commits that change files, folders, modes, links and submodules; return their ids."""

    def commit() -> str:
        git(repository, "add", "--all")
        git(repository, "commit", "--quiet", "--allow-empty", "-m", "x")
        return git(repository, "rev-parse", "HEAD").strip()

    made = [git(repository, "rev-parse", "HEAD").strip()]  # without a parent
    (repository / "mapp" / "tre.toml").chmod(0o755)
    (repository / "mapp" / "ännu en" / "djup").mkdir(parents=True)
    (repository / "mapp" / "ännu en" / "djup" / "fyra.toml").write_text("x = 1\n")
    (repository / "mapp.toml").symlink_to("ett.toml")
    made.append(commit())
    shutil.rmtree(repository / "mapp")
    (repository / "mapp").write_text("in place of a folder\n")
    (repository / "ett.toml").unlink()
    (repository / "ett.toml").mkdir()
    (repository / "ett.toml" / "två\nrader").write_bytes(b"\0")
    made.append(commit())
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{made[0]},module")
    git(repository, "commit", "--quiet", "-m", "x")
    made.append(git(repository, "rev-parse", "HEAD").strip())
    made.append(commit())  # without the submodule again
    made.append(commit())  # nothing
    return made


@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_all_that_a_commit_can_change(tmp_path: Path, git: Git, kind: str) -> None:
    folder = tmp_path / "förråd"
    (folder / "mapp").mkdir(parents=True)
    for name in ("ett.toml", "mapp/tre.toml"):
        (folder / name).write_text("title = 1\n")
    git(folder, "init", "--quiet", f"--object-format={kind}")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Start")

    made = every_kind_of_change(folder, git)

    for commit in made:
        assert read(folder, commit) == told(folder, commit)
    assert sum(len(told(folder, commit)) for commit in made) == 12


def test_a_merge_changes_nothing_by_itself(diverged: Path, git: Git) -> None:
    git(diverged, "merge", "--quiet", "-s", "ours", "-m", "Join", "other")

    assert read(diverged, "HEAD") == told(diverged, "HEAD") == []


def test_a_damaged_folder_is_told_as_git_tells_it(repository: Path, git: Git) -> None:
    made = every_kind_of_change(repository, git)
    tree = git(repository, "rev-parse", f"{made[1]}:mapp").strip()
    stored = repository / ".git" / "objects" / tree[:2] / tree[2:]
    stored.chmod(0o644)
    stored.write_bytes(stored.read_bytes()[:20])

    with pytest.raises(GitFailed):
        read(repository, made[1])
    assert read(repository, made[-1]) == []


def test_a_folder_too_large_to_hold_is_left_to_git(
    repository: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = every_kind_of_change(repository, git)
    for module in (objects, commit_changes):
        monkeypatch.setattr(module, "LARGEST", 40)

    for commit in made:
        assert read(repository, commit) == told(repository, commit)
