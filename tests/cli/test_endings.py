"""How a command ends that cannot say what it did, or that is told to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from waiting import until

Git = Callable[..., str]
ROOT = Path(__file__).resolve().parents[2]
MAIN = "from miljo_tui.cli.main import main; main()"

READING = (
    "check",
    "list areas",
    "list measures",
    "list measures --json",
    "show angar",
    "log",
    "diff HEAD~1",
    "blame angar",
    "verify",
    "follow-up 2023",
    "publish html",
    "publish csv",
    "schema",
    "completion bash",
    "settle marked",
    "set angar end=2026 --reason r --dry-run",
    "--help",
    "set --help",
    "--version",
)
CHANGING = (
    ("set angar end=2026 --reason r", "The change is committed, as {commit}."),
    ("set angar end=2027 --reason r --json", "The change is committed, as {commit}."),
    ("add measure Solceller --reason r", "The change is committed, as {commit}."),
    ("undo --reason r", "The change is committed, as {commit}."),
    ("redo --reason r", "The change is committed, as {commit}."),
    ("restore angar --at HEAD~4 --reason r", "The change is committed, as {commit}."),
    ("import {lists} --reason r", "The change is committed, as {commit}."),
    ("import {lists} --reason r", "Nothing was committed."),
    ("remove solceller --reason r", "The change is committed, as {commit}."),
    ("commit okad-vaxtlighet --reason r", "The change is committed, as {commit}."),
    ("set angar end=2027 --reason r --dry-run", "Nothing was committed."),
    ("schema --write", "Written: schema/"),
    ("publish html --tag", "Nothing was changed."),
    ("init {folder}", "Made {folder}, commit "),
)


@pytest.fixture
def start(agreement: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Start a command on the agreement, in English, behind a redirection of the shell's."""

    line = 'exec "$0" -c "$1" -C "$2" --lang en {} {}'
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}

    def started(words: str, redirected: str = "") -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            ["sh", "-c", line.format(words, redirected), sys.executable, MAIN, str(agreement)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=agreement.parent,
            env=surroundings,
        )

    return started


@pytest.mark.parametrize(("redirected", "every"), [(">/dev/full", 1), (">&-", 4)])
def test_what_reads_says_that_its_output_is_lost(
    agreement: Path,
    start: Callable[..., subprocess.Popen[bytes]],
    git: Git,
    redirected: str,
    every: int,
) -> None:
    marked = agreement / "measures" / "marked.toml"
    marked.write_text('<<<<<<< a\ntitle = "A"\n=======\ntitle = "B"\n>>>>>>> b\n', "utf-8")
    git(agreement, "commit", "--quiet", "--allow-empty", "-m", "Tom")
    for words, process in [(words, start(words, redirected)) for words in READING[::every]]:
        _out, err = process.communicate(timeout=120)
        said = err.decode()
        assert process.returncode == 5, (words, said)
        assert "miljo-tui: The output could not be written\n" in said, words
        assert "Nothing was c" in said and "Traceback" not in said, words


@pytest.mark.parametrize(("redirected", "number"), [(">/dev/full", 99), (">&-", 2)])
def test_what_changes_something_says_whether_it_is_committed(
    agreement: Path,
    tmp_path: Path,
    start: Callable[..., subprocess.Popen[bytes]],
    git: Git,
    redirected: str,
    number: int,
) -> None:
    lists, folder = tmp_path / "lista.csv", tmp_path / "ny"
    lists.write_text("Åtgärd;Område\nVindskydd;Pollinering\n", "utf-8")
    outside = agreement / "measures" / "okad-vaxtlighet.toml"
    outside.write_bytes(outside.read_bytes() + b'contact = "Anna"\n')
    for words, told in CHANGING[:number]:
        before = git(agreement, "rev-parse", "HEAD")
        process = start(words.format(lists=lists, folder=folder), redirected)
        said = process.communicate(timeout=120)[1].decode()
        after = git(agreement, "rev-parse", "HEAD")
        assert process.returncode == 5 and "Traceback" not in said, (words, said)
        assert told.format(commit=after[:10], folder=folder) in said, (words, said)
        assert (before != after) == ("{commit}." in told), words
    assert git(agreement, "tag", "--list") == ""


def test_diagnostics_that_nobody_hears_change_nothing(
    start: Callable[..., subprocess.Popen[bytes]],
) -> None:
    for redirected in ("2>&-", "2>/dev/full", "<&-", "<&- 2>&-"):
        for words, code, told in (
            ("list areas", 0, b"pollinering"),
            ("show nobody", 2, b""),
            ("--nonsense", 2, b""),
        ):
            process = start(words, redirected)
            out, _err = process.communicate(timeout=60)
            assert process.returncode == code and told in out, (words, redirected)
            assert code == 0 or out == b"", "what went wrong is no output"


def test_a_reader_that_has_seen_enough_is_no_failure(
    start: Callable[..., subprocess.Popen[bytes]],
) -> None:
    process = start("publish html", "| head -c 1; :")
    assert process.communicate(timeout=60) == (b"<", b"")


AS_GIT_STARTS = """
import os, subprocess, sys
from pathlib import Path
from waiting import until
from miljo_tui.cli import main

start, begun, number = subprocess.Popen.__init__, Path(sys.argv.pop()), int(sys.argv.pop())

def started(self, command, *others, **named):
    start(self, command, *others, **named)
    if "commit" in command:
        until(lambda: begun.is_file() and begun.read_text().strip(), "the hook hangs")
        os.kill(os.getpid(), number)

subprocess.Popen.__init__ = started
main.main()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_comes_while_git_is_started_leaves_none_at_work(
    agreement: Path,
    tmp_path: Path,
    hook: Callable[[Path, str, str], Path],
    git: Git,
    number: signal.Signals,
) -> None:
    begun = tmp_path / "begun"
    hook(agreement, "pre-commit", f"echo $$ > {begun}; exec sleep 600")
    head = git(agreement, "rev-parse", "HEAD")
    command = ["-C", str(agreement), "set", "angar", "end=2026", "--reason", "r"]
    process = subprocess.run(
        [sys.executable, "-c", AS_GIT_STARTS, *command, str(number.value), str(begun)],
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
        capture_output=True,
        timeout=50,
    )
    assert (process.returncode, process.stderr) == (128 + number, b"")
    assert git(agreement, "rev-parse", "HEAD") == head
    assert git(agreement, "status", "--porcelain") == ""
    process_of_hook = Path("/proc") / begun.read_text().strip() / "stat"
    until(lambda: not process_of_hook.exists() or ") Z" in process_of_hook.read_text(), "it ends")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_a_save_that_hangs_in_a_hook(
    agreement: Path,
    tmp_path: Path,
    hook: Callable[[Path, str, str], Path],
    start: Callable[..., subprocess.Popen[bytes]],
    git: Git,
    number: signal.Signals,
) -> None:
    begun = tmp_path / "begun"
    hook(agreement, "pre-commit", f"echo $$ > {begun}; exec sleep 600")
    head = git(agreement, "rev-parse", "HEAD")
    process = start("set angar end=2026 --reason r")
    until(lambda: begun.is_file() and begun.read_text().strip() != "", "the hook hangs")
    process.send_signal(number)
    _out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (128 + number, b"")
    assert git(agreement, "rev-parse", "HEAD") == head
    assert git(agreement, "status", "--porcelain") == ""
    assert not (agreement / ".git" / "index.lock").exists()
    process_of_hook = Path("/proc") / begun.read_text().strip() / "stat"
    until(lambda: not process_of_hook.exists() or ") Z" in process_of_hook.read_text(), "it ends")


def test_nohup_is_heard(
    agreement: Path,
    tmp_path: Path,
    hook: Callable[[Path, str, str], Path],
    start: Callable[..., subprocess.Popen[bytes]],
    git: Git,
) -> None:
    begun, go_on = tmp_path / "begun", tmp_path / "go_on"
    hook(agreement, "pre-commit", f"touch {begun}; while ! test -e {go_on}; do sleep 0.05; done")
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        process = start("set angar end=2025 --reason r")
    finally:
        signal.signal(signal.SIGHUP, before)
    until(begun.is_file, "the hook waits")
    process.send_signal(signal.SIGHUP)
    go_on.touch()
    assert process.communicate(timeout=60)[1] == b"" and process.returncode == 0
    assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"


def test_a_full_state_folder_is_told_by_its_path(
    agreement: Path, surroundings: Path, git: Git
) -> None:
    line = 'ulimit -f 0; exec "$0" -c "$1" -C "$2" --lang en set angar end=2024 --reason r'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable, MAIN, str(agreement)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    folder = surroundings / ".local" / "state" / "miljo-tui" / "drafts"
    assert done.returncode == 3
    assert f"nothing was saved: the disk of {folder}/" in done.stderr
    assert "Free some space there. Then save again." in done.stderr
    assert git(agreement, "status", "--porcelain") == ""
