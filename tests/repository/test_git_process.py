"""How git is run: lazily, in the folder that was meant, and with nothing inherited."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.model.failures import BadState, Failure
from miljo_tui.repository.commit_files import committed, ready, staged_differently
from miljo_tui.repository.git_process import INHERITED, GitFailed, ask, do
from miljo_tui.repository.state import look

Git = Callable[..., str]

MODULES = ("git_process", "state", "message", "commit_files", "save_lock", "creation")


def test_no_module_of_the_room_loads_gitpython() -> None:
    imports = ", ".join(f"miljo_tui.repository.{module}" for module in MODULES)
    code = f"import sys, {imports}; sys.exit(any(m in sys.modules for m in ('git', 'gitdb')))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_what_git_calls_local_is_not_inherited(repository: Path, git: Git) -> None:
    assert set(git(repository, "rev-parse", "--local-env-vars").split()) <= set(INHERITED)


def test_another_repository_named_by_the_surroundings_is_not_used(
    repository: Path, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    git(tmp_path, "init", "--quiet", str(other))
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))

    assert look(repository).root == repository.resolve()


@pytest.mark.parametrize("name", ["GIT_GLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"])
def test_other_ways_to_read_names_do_not_stop_git(
    repository: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "1")

    assert ask(repository, "ls-files", "--", "ett.toml") == b"ett.toml\n"


def test_a_folder_that_is_gone_is_not_replaced_by_the_current_one(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)

    with pytest.raises(GitFailed):
        ask(tmp_path / "gone", "rev-parse", "--show-toplevel")
    with pytest.raises(Failure):
        look(tmp_path / "gone")


def test_git_speaks_english_to_us_whatever_the_person_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.setenv(name, "sv_SE.UTF-8" if name != "LANGUAGE" else "sv")

    with pytest.raises(GitFailed) as caught:
        ask(tmp_path, "rev-parse", "--show-toplevel")
    assert "not a git repository" in caught.value.messages


def test_looking_writes_nothing(repository: Path) -> None:
    def seen() -> dict[str, tuple[int, bytes]]:
        return {
            str(file): (file.stat().st_mtime_ns, file.read_bytes() if file.is_file() else b"")
            for file in sorted(repository.rglob("*"))
        }

    (repository / "ett.toml").write_bytes((repository / "ett.toml").read_bytes())
    before = seen()

    state = look(repository)
    ready(state)
    committed(state, repository / "ett.toml")
    staged_differently(state, repository / "ett.toml")

    assert seen() == before


def test_a_hook_that_never_ends_is_ended_gently(
    repository: Path,
    hook: Callable[[Path, str, str], Path],
    everything: Callable[[Path], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hook(repository, "pre-commit", "exec sleep 60")
    monkeypatch.setattr("miljo_tui.repository.git_process.PATIENCE", 0.5)
    (repository / "ett.toml").write_text("changed = 1\n", encoding="utf-8")
    before = everything(repository)

    with pytest.raises(BadState, match="did not finish"):
        do(repository, "commit", "--quiet", "--file=-", "--", "ett.toml", given=b"Text\n")

    assert everything(repository) == before


def test_a_program_that_git_starts_has_no_terminal(
    repository: Path, tmp_path: Path, hook: Callable[[Path, str, str], Path]
) -> None:
    answer = tmp_path / "answer"
    hook(repository, "pre-commit", f"(: < /dev/tty) 2> /dev/null && echo tty > {answer}; exit 0")
    (repository / "ett.toml").write_text("changed = 1\n", encoding="utf-8")

    do(repository, "commit", "--quiet", "--file=-", "--", "ett.toml", given=b"Text\n")

    assert not answer.exists()


def test_more_text_than_a_pipe_holds_reaches_git(repository: Path) -> None:
    text = b"x" * 1_000_000

    blob = do(repository, "hash-object", "-w", "--stdin", given=text).decode().strip()

    assert ask(repository, "cat-file", "blob", blob) == text


@pytest.mark.parametrize("system_tells", [True, False], ids=["by the system", "by a thread"])
def test_the_end_of_git_is_seen_whatever_it_leaves_running(
    repository: Path,
    hook: Callable[[Path, str, str], Path],
    monkeypatch: pytest.MonkeyPatch,
    system_tells: bool,
) -> None:
    if not system_tells:
        monkeypatch.delattr(os, "pidfd_open", raising=False)
    gate, outcome = repository / ".git" / "gate", repository / ".git" / "outcome"
    os.mkfifo(gate)
    os.mkfifo(outcome)
    left = f"cat '{gate}' >&2; echo more >&2; echo $? > '{outcome}'"
    hook(repository, "post-commit", f"trap '' PIPE; echo said >&2; ({left}) &")
    (repository / "ett.toml").write_text("changed = 1\n", encoding="utf-8")
    messages: list[bytes] = []

    do(
        repository,
        "commit",
        "--file=-",
        "--",
        "ett.toml",
        given=b"Text\n",
        listener=messages.append,
    )

    assert b"".join(messages) == b"said\n"
    gate.write_bytes(b"go on\n")
    assert outcome.read_bytes() == b"0\n", "nobody reads what it writes"
