"""A lock is told with its age, its maker and who is at work on it; it is never taken away."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.locale import language
from miljo_tui.model.failures import BadState
from miljo_tui.repository import commit_files
from miljo_tui.repository.git_locks import explained, lasting
from miljo_tui.repository.objects import Objects
from miljo_tui.repository.state import look

Git = Callable[..., str]
Hook = Callable[[Path, str, str], Path]


@pytest.fixture
def lock(repository: Path) -> Path:
    """A lock that somebody has made."""
    lock = repository / ".git" / "index.lock"
    lock.touch()
    return lock


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once: the tests need not wait as people do."""
    monkeypatch.setattr(commit_files, "PAUSES", (0.01,))


def told(failure: BadState, code: str = "en") -> str:
    """Return the message and the remedy, as a person reads them."""
    say = language(code).say
    return f"{say(failure.message)}. {say(failure.remedy or '')}"


def commit(repository: Path, file: Path) -> str:
    """Commit a file as it stands, as a save does: with a git of its own that only reads."""
    state = look(repository)
    with Objects(state.root).start() as objects:
        return commit_files.commit(state, [(file, file.read_bytes())], "Text\n", objects).id


@pytest.mark.parametrize(
    ("seconds", "age"),
    [
        (-100, "0 seconds"),
        (1.5, "1 second"),
        (59, "59 seconds"),
        (61, "1 minute"),
        (7200, "2 hours"),
        (3 * 86400, "3 days"),
    ],
)
def test_one_that_is_left_behind(repository: Path, lock: Path, seconds: float, age: str) -> None:
    then = time.time() - seconds
    os.utime(lock, (then, then))
    said = told(explained(look(repository), lock))
    assert f" {age} ago, has been left behind" in said
    assert said.endswith(f": rm {shlex.quote(str(lock))}")
    assert lock.exists()


HOLDING = "import sys, time; lock = open(sys.argv[1]); print('open', flush=True); time.sleep(60)"


def test_one_that_a_program_has_open(repository: Path, lock: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(lock)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout and holder.stdout.readline()
        said = told(explained(look(repository), lock))
        holder.kill()
    assert "at work there: python" in said and f"(process {holder.pid})" in said
    assert "Wait until that has ended" in said and "rm " not in said


def test_one_of_a_git_that_does_not_keep_it_open(
    repository: Path, tmp_path: Path, git: Git, hook: Hook
) -> None:
    begun, go = tmp_path / "begun", tmp_path / "go"
    hook(
        repository,
        "pre-commit",
        f"touch {begun}; for i in $(seq 500); do test -e {go} && exit 0; sleep 0.02; done",
    )
    (repository / "ett.toml").write_text("changed = 1\n", encoding="utf-8")
    with subprocess.Popen(
        ["git", "commit", "--quiet", "-m", "x", "ett.toml"], cwd=repository
    ) as at:
        while not begun.exists():
            time.sleep(0.01)
        said = told(explained(look(repository), repository / ".git" / "index.lock"))
        go.touch()
    assert at.returncode == 0
    assert f"at work there: git (process {at.pid})" in said


SOMEBODY = """
import os, sys
from pathlib import Path
from miljo_tui.repository.git_locks import explained
from miljo_tui.repository.settings import Settings
from miljo_tui.repository.state import State
from miljo_tui.locale import language
lock = Path(".git/index.lock")  # what lies above may be out of reach afterwards
state = State(Path(), lock.parent, lock.parent, "main", None, Settings(()))
language("en").say("x")  # the interpreter's own files may be out of reach afterwards
os.setgroups([]); os.setgid(65534); os.setuid(65534)
failure = explained(state, lock)
print(language("en").say(failure.message), language("en").say(failure.remedy))
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_one_of_somebody_whose_programs_cannot_be_seen(repository: Path, lock: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SOMEBODY],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.search(r"made by root (1 second|\d+ seconds) ago Wait, or ask root\.", done.stdout)


@pytest.mark.parametrize("name", ["index.lock", "HEAD.lock", "refs/heads/main.lock"])
def test_only_one_that_lasts_is_told_at_the_start(repository: Path, name: str) -> None:
    state = look(repository)
    held = repository / ".git" / name
    held.touch()
    assert lasting(state) is None
    os.utime(held, (0, time.time() - 60))
    assert lasting(state) == held


def test_a_git_that_is_killed_leaves_one_behind(repository: Path, git: Git, hook: Hook) -> None:
    planted = hook(repository, "pre-commit", "kill -9 $PPID")
    file = repository / "ett.toml"
    file.write_text("changed = 1\n", encoding="utf-8")
    with pytest.raises(BadState) as caught:
        commit(repository, file)
    planted.unlink()
    with pytest.raises(BadState) as caught:
        commit(repository, file)
    said = told(caught.value)
    assert "has been left behind" in said
    subprocess.run(said.rpartition(": ")[2], shell=True, check=True)
    assert commit(repository, file)
