"""What runs beside a save, or stops it: hooks, signers and locks of the person's own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from as_proposals import as_proposals
from steps import Original, proposed
from waiting import until

from miljo_tui.cli.main import run
from miljo_tui.editing.proposals import Why
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language
from miljo_tui.model.failures import BadState

Git = Callable[..., str]
Hook = Callable[[Path, str, str], Path]
ROOT = Path(__file__).resolve().parents[2]
NAME = "measures/angar.toml"
WHY = Why("Beslut")

SAVE = """
import os, sys
os.environ["PROGRAM"] = str(os.getpid())
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from steps import proposed
from miljo_tui.editing.proposals import Why
workspace, proposals = proposed(Path(sys.argv[2]))
workspace.save(proposals, Why("Beslut" + os.environ.get("MORE", "")))
"""

WAIT = 'for i in $(seq 1000); do test -e "$GO" && break; sleep 0.02; done'
"""Lets a hook or a signer wait until the test lets it go on, but not for ever."""

SIGN = "echo; echo '[GNUPG:] SIG_CREATED ' >&2; echo '-----BEGIN PGP SIGNATURE-----'"


def saved_and_killed(agreement: Path) -> None:
    """Save in a program that a hook or a signer kills."""
    done = subprocess.run(
        [sys.executable, "-c", SAVE, str(Path(__file__).parent), str(agreement)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL


def git_has_ended(agreement: Path) -> None:
    """Wait until git, which has begun, lets the repository go."""
    lock = agreement / ".git" / "index.lock"
    until(lambda: not lock.exists(), "git has ended")


def started(agreement: Path) -> Workspace:
    """Start the program again."""
    workspace = Workspace(agreement, language("sv"))
    workspace.repository.state = workspace.repository.ask()
    return workspace


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less for what may come: the tests know that it does not."""
    monkeypatch.setattr("miljo_tui.editing.save_recovery.SETTLING", 0.1)
    monkeypatch.setattr("miljo_tui.editing.save_recovery.AT_WORK", 0.1)
    monkeypatch.setattr("miljo_tui.repository.commit_files.PAUSES", (0.01,))


@pytest.fixture
def go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a hook or a signer waits for."""
    monkeypatch.setenv("GO", str(tmp_path / "go"))
    return tmp_path / "go"


@pytest.fixture
def signer(agreement: Path, git: Git) -> Callable[[str], None]:
    """Have commits signed by a program."""

    def write(script: str) -> None:
        program = agreement.with_name("signer")
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
        git(agreement, "config", "commit.gpgSign", "true")
        git(agreement, "config", "gpg.program", str(program))

    return write


@pytest.mark.parametrize("who", ["hook", "signer"])
@pytest.mark.parametrize("agrees", [True, False])
def test_killed_while_git_goes_on_alone(
    agreement: Path,
    git: Git,
    hook: Hook,
    signer: Callable[[str], None],
    go: Path,
    who: str,
    agrees: bool,
) -> None:
    original = Original(agreement, git)
    script = f"kill -9 $PROGRAM; {WAIT}; {SIGN if who == 'signer' else ''}\nexit {int(not agrees)}"
    if who == "hook":
        hook(agreement, "pre-commit", script)
    else:
        signer(script)
    saved_and_killed(agreement)

    workspace = started(agreement)
    draft = workspace.draft(workspace.folder.measures["okad-vaxtlighet"])
    draft.put(("end",), 2025)
    for attempt in (workspace.recover, lambda: workspace.save(as_proposals(draft), WHY)):
        with pytest.raises(BadState) as caught:  # nothing is touched while git is at work
            attempt()
        assert "at work there: git (process " in language("en").say(caught.value.message)
    go.touch()
    git_has_ended(agreement)

    (done,) = started(agreement).recover()
    assert done.committed == agrees
    assert original.is_followed() if agrees else original.is_there()
    assert started(agreement).recover() == []


@pytest.mark.parametrize("length", [0, 100_000])
def test_killed_as_soon_as_git_is_at_work(
    agreement: Path, git: Git, hook: Hook, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    """The message is git's from the beginning, however much of it there is."""
    monkeypatch.setenv("MORE", "x" * length)
    hook(agreement, "pre-commit", "kill -9 $PROGRAM")
    saved_and_killed(agreement)
    git_has_ended(agreement)
    assert [done.committed for done in started(agreement).recover()] == [True]
    message = git(agreement, "log", "-1", "--format=%B")
    assert f"Beslut{'x' * length}\n" in message and "Miljo-Operation: " in message


def test_killed_after_the_commit(agreement: Path, git: Git, hook: Hook) -> None:
    original = Original(agreement, git)
    hook(agreement, "post-commit", "kill -9 $PROGRAM")
    saved_and_killed(agreement)
    assert [done.committed for done in started(agreement).recover()] == [True]
    assert original.is_followed()


def test_a_colleague_who_goes_on_after_it_is_not_undone(
    agreement: Path, git: Git, hook: Hook
) -> None:
    planted = hook(agreement, "post-commit", "kill -9 $PROGRAM")
    saved_and_killed(agreement)
    planted.unlink()
    file = agreement / NAME
    file.write_bytes(file.read_bytes().replace(b"end = 2025", b"end = 2026"))
    git(agreement, "commit", "--quiet", "-m", "För hand", NAME)
    assert [done.committed for done in started(agreement).recover()] == [True]
    assert git(agreement, "status", "--porcelain") == ""
    assert (agreement / "measures" / "solceller.toml").exists()


def test_a_colleague_who_takes_it_along_is_not_undone(
    agreement: Path, git: Git, hook: Hook, go: Path
) -> None:
    planted = hook(agreement, "pre-commit", "kill -9 $PROGRAM; exit 1")
    saved_and_killed(agreement)
    git_has_ended(agreement)  # it outlives the program, and ends with what the hook tells it
    planted.unlink()
    git(agreement, "commit", "--quiet", "--all", "-m", "Allt")
    assert len(started(agreement).recover()) == 1
    assert git(agreement, "status", "--porcelain") == ""
    assert "end = 2025" in (agreement / NAME).read_text("utf-8")


@pytest.mark.parametrize("which", ["pre-commit", "commit-msg"])
def test_a_hook_that_refuses(agreement: Path, git: Git, hook: Hook, which: str) -> None:
    original = Original(agreement, git)
    planted = hook(agreement, which, "echo nej; exit 1")
    workspace, proposals = proposed(agreement)
    with pytest.raises(BadState) as caught:
        workspace.save(proposals, WHY)
    assert caught.value.detail == "nej" and original.is_there()
    planted.unlink()
    assert workspace.save(proposals, WHY) and original.is_followed()


@pytest.mark.parametrize("script", ["exit 1", "sleep 60 &", "setsid sleep 60 &"])
def test_what_comes_after_the_commit_changes_nothing(
    agreement: Path, git: Git, hook: Hook, script: str
) -> None:
    original = Original(agreement, git)
    hook(agreement, "post-commit", f"touch .git/left; {script}\necho $! > .git/left")
    workspace, proposals = proposed(agreement)
    begun = time.monotonic()
    assert workspace.save(proposals, WHY) and original.is_followed()
    assert time.monotonic() - begun < 10
    if left := (agreement / ".git" / "left").read_text().strip():
        os.kill(int(left), signal.SIGKILL)


def test_a_hook_that_writes_the_file_anew_is_told(
    agreement: Path, git: Git, hook: Hook, capsys: pytest.CaptureFixture[str]
) -> None:
    hook(agreement, "pre-commit", f"sed -i 's/ = /=/' {NAME}; git add {NAME}")
    command = ["-C", str(agreement), "--lang", "en", "set", "angar", "end=2025", "--reason", "x"]
    assert run(command) == 3
    said = capsys.readouterr().err
    head = git(agreement, "rev-parse", "HEAD").strip()
    assert f"other bytes of {NAME}" in said and f"git show {head}" in said
    assert "end=2025" in git(agreement, "show", f"HEAD:{NAME}")
    assert git(agreement, "status", "--porcelain") == ""


@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", ""])
def test_a_signer_that_fails(
    agreement: Path, git: Git, signer: Callable[[str], None], script: str
) -> None:
    original = Original(agreement, git)
    signer(script)
    workspace, proposals = proposed(agreement)
    with pytest.raises(BadState) as caught:
        workspace.save(proposals, WHY)
    assert language("en").say(caught.value.message) == "Git could not sign the commit"
    assert original.is_there()
    git(agreement, "config", "commit.gpgSign", "false")
    assert workspace.save(proposals, WHY) and original.is_followed()


def test_one_that_hears_nothing_is_ended(
    agreement: Path, git: Git, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("miljo_tui.repository.git_process.PATIENCE", 0.3)
    original = Original(agreement, git)
    hook(agreement, "pre-commit", "trap '' TERM; sleep 60")
    workspace, proposals = proposed(agreement)
    begun = time.monotonic()
    with pytest.raises(BadState, match="did not finish"):
        workspace.save(proposals, WHY)
    assert time.monotonic() - begun < 10 and original.is_there()


def test_a_lock_is_told_by_the_command_too(
    agreement: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    original = Original(agreement, git)
    lock = agreement / ".git" / "index.lock"
    lock.touch()
    os.utime(lock, (0, time.time() - 7200))
    command = ["-C", str(agreement), "--lang", "en", "set", "angar", "end=2025", "--reason", "x"]
    assert run(command) == 3
    said = capsys.readouterr().err
    assert "2 hours ago, has been left behind" in said and f"rm {lock}" in said
    assert lock.exists()
    lock.unlink()
    assert original.is_there()
    assert run(command) == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a disk that is full")
def test_a_disk_that_is_full_sooner_or_later(agreement: Path, git: Git, tmp_path: Path) -> None:
    page = os.sysconf("SC_PAGE_SIZE")
    original = Original(agreement, git)
    said: list[str] = []
    for room in range(40):
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(agreement)], check=True
        )
        try:
            original.copy_into(agreement)
            workspace, proposals = proposed(agreement)
            filling = agreement / ".git" / "filling"
            with pytest.raises(OSError):
                filling.write_bytes(bytes(4_000_000))
            os.truncate(filling, (filling.stat().st_size // page - room) * page)
            try:
                saved = workspace.save(proposals, WHY)
            except BadState as failure:
                saved = None
                said.append(language("en").say(failure.message))
                assert original.is_there(), room  # although there still is no more room
            filling.unlink()
            assert saved or workspace.save(proposals, WHY), room
            assert original.is_followed(), room
        finally:
            subprocess.run(["umount", str(agreement)], check=True)
        if saved:
            break
    assert len(said) > 5 and saved
    assert sum("disk is full" in each for each in said) > 5


def test_a_save_that_is_called_off_before_git_begins_is_not_made(
    agreement: Path, git: Git, hook: Hook
) -> None:
    hook(agreement, "pre-commit", "sleep 600")
    workspace, proposals = proposed(agreement)
    before = (agreement / NAME).read_bytes()
    called_off = Event()
    called_off.set()
    workspace.call_off()  # nothing is at work yet that it could end
    with pytest.raises(BadState) as caught:
        workspace.save(proposals, WHY, called_off=called_off)
    assert caught.value.message.text == "Git was stopped before it had finished"
    assert (agreement / NAME).read_bytes() == before
    assert git(agreement, "status", "--porcelain") == "" and not called_off.is_set()


def test_a_save_that_is_called_off_again_while_it_puts_the_files_back(
    agreement: Path, git: Git, hook: Hook, tmp_path: Path
) -> None:
    """Leaving calls off twice: the review does, and then the program at its end."""
    begun = tmp_path / "begun"
    hook(agreement, "pre-commit", f"touch {begun}; sleep 600")
    workspace, proposals = proposed(agreement)
    before = (agreement / NAME).read_bytes()

    def call_off() -> None:
        while not saving.done():
            workspace.call_off()

    with ThreadPoolExecutor(9) as threads:
        saving = threads.submit(workspace.save, proposals, WHY)
        until(begun.exists, "the hook is at work")
        for _ in range(8):  # one of them is there whenever git is asked for something
            threads.submit(call_off)
    failure = saving.exception()
    assert isinstance(failure, BadState)
    assert failure.message.text == "Git was stopped before it had finished"
    assert (agreement / NAME).read_bytes() == before
    assert git(agreement, "status", "--porcelain") == ""
