"""Stopped and going on: the shell gets its terminal whole, and the program gets it back."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from screen import Terminal
from waiting import until

Start = Callable[..., Terminal]


def state(number: int) -> str:
    """Return the state of a process: T for stopped, Z for ended."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(") ")[2][0]
    except FileNotFoundError:
        return "Z"


def test_from_the_shell_and_back(terminal: Start, agreement: Path) -> None:
    shell = terminal("sh", "-i", env={"PS1": "shell> ", "ENV": "/dev/null"})
    shell.wait_for("^shell>")
    shell.type(f"{sys.executable} -m miljo_tui -C {agreement} --lang en\r")
    shell.wait_for("^ / Filter")
    shell.press("ctrl+z")
    shell.wait_for("Stopped|Suspended")
    shell.type("stty -a | grep -o '.icanon'; jobs -p\r")
    shell.wait_for(r"^\d+\n^shell>")
    assert re.search("^ icanon$", shell.text, re.MULTILINE)
    assert shell.modes_left_on() <= {"paste"}, "the shell's own"
    number = int(re.findall(r"^\d+$", shell.text, re.MULTILINE)[-1])
    shell.type("bg\r")
    shell.wait_for("^shell>")
    shell.type("fg\n")
    shell.wait_for("^ / Filter")
    shell.type("/pollinators\r\re")
    shell.wait_for("^ F2 ")
    shell.type("Nya ")
    form = shell.wait_for(r"Nya · 1 field changed(.*\n)+•[ !]Title\* .*Nya$")

    for how in (signal.SIGTSTP, signal.SIGSTOP):
        os.kill(number, how)
        until(lambda: state(number) == "T", "it has stopped")
        shell.wait_for("(Stopped|Suspended)(.*\n)*.*shell>")
        shell.resize(100, 30)
        shell.resize(80, 24)
        shell.type("fg\n")
        shell.wait_for(re.escape(form))
    shell.type("abcdefghijklmnopqrstuvwxyz")
    shell.wait_for(r"^•[ !]Title\* .*Nya abcdefghijklmnopqrstuvwxyz$")

    os.kill(number, signal.SIGTSTP)
    until(lambda: state(number) == "T", "it has stopped")
    shell.wait_for("(Stopped|Suspended)(.*\n)*.*shell>")
    # What ends it in the background does not stop for a terminal that is the shell's.
    shell.type("kill %1; kill -CONT %1\n")
    until(lambda: state(number) == "Z", "it has ended", lambda: shell.text)


def test_asleep_for_a_while(app: Start) -> None:
    program = app()
    program.type("/pollinators\r\reNya")
    program.wait_for(r"Nya · .*measures/")
    program.signal(signal.SIGKILL)
    program.exit_code()
    # What is offered then is offered last, when all the threads are there.
    program = app(wait="Drafts that were not committed")
    program.press("escape")
    program.type("/pollinators\r\re")
    program.wait_for("^ F2 ")
    threads = Path(f"/proc/{program.pid}/task")
    before = len(list(threads.iterdir()))
    program.signal(signal.SIGSTOP)
    until(lambda: state(program.pid) == "T", "it has stopped")
    program.type("abc")
    program.signal(signal.SIGCONT)
    program.wait_for(r"^•[ !]Title\* .*abc$")
    program.type("\x1b[D\x1b[C" * 20 + "defghijklmnopqrstuvwxyz")
    program.wait_for(r"^•[ !]Title\* .*abcdefghijklmnopqrstuvwxyz$")
    assert len(list(threads.iterdir())) == before, "one thread reads the keys, not two"


def test_where_there_is_no_shell_it_goes_on_by_itself(app: Start) -> None:
    program = app()
    program.press("ctrl+z")
    until(lambda: program.bytes.count(b"\x1b[?1049h") == 2, "it goes on")
    program.type("/pollinators\r\re")
    program.wait_for("^ F2 ")
    assert "alternate screen" in program.modes_left_on() and not program.cooked
