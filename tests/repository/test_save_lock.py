"""One save at a time in a clone; nobody's death and nobody's reading leaves a trace."""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable
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
