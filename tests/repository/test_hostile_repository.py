"""A clone that plants all it can: reading it runs nothing of it and is not deceived by it."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from traps import Trapped, lay_traps

from miljo_tui import repository as room
from miljo_tui.model.failures import BadState
from miljo_tui.repository import commit_files, save_lock
from miljo_tui.repository.commit_files import committed, ready, staged_differently
from miljo_tui.repository.git_process import GitFailed, ask
from miljo_tui.repository.objects import Objects
from miljo_tui.repository.state import State, look

Git = Callable[..., str]

RECORD = "mapp/tre.toml"
DOORS = ("ask", "reading")
FORMAT = "--format=%H%x1f%P%x1f%an%x1f%ae%x1f%aI%x1f%cn%x1f%cI%x1f%B"

QUESTIONS = [
    ("rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir"),
    ("rev-parse", "HEAD", f"HEAD:{RECORD}", f":0:{RECORD}"),
    ("symbolic-ref", "--quiet", "HEAD"),
    ("var", "GIT_AUTHOR_IDENT"),
    ("config", "--get", "core.sharedRepository"),
    ("ls-files", "-z", "--", RECORD),
    ("ls-files", "--stage", "-z"),
    ("ls-files", "--unmerged", "-z"),
    ("diff-index", "--cached", "-z", "--raw", "--no-abbrev", "--no-renames", "HEAD"),
    ("ls-tree", "-z", "-r", "-l", "HEAD"),
    ("ls-tree", "HEAD"),
    ("cat-file", "blob", f"HEAD:{RECORD}"),
    ("cat-file", "-p", "HEAD"),
    ("cat-file", "--batch-all-objects", "--batch"),
    ("log", "-z", FORMAT),
    ("log", "-z", FORMAT, "--", RECORD),
    ("log", "-z", FORMAT, "--", "fyra.toml"),
    ("log", "-z", FORMAT, "--name-status", "--no-renames", "--diff-merges=separate"),
    ("log", "-z", FORMAT, "--raw", "--no-abbrev", "--no-renames", "--", RECORD),
    ("log", "--format=%H %s%n%(trailers:key=Miljo-Record)"),
    ("log", "--format=%H", "--grep=^S.*x$"),
    ("log", "--format=%H", "--author=Test Person"),
    ("rev-list", "HEAD", "other", "--parents"),
    ("rev-list", "--objects", "HEAD"),
    ("rev-list", "--max-count=1", "--fixed-strings", "--grep=Miljo-Record: mapp", "--branches"),
    ("rev-list", "--left-right", "--count", "HEAD...other"),
    ("merge-base", "HEAD", "other"),
    ("merge-base", "--octopus", "HEAD", "other"),
    ("merge-base", "--is-ancestor", "other", "HEAD"),
    ("hash-object", "-t", "tree", "--stdin"),
    ("check-attr", "-z", "text", "--", RECORD),
    ("config", "--type=bool", "--default=false", "core.bare"),
    ("diff-tree", "-r", "-z", "--raw", "--root", "--no-abbrev", "--no-renames", "HEAD"),
    ("ls-files", "-t", "-z", "--", RECORD),
    ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "HEAD~1", "HEAD"),
    ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--find-renames", "HEAD~4", "HEAD"),
    ("log", "-z", FORMAT, "--raw", "--no-abbrev", "-c", "-M", "--full-history", "HEAD"),
    ("log", "-z", FORMAT, "--topo-order", "--parents", "HEAD", "--", RECORD),
    ("log", "-z", "--format=%m%H", "--left-right", "HEAD~2...other"),
    ("rev-list", "--max-count=1", "--until=2099-01-01T23:59:59", "HEAD"),
    ("show-ref", "--heads", "--tags"),
    ("for-each-ref", "--format=%(objectname) %(refname) %(upstream) %(subject)", "refs/heads"),
    ("for-each-ref", "refs/heads", "refs/tags"),
    ("check-ref-format", "refs/heads/--force"),
    ("rev-list", "--left-right", "--count", "HEAD~2...other", "--"),
]
"""What is asked of a repository now, and what a place for its history will ask."""

ADDRESS = ("remote", "get-url", "--all", "--", "origin")
SETTINGS = ("config", "--list", "--show-scope", "-z")
"""These are asked, too; what a trapped clone answers is its own, and not its twin's."""


@pytest.fixture
def trapped(repository: Path, tmp_path: Path, git: Git) -> Trapped:
    """A repository with a branch and some history, full of traps, and its twin without any."""
    (repository / RECORD).write_text('title = "tre igen"\n', encoding="utf-8")
    text = "Sånt x\n\nSkäl.\n\nMiljo-Record: mapp/tre\n"
    git(repository, "commit", "--quiet", "--all", "-m", text)
    git(repository, "switch", "--quiet", "--create", "other")
    git(repository, "mv", "två.toml", "fyra.toml")
    git(repository, "commit", "--quiet", "-m", "Flytt")
    git(repository, "switch", "--quiet", "main")
    git(repository, "merge", "--quiet", "--no-ff", "-m", "Samman", "other")
    for kind in ("PGP", "SSH"):
        sign(repository, kind, git)
    git(repository, "tag", "-a", "-m", "Märke", "v1")
    git(repository, "branch", "--set-upstream-to=other")
    return lay_traps(repository, tmp_path / "twin", tmp_path / "traps", git)


def test_a_question_runs_nothing_and_gets_the_true_answer(trapped: Trapped) -> None:
    wrong = {}
    for question in QUESTIONS:
        answer, true = (answered(folder, *question) for folder in (trapped.folder, trapped.twin))
        if answer != true:
            wrong[question] = answer, true
        assert trapped.sprung() == [], question
    assert wrong == {}


PROMISES = {
    "a remote helper": {"remote.origin.url": "ext::{program} %S"},
    "ssh": {"remote.origin.url": "ssh://nowhere.invalid/x", "core.sshCommand": "{program}"},
    "git's own": {"remote.origin.url": "git://nowhere.invalid/x", "core.gitProxy": "{program}"},
    "another git": {"remote.origin.url": "{folder}", "remote.origin.uploadpack": "{program}"},
    "another address": {
        "remote.origin.url": "https://nowhere.invalid/x",
        "url.ext::{program} .insteadOf": "https://",
    },
}
"""How a clone that lacks objects may say they are to be had."""


def holds(state: State, file: Path, data: bytes) -> bool:
    """Tell whether commit and index hold a file's bytes, as a save asks."""
    with Objects(state.root) as objects:
        return commit_files.holds(state, [(file, data)], objects)


def commit(state: State, data: bytes) -> None:
    """Commit the record, which has these bytes, as a save does."""
    with Objects(state.root) as objects:
        commit_files.commit(state, [(state.root / RECORD, data)], "Text\n", objects)


@pytest.mark.parametrize("way", PROMISES)
def test_what_is_missing_in_a_clone_is_not_fetched(
    repository: Path, tmp_path: Path, git: Git, way: str
) -> None:
    witness, program = tmp_path / "witness", tmp_path / "program"
    program.write_text(f"#!/bin/sh\n: > '{witness}'\n", encoding="utf-8")
    program.chmod(0o755)
    missing = git(repository, "rev-parse", "HEAD:mapp").strip()
    (repository / ".git" / "objects" / missing[:2] / missing[2:]).unlink()
    settings = {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
        **PROMISES[way],
    }
    for key, value in settings.items():
        names = {"program": program, "folder": repository}
        git(repository, "config", key.format(**names), value.format(**names))

    state = look(repository)
    for question in QUESTIONS:
        if "other" not in question:
            answered(repository, *question)
    with pytest.raises(GitFailed):  # it is not taken for a file that the history does not have
        committed(state, repository / RECORD)
    assert not witness.exists()
    subprocess.run(["git", "cat-file", "-p", missing], cwd=repository, capture_output=True)
    assert witness.exists(), "git by itself would have run it"


def test_what_git_looks_into_is_compared_by_bytes_alone(trapped: Trapped) -> None:
    file = trapped.folder / RECORD
    state = look(trapped.folder)

    ready(state)
    assert committed(state, file) == file.read_bytes()
    assert holds(state, file, file.read_bytes())
    file.write_bytes(b"changed = 1\n")
    assert not holds(state, file, file.read_bytes())
    assert not staged_differently(state, file)
    assert trapped.sprung() == []


def test_a_commit_runs_what_git_runs_by_itself(trapped: Trapped, tmp_path: Path, git: Git) -> None:
    by_hand = lay_traps(trapped.twin, tmp_path / "twin2", tmp_path / "traps2", git)
    for each in (trapped, by_hand):
        (each.folder / RECORD).write_text("changed = 1\n", encoding="utf-8")

    commit(look(trapped.folder), b"changed = 1\n")
    git(by_hand.folder, "commit", "--quiet", "--cleanup=verbatim", "-m", "Text", "--only", RECORD)

    ran = trapped.sprung()
    assert ran == by_hand.sprung()
    assert {"hook-pre-commit", "hook-commit-msg", "hook-post-commit"} <= set(ran)
    assert {"gpg.openpgp.program", "filter.x.process"} <= set(ran)


def test_nothing_of_a_foreign_owner_runs(trapped: Trapped, monkeypatch: pytest.MonkeyPatch) -> None:
    state = look(trapped.folder)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    (trapped.folder / RECORD).write_text("changed = 1\n", encoding="utf-8")

    with pytest.raises(BadState, match="belongs to another user"):
        look(trapped.folder)
    for question in QUESTIONS:
        answered(trapped.folder, *question)
    with pytest.raises(BadState):
        commit(state, b"changed = 1\n")

    assert trapped.sprung() == []


def test_every_question_in_the_program_is_among_those_tested() -> None:
    asked = set()
    for file in Path(room.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            is_question = isinstance(node, ast.Call) and getattr(node.func, "id", "") in DOORS
            # Where it is no constant, what was asked is handed on.
            if is_question and isinstance(node.args[1], ast.Constant):
                asked.add(node.args[1].value)

    tested = {*(question[0] for question in QUESTIONS), ADDRESS[0]}
    assert {"rev-parse", "log"} <= asked <= tested


def test_the_address_of_a_remote_is_told_and_not_used(trapped: Trapped) -> None:
    assert b"ext::" in answered(trapped.folder, *ADDRESS)
    assert trapped.sprung() == []


def test_the_settings_are_told_and_not_used(trapped: Trapped) -> None:
    assert b"core.fsmonitor\n" in answered(trapped.folder, *SETTINGS)
    assert trapped.sprung() == []


def test_a_folder_that_looks_like_a_git_directory_is_none(
    repository: Path, tmp_path: Path, git: Git
) -> None:
    """Such a folder comes along with any clone, and git takes its settings for the person's own."""
    witness = tmp_path / "witness"
    inside = repository / "mapp"
    git(tmp_path, "init", "--quiet", "--bare", str(tmp_path / "bare"))
    subprocess.run(["cp", "-a", f"{tmp_path / 'bare'}/.", inside], check=True)
    settings = {"core.bare": "false", "core.worktree": str(inside)}
    for key, value in {**settings, "core.fsmonitor": f"touch '{witness}'; false"}.items():
        git(tmp_path, "config", "--file", str(inside / "config"), key, value)

    with pytest.raises(BadState, match="which is not that of its files"):
        look(inside)

    assert not witness.exists()
    subprocess.run(["git", "status"], cwd=inside, capture_output=True)
    assert witness.exists(), "git by itself would have run it"


def test_a_work_tree_that_is_another_repositorys_is_none(
    repository: Path, tmp_path: Path, git: Git
) -> None:
    git(tmp_path, "init", "--quiet")
    git(repository, "config", "core.worktree", str(tmp_path))

    with pytest.raises(BadState, match="which is not that of its files"):
        look(repository)


def test_a_git_directory_may_lie_apart(repository: Path, tmp_path: Path, git: Git) -> None:
    git(repository, "init", "--quiet", f"--separate-git-dir={tmp_path / 'apart'}")

    assert look(repository).git_dir == tmp_path / "apart"


def test_a_folder_whose_name_has_several_lines(repository: Path, tmp_path: Path) -> None:
    odd = repository.rename(tmp_path / "a\nb\r\n")

    state = look(odd / "mapp")

    assert (state.root, state.git_dir) == (odd, odd / ".git")
    assert committed(state, odd / RECORD) == (odd / RECORD).read_bytes()


def test_a_link_in_the_place_of_the_lock_leads_nowhere(repository: Path, tmp_path: Path) -> None:
    state = look(repository)
    (repository / ".git" / save_lock.NAME).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(BadState), save_lock.exclusive(state):
        pass

    assert not (tmp_path / "elsewhere").exists()


def answered(folder: Path, *question: str) -> bytes:
    """Ask, and return the answer without the folder's own name, or what git said."""
    try:
        answer = ask(folder, *question)
    except GitFailed as failure:
        answer = failure.messages.encode()
    return answer.replace(bytes(folder), b"/")


def sign(repository: Path, kind: str, git: Git) -> None:
    """Make a commit that bears a signature, which only a program could tell to be false."""
    git(repository, "commit", "--quiet", "--allow-empty", "-m", f"Signerad {kind}")
    head, blank, text = git(repository, "cat-file", "commit", "HEAD").partition("\n\n")
    mark = f"\ngpgsig -----BEGIN {kind} SIGNATURE-----\n \n falsk\n -----END {kind} SIGNATURE-----"
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=repository,
        input=f"{head}{mark}{blank}{text}".encode(),
        capture_output=True,
        check=True,
    )
    git(repository, "update-ref", "HEAD", made.stdout.decode().strip())
