"""What a terminal program owes the terminal, the files and the person in front of it."""

from __future__ import annotations

import base64
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from screen import Terminal
from waiting import until

from miljo_tui.locale import language

Start = Callable[..., Terminal]
Git = Callable[..., str]

MEASURE = "pollinatorsprojekt"
COMMAND = [sys.executable, "-m", "miljo_tui", "--lang", "en"]


def open_form(program: Terminal) -> None:
    """Go to the form of the measure about pollinators."""
    program.type("/pollinators\r\re")
    program.wait_for("^ F2 ")


@pytest.mark.parametrize("stdin", [subprocess.DEVNULL, subprocess.PIPE], ids=["null", "pipe"])
def test_without_a_terminal_it_says_what_to_run_instead(
    agreement: Path, environment: dict[str, str], stdin: int
) -> None:
    done = subprocess.run(
        [*COMMAND, "-C", str(agreement)],
        stdin=stdin,
        env=environment,
        capture_output=True,
        check=False,
        timeout=10,
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"needs a terminal" in done.stderr and b"miljo-tui list" in done.stderr
    assert b"\x1b" not in done.stderr


def test_a_terminal_that_can_do_nothing_is_told_the_same(terminal: Start, agreement: Path) -> None:
    program = terminal(*COMMAND, "-C", str(agreement), env={"TERM": "dumb"})
    program.wait_for("needs a terminal")
    assert program.exit_code() == 2
    assert b"\x1b" not in program.bytes


def test_quitting_leaves_the_terminal_as_it_was(app: Start) -> None:
    program = app()
    assert not program.cooked and "alternate screen" in program.modes_left_on()
    program.press("q")
    assert program.exit_code() == 0
    assert program.modes_left_on() == set()
    assert program.cooked
    assert program.text.strip() == ""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it(app: Start, how: signal.Signals) -> None:
    program = app()
    program.signal(how)
    assert program.exit_code(timeout=3) == 128 + how


@pytest.mark.parametrize(
    "env",
    [{"NO_COLOR": "1"}, {"TERM": "linux"}, {"TERM": "xterm-16color"}],
    ids=lambda env: "-".join(env.values()),
)
def test_the_cursor_row_is_told_apart_without_colour(app: Start, env: dict[str, str]) -> None:
    program = app(env=env)
    program.press("down")
    program.wait_for(r"▶ +All measures")
    assert program.text.count("▶") == 2  # one in each list in sight
    row = next(y for y, line in enumerate(program.text.splitlines()) if "▶" in line)
    assert program.reversed_rows == {row}
    if "NO_COLOR" in env:
        assert not re.search(rb"\x1b\[[0-9;]*\b[34][0-8]\b", program.bytes)


def test_forty_columns_are_enough_to_work_with(app: Start, git: Git) -> None:
    program = app(columns=40, lines=12)
    open_form(program)
    program.type("\t\t\tTekniska\x1bOQ")
    program.wait_for("Responsible:.*Tekniska")
    program.type("Namnet fattades\x1b[19~")
    program.wait_for("Committed as")
    assert git("log", "-1", "--format=%b").startswith("Namnet fattades\n")


def test_any_size_and_back_again(app: Start) -> None:
    program = app()
    open_form(program)
    program.type("Nya ")
    before = program.wait_for(r"Nya · 1 field changed(.*\n)+•[ !]Title\* .*Nya$")
    for columns, lines in [(20, 5), (10, 3), (1, 1), (200, 60)]:
        program.resize(columns, lines)
        program.wait_for("")
    program.resize(80, 24)
    program.wait_for(re.escape(before))


def test_ctrl_l_mends_what_another_program_wrote(app: Start) -> None:
    program = app()
    before = program.wait_for("· main$")  # git was asked for the branch after the first frame
    program.scribble(b"\x1b[5;5H\x1b[31mNow is the time\r\n\r\nfor all\x1b[2J\x1b[7;7Hgood men")
    program.wait_for("good men")
    program.press("ctrl+l")
    until(lambda: program.text == before, "all is painted anew")


def test_opening_looking_and_quitting_touches_nothing(
    app: Start, agreement: Path, git: Git
) -> None:
    def state() -> dict[str, tuple[int, int, bytes]]:
        return {
            str(path.relative_to(agreement)): (
                path.stat().st_mode,
                path.stat().st_mtime_ns,
                path.read_bytes() if path.is_file() else b"",
            )
            for path in sorted(agreement.rglob("*"))
        }

    before = state()
    program = app()
    for _ in range(2):
        program.press("enter", "enter")
        program.wait_for("^ (/|F2) ")
        program.press("escape", "escape", "down")
    program.press("home")
    open_form(program)
    program.press(*["tab"] * 12)
    program.press("f2")
    program.wait_for("nothing to review")
    program.press("escape", "f5", "ctrl+p")
    program.wait_for("Go to…")
    program.press("escape", "q")
    assert program.exit_code() == 0
    assert state() == before
    assert git("status", "--porcelain") == ""


def test_quitting_with_unsaved_changes_asks(app: Start, agreement: Path, tmp_path: Path) -> None:
    file = agreement / "measures" / f"{MEASURE}.toml"
    before = file.read_bytes()
    program = app()
    open_form(program)
    program.type(" igen")
    program.wait_for(r"^•[ !]Title")
    program.press("escape")
    program.wait_for("1 unsaved")
    program.press("q")
    program.wait_for(r"Ctrl\+X")
    program.press("enter")
    until(lambda: "Ctrl+X" not in program.text, "the question is gone")
    assert "1 unsaved" in program.text
    assert len(list(tmp_path.rglob("*.draft.json"))) == 1
    program.press("q")
    program.wait_for(r"Ctrl\+X")
    program.press("ctrl+x")
    assert program.exit_code() == 0
    assert file.read_bytes() == before
    assert not list(tmp_path.rglob("*.draft.json")), "what was thrown away is not offered again"


def test_a_text_goes_to_the_editor_and_back(app: Start, tmp_path: Path, agreement: Path) -> None:
    editor = script(tmp_path, 'echo "Rad från editorn." >> "$1"')
    program = app(env={"EDITOR": str(editor)})
    open_form(program)
    program.press("tab", "tab", "f4")
    program.wait_for(r"^•[ !]Description(.*\n)+ .*Rad från editorn\.")
    program.press("f2", "f4")
    program.wait_for(r"^ \+Rad från editorn\.")
    assert not re.search(r"^ -[^-]", program.text, re.MULTILINE), "one line is added, none moves"


FAILURES = {
    "ends with an error": ('echo "Halv" > "$1"; exit 1', "", "ended with an error"),
    "is not there": ("", "/nowhere/editor", "could"),
    "is interrupted": ('kill -INT 0; echo "Halv" > "$1"; exit 1', "", "ended with an error"),
}


@pytest.mark.parametrize("how", FAILURES)
def test_an_editor_that_fails_leaves_the_text(app: Start, tmp_path: Path, how: str) -> None:
    line, command, said = FAILURES[how]
    program = app(env={"EDITOR": command or str(script(tmp_path, line))})
    open_form(program)
    program.press("tab", "tab")
    program.type("Tillagt. ")
    program.wait_for("Tillagt")
    program.press("f4")
    program.wait_for(said.replace(" ", r"[\s▌]+"))  # a long path makes the line break there
    assert "Tillagt." in program.text and "Halv" not in program.text
    program.type("Mer. ")
    program.wait_for(r"Tillagt\. Mer\.")


def script(folder: Path, line: str) -> Path:
    """Write a program of one line."""
    path = folder / "editor"
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_copying_reaches_the_persons_own_clipboard(app: Start, agreement: Path) -> None:
    program = app()
    program.type("/pollinators\ry")
    program.wait_for("Copied")
    found = re.search(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", program.bytes)
    assert found
    assert "Pollinatörsprojekt" in base64.b64decode(found[1]).decode()


def test_nothing_is_sent_while_nothing_happens(app: Start) -> None:
    program = app()
    open_form(program)

    def is_silent() -> bool:
        before = len(program.bytes)
        with pytest.raises(AssertionError, match="still runs"):
            program.wait_for("never on the screen", timeout=3)
        return len(program.bytes) == before

    until(is_silent, "all there is has been painted")


def test_a_change_from_outside_is_joined_once_it_is_committed(
    app: Start, agreement: Path, git: Git
) -> None:
    file = agreement / "measures" / f"{MEASURE}.toml"
    program = app()
    open_form(program)
    program.type("\t\t\tTekniska")
    program.wait_for(r"^•[ !]Responsible")
    theirs = file.read_bytes().replace(b"\nend = 2023\n", b"\nend = 2024\n")
    file.write_bytes(theirs)
    program.type("\x1bOQNamnet fattades\x1b[19~")
    program.wait_for("They are: End: 2023 → 2024")
    assert file.read_bytes() == theirs

    git("commit", "--quiet", "--all", "--message=Deras")
    program.type("\x1b[19~")
    program.wait_for(r"Committed as \w+, joined")
    assert git("show", "--format=", "--numstat") == f"1\t0\tmeasures/{MEASURE}.toml\n"
    assert b"end = 2024" in file.read_bytes() and b"Tekniska" in file.read_bytes()


def test_a_file_gone_underneath_is_refused(app: Start, agreement: Path, git: Git) -> None:
    file = agreement / "measures" / f"{MEASURE}.toml"
    program = app()
    open_form(program)
    program.type("\t\t\tTekniska")
    program.wait_for(r"^•[ !]Responsible")
    file.unlink()
    program.type("\x1bOQNamnet fattades\x1b[19~")
    program.wait_for(r"Make it again, with")
    assert git("log", "--format=%s") == "Start\n"
    assert not file.exists()
    program.press("escape")
    program.wait_for(r"removed by somebody else meanwhile")
    assert not file.exists()


def test_a_paste_comes_in_once_and_whole(app: Start) -> None:
    program = app()
    open_form(program)
    program.type("\x15")
    program.paste("första\nandra\u202e")
    program.wait_for(r"^•[ !]Title\* +\S första andra\\u202e$")
    program.type("\t\t")
    program.paste("ett\ntvå\x01\n")
    program.wait_for(r"^•[ !]Description +\S ett\n +\S två\\x01\n +\S Fyra")


def test_ctrl_c_leaves_nothing_and_says_what_does(app: Start) -> None:
    program = app("sv")
    said = language("sv").say("Quit; unsaved changes are asked about first.")
    program.press("ctrl+c")
    program.wait_for(rf"Ctrl\+Q: {said.split()[0]}")
    open_form(program)
    program.type("x\x03y")
    program.wait_for(r"^•[ !].*xy")
    assert program.wait_for(r"Ctrl\+Q: ").count("Ctrl+Q: ") == 1


def test_the_review_stays_until_its_commit_is_made(
    app: Start, agreement: Path, git: Git, tmp_path: Path
) -> None:
    go = tmp_path / "go"
    hook = agreement / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\nuntil [ -e {go} ]; do sleep 0.05; done\n", encoding="utf-8")
    hook.chmod(0o755)
    program = app()
    open_form(program)
    program.type("\t\t\tTekniska\x1bOQNamnet fattades\x1b[19~")
    program.wait_for("Saving")
    program.press("f8", "tab", "f8")  # once is enough, however often it is asked for
    program.wait_for("^ Review · ")
    go.touch()
    program.wait_for(r"\A(?!.*unsaved)[\s\S]*Committed as")
    assert git("status", "--porcelain") == ""


def test_reading_again_says_what_stands_in_the_way(app: Start, agreement: Path) -> None:
    program = app()
    (agreement / "agreement.toml").unlink()
    program.press("f5")
    program.wait_for("There is no agreement in")
