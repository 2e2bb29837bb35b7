"""Whatever ends the program, the draft is offered again and the terminal is given back."""

from __future__ import annotations

import resource
import signal
import time
from collections.abc import Callable

import pytest
from screen import Terminal

Start = Callable[..., Terminal]


def change_title(program: Terminal) -> None:
    """Open the form of the measure about pollinators and type into its title."""
    program.type("/pollinators\r\re")
    program.wait_for("^ F2 ")
    program.type("Nya ")
    # The title names the record as it is in the draft, and that is on the disk by then.
    program.wait_for(r"^ .*Pollinat\S*Nya · ")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_killed_draft_is_offered_and_goes_on(app: Start, how: signal.Signals) -> None:
    program = app()
    change_title(program)
    program.signal(how)
    program.exit_code()
    program.close()
    again = app(wait="Drafts that were not committed")
    again.wait_for("Title: Pollinat.* → .*Nya")
    again.type("\r")
    again.wait_for("1 unsaved")
    again.press("f2")
    again.wait_for("Review")
    again.type("Beslut")
    again.press("f8")
    again.wait_for("Committed as")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP])
def test_the_terminal_is_given_back(app: Start, how: signal.Signals) -> None:
    program = app()
    change_title(program)
    program.signal(how)
    assert program.exit_code(timeout=3) == 128 + how
    assert program.cooked and program.modes_left_on() == set()


def test_a_draft_is_left_for_later_and_thrown_away(app: Start) -> None:
    program = app()
    change_title(program)
    program.signal(signal.SIGKILL)
    program.exit_code()
    program.close()
    second = app(wait="Drafts that were not committed")
    second.type("\x1b")
    second.wait_for("/ Filter")
    second.type("q")
    assert second.exit_code() == 0
    second.close()
    third = app(wait="Drafts that were not committed")
    third.type("\x1b[3~")
    third.wait_for("Ctrl.X")
    third.type("\x18")
    third.wait_for("/ Filter")
    third.type("q")
    assert third.exit_code() == 0
    third.close()
    app(wait="/ Filter")


def test_bytes_that_are_no_letters_end_nothing(app: Start) -> None:
    program = app()
    change_title(program)
    program.send(b"\xe5\xe4\xf6\xff\xc3 ")
    program.wait_for("Nya \ufffd")
    program.send(b"\x1b[<999999999999999999999999;1;1M\x1b[1;2;3;4;5R\x1b[999;999;999t")
    program.send(b"\x1b[200~klistrat\x1b[201~")
    program.wait_for("klistrat")
    program.type("\x1b")
    program.wait_for("1 unsaved")


def test_replies_that_nobody_asked_for_are_neither_typed_nor_obeyed(app: Start) -> None:
    program = app()
    for where in ("list", "form"):
        if where == "form":
            change_title(program)
        before = program.wait_for("main$|Nya$")
        program.send(b"\x1b[?62;4;22c\x1b]11;rgb:0000/0000/0000\x1b\\\x1bP>|XTerm(390)\x1b\\")
        for half in (b"\x1b[?2026;", b"2$y\x1b]11;rgb:q", b"q\x07\x1b[8;24;"):
            program.send(half)
            time.sleep(0.25)  # longer than what is taken for the end of a key
        program.send(b"80t")
        program.wait_for("")
        assert program.text == before
    program.send(b"\x1b[200~klistrat\x1b")
    time.sleep(0.25)
    program.send(b"[201~!")
    program.wait_for(r"^•[ !]Title\* .*klistrat!$")
    program.press("escape")
    program.wait_for("1 unsaved")


def test_the_end_of_the_input_ends_the_program(app: Start) -> None:
    program = app()
    change_title(program)
    assert program.hang_up() == 128 + signal.SIGHUP
    app(wait="Drafts that were not committed")


def test_a_full_disk_is_told_loses_nothing_and_is_told_again_when_it_takes_more(app: Start) -> None:
    def limit(size: int) -> None:
        hard = resource.prlimit(program.pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (size, hard))

    # Python writes half of a compiled module where a file may not be longer.
    program = app(env={"PYTHONDONTWRITEBYTECODE": "1"})
    limit(1000)
    change_title(program)
    program.wait_for(r"Drafts are not kept just now: the disk of[^:]+is full")
    program.type("fina ")
    program.wait_for("^ drafts not kept · Pollinat.*Nya fina")
    limit(resource.RLIM_INFINITY)
    program.wait_for(r"\A(?!.*drafts not kept)[\s\S]*Drafts are kept again")
    program.signal(signal.SIGKILL)
    program.exit_code()
    program.close()
    app(wait="Drafts that were not committed").wait_for("→ .*Nya fina")
