"""One save at a time in a clone; nobody's death and nobody's reading leaves a trace."""

from __future__ import annotations

import fcntl
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from miljo_tui.locale import language
from miljo_tui.model.failures import BadState
from miljo_tui.repository.save_lock import NAME, exclusive
from miljo_tui.repository.state import look

HOLDER = """if True:
    import sys
    from pathlib import Path
    from miljo_tui.repository.save_lock import exclusive
    from miljo_tui.repository.state import look
    with exclusive(look(Path(sys.argv[1]))):
        print("held", flush=True)
        sys.stdin.read()
"""


def test_looking_makes_no_lock_and_a_lock_is_no_dirt(
    repository: Path, git: Callable[..., str]
) -> None:
    state = look(repository)
    assert not (repository / ".git" / NAME).exists()

    with exclusive(state):
        pass

    assert git(repository, "status", "--porcelain", "--ignored") == ""


def test_the_lock_is_one_for_all_work_trees(
    repository: Path, tmp_path: Path, git: Callable[..., str]
) -> None:
    git(repository, "worktree", "add", "--quiet", "-b", "side", str(tmp_path / "linked"))
    state, linked = look(repository), look(tmp_path / "linked")

    with exclusive(state), pytest.raises(BadState, match="saving"), exclusive(linked, wait=0):
        pass
    with exclusive(linked, wait=0):
        pass


def test_another_process_is_waited_out_and_its_death_frees_the_lock(repository: Path) -> None:
    state = look(repository)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(repository)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BadState, match="saving") as refused, exclusive(state, wait=0.05):
            pass
        if list(Path("/proc").glob("locks")):  # the system tells who has it
            said = language("en").say(refused.value.message)
            user = pwd.getpwuid(os.geteuid()).pw_name
            assert said == f"{user} is saving in this folder just now (process {holder.pid})"
        holder.send_signal(signal.SIGKILL)
        holder.wait()

    with exclusive(state, wait=0):
        pass


class Turns:
    """A clock, and others who take the lock at each look at it: the last of them lets it go."""

    def __init__(self, lock: Path, others: int, seconds: float) -> None:
        self.now, self.lock, self.others, self.seconds = 0.0, lock, others, seconds
        self.handle = os.open(lock, os.O_RDONLY | os.O_CREAT, 0o666)
        fcntl.flock(self.handle, fcntl.LOCK_EX)

    def monotonic(self) -> float:
        """Tell the time, in seconds."""
        return self.now

    def sleep(self, _seconds: float) -> None:
        """Let time pass, and the next one save."""
        self.now += self.seconds
        self.others -= 1
        os.utime(self.lock, (self.now, self.now))
        if not self.others:
            os.close(self.handle)


@pytest.mark.parametrize(
    ("others", "seconds", "let_in"), [(5, 9, True), (2, 11, True), (9, 9, False)]
)
def test_saves_that_go_through_are_waited_for_one_after_the_other(
    repository: Path, monkeypatch: pytest.MonkeyPatch, others: int, seconds: float, let_in: bool
) -> None:
    state = look(repository)
    turns = Turns(state.common_dir / NAME, others, seconds)
    monkeypatch.setattr("miljo_tui.repository.save_lock.time", turns)
    with nullcontext() if let_in else pytest.raises(BadState, match="saving"), exclusive(state):
        assert not turns.others


def test_a_lock_that_is_taken_is_younger_than_before(repository: Path) -> None:
    lock = look(repository).common_dir / NAME
    lock.touch()
    os.utime(lock, (1, 1))
    with exclusive(look(repository)):
        assert lock.stat().st_mtime > 1


def test_an_error_inside_frees_the_lock(repository: Path) -> None:
    state = look(repository)
    with pytest.raises(ValueError), exclusive(state):
        raise ValueError

    with exclusive(state, wait=0):
        pass


def test_a_program_that_git_starts_does_not_keep_the_lock(repository: Path) -> None:
    state = look(repository)
    with exclusive(state):
        child = subprocess.Popen(
            [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, close_fds=False
        )
    try:
        # The system closes the child's copy a moment after it has started.
        with exclusive(state, wait=5):
            pass
    finally:
        child.communicate(b"\n")
