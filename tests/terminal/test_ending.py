"""A signal, or the loss of the terminal, ends the program at once and leaves everything whole."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from screen import Terminal
from waiting import until

Start = Callable[..., Terminal]
Git = Callable[..., str]

SOON = 1.0
"""Seconds; on a quiet machine it is a hundredth."""
COMMAND = [sys.executable, "-m", "miljo_tui", "--lang", "en"]
SIGNALS = [signal.SIGTERM, signal.SIGHUP]


def assert_whole(program: Terminal) -> None:
    """The terminal is as a shell expects it."""
    assert program.modes_left_on() == set()
    assert program.cooked


def used(program: Terminal) -> list[str]:
    """Return the processor time that the program has used."""
    fields = Path(f"/proc/{program.pid}/stat").read_text(encoding="ascii").rpartition(")")[2]
    return fields.split()[11:13]


@pytest.mark.parametrize("how", SIGNALS)
def test_while_the_terminal_has_stopped_reading(app: Start, how: signal.Signals) -> None:
    program = app(columns=200, lines=60)
    program.press(*["ctrl+l"] * 30)
    before: list[str] = []
    while before != (before := used(program)):  # until it waits for the terminal
        time.sleep(0.2)
    program.signal(how)
    assert program.end_unread(SOON) == 128 + how
    assert_whole(program)


@pytest.mark.parametrize("how", SIGNALS)
def test_from_the_first_byte_on(terminal: Start, agreement: Path, how: signal.Signals) -> None:
    program = terminal(*COMMAND, "-C", str(agreement))
    until(lambda: program.bytes, "the program has said something")
    program.signal(how)
    assert program.exit_code(SOON) == 128 + how
    assert_whole(program)


def test_the_end_of_the_terminal_where_hanging_up_is_ignored(
    terminal: Start, agreement: Path
) -> None:
    ignoring = ["sh", "-c", "trap '' HUP; exec \"$@\"", "sh"]
    program = terminal(*ignoring, *COMMAND, "-C", str(agreement))
    program.wait_for("^ / Filter")
    assert program.hang_up(SOON) == 128 + signal.SIGHUP


EDITOR = """#!/bin/sh
trap 'echo Osparat > "$1.save"; kill $!; exit 1' HUP TERM
echo "Rad från editorn." >> "$1"
sleep 600 &
echo $$ > {folder}/editing
wait
"""


@pytest.mark.parametrize("how", [*SIGNALS, None])
def test_while_an_editor_has_the_terminal(
    app: Start,
    agreement: Path,
    tmp_path: Path,
    environment: dict[str, str],
    how: signal.Signals | None,
) -> None:
    editor, editing = tmp_path / "editor", tmp_path / "editing"
    editor.write_text(EDITOR.format(folder=tmp_path), encoding="utf-8")
    editor.chmod(0o755)
    program = app(env={"EDITOR": str(editor)})
    program.type("/pollinators\r\re\t\t\x1bOS")
    until(
        lambda: editing.exists() and editing.read_text(),
        "the editor is there",
        lambda: program.text,
    )
    if how:
        program.signal(how)
        assert program.exit_code(SOON) == 128 + how
        assert_whole(program)
    else:
        assert program.hang_up(SOON) == 128 + signal.SIGHUP
    process = Path(f"/proc/{editing.read_text().strip()}")
    until(lambda: not process.exists(), "the editor has ended")

    def drafts(*words: str) -> subprocess.CompletedProcess[str]:
        command = [*COMMAND, "-C", str(agreement), "drafts", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    told = drafts().stdout
    assert "An editor had a text of measures/pollinatorsprojekt" in told
    (left,) = re.findall(r"Take what you need from (\S+),", told)
    assert (Path(left) / "text.txt.save").read_text() == "Osparat\n"
    shown = drafts("show", "1").stdout + drafts("show", "2").stdout
    assert "Description: the text was changed" in shown


def test_while_git_makes_a_commit_which_git_finishes(
    app: Start, agreement: Path, tmp_path: Path, git: Git
) -> None:
    hook, at_work, go = agreement / ".git/hooks/pre-commit", tmp_path / "at", tmp_path / "go"
    hook.write_text(f"#!/bin/sh\n: > {at_work}\nuntil [ -e {go} ]; do sleep 0.01; done\n")
    hook.chmod(0o755)
    program = app()
    program.type("/pollinators\r\re\t\t\tTekniska\x1bOQNamnet fattades\x1b[19~")
    until(at_work.exists, "git is at work", lambda: program.text)
    program.signal(signal.SIGTERM)
    assert program.exit_code(SOON) == 128 + signal.SIGTERM
    assert_whole(program)
    go.touch()
    until(lambda: "Namnet" in git("log", "-1", "--format=%B"), "the commit is there")
    lock = agreement / ".git" / "index.lock"
    until(lambda: not lock.exists(), "git has ended")
    assert "Tekniska" in git("show") and git("status", "--porcelain") == ""
