"""The harness itself, on programs of a few lines."""

from __future__ import annotations

import re
import signal
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from screen import Terminal

Start = Callable[..., Terminal]

ECHO = r"""
import os, sys, termios, tty
before = termios.tcgetattr(0)
tty.setraw(0)
def say(text): os.write(1, text.encode())
say("\x1b[?1049h\x1b[?1000;1006h\x1b[?1004h\x1b[?2004h\x1b[>1u\x1b[?25l\x1b[?2026$p\x1bP+q544e\x1b\\")
say("\x1b[Hready å漢字 \x1b[1;32mG\x1b[m \x1b[7mcursor\x1b[m\r\n")
while (got := os.read(0, 4096)) != b"q":
    say(repr(got) + "\r\n")
say("\x1b[<u\x1b[?2004l\x1b[?1004l\x1b[?1000;1006l\x1b[?25h\x1b[?1049l")
termios.tcsetattr(0, termios.TCSANOW, before)
say("bye\r\n")
sys.exit(3)
"""


@pytest.fixture
def echo(terminal: Start) -> Terminal:
    """A program that takes the whole screen and shows what it reads."""
    program = terminal(sys.executable, "-c", ECHO, columns=60, lines=16)
    program.wait_for("^ready")
    return program


def test_the_screen_is_what_the_program_drew(echo: Terminal) -> None:
    assert echo.text.splitlines()[0] == "ready å漢字 G cursor"
    assert len(echo.text.splitlines()) <= 16
    assert b"\x1b[?1049h" in echo.bytes


def test_keys_arrive_as_a_terminal_sends_them(echo: Terminal) -> None:
    for key, shown in [
        ("down", r"\x1b[B"),
        ("ctrl+s", r"\x13"),
        ("enter", r"\r"),
        ("f10", r"\x1b[21~"),
        ("alt+x", r"\x1bx"),
        ("ctrl+left", r"\x1b[1;5D"),
    ]:
        echo.press(key)
        echo.wait_for(f"^b'{re.escape(shown)}'$")
    echo.type("åäö")
    echo.wait_for(r"b'\\xc3\\xa5\\xc3\\xa4\\xc3\\xb6'")
    echo.paste("a\nb")
    echo.wait_for(r"b'\\x1b\[200~a\\rb\\x1b\[201~'")
    echo.press("escape", "x")
    echo.wait_for(r"^b'\\x1b'\nb'x'$")


def test_modes_are_known_while_on_and_after(echo: Terminal) -> None:
    assert not echo.cooked
    assert echo.modes_left_on() == {
        "alternate screen",
        "mouse",
        "focus",
        "paste",
        "kitty keys",
        "hidden cursor",
    }
    echo.press("q")
    assert echo.exit_code() == 3
    assert echo.modes_left_on() == set()
    assert echo.cooked
    assert echo.text.strip() == "bye"


def test_a_killed_program_leaves_its_modes_on(echo: Terminal) -> None:
    echo.signal(signal.SIGTERM)
    assert echo.exit_code() == 128 + signal.SIGTERM
    assert "alternate screen" in echo.modes_left_on()
    assert not echo.cooked


def test_what_is_not_shown_is_told_with_the_screen(echo: Terminal) -> None:
    with pytest.raises(AssertionError, match="still runs:\nready"):
        echo.wait_for("never", timeout=0.2)


def test_what_a_program_said_last_is_found_after_its_end(terminal: Start) -> None:
    program = terminal(sys.executable, "-c", "print('last words')")
    program.wait_for("last words")
    with pytest.raises(AssertionError, match="ended with 0"):
        program.wait_for("never")


def test_a_program_that_never_stops_talking_does_not_hold_up_a_test(terminal: Start) -> None:
    program = terminal(sys.executable, "-c", "while True: print('noise')")
    with pytest.raises(AssertionError, match="still runs:\nnoise"):
        program.wait_for("noise", timeout=0.5)


def test_a_resize_reaches_the_program(terminal: Start) -> None:
    code = (
        "import os, signal\n"
        "signal.signal(signal.SIGWINCH, lambda *_: print(os.get_terminal_size(), flush=True))\n"
        "print(os.get_terminal_size(), flush=True)\n"
        "while True: signal.pause()"
    )
    program = terminal(sys.executable, "-c", code, columns=50, lines=8)
    program.wait_for("columns=50, lines=8")
    program.resize(70, 9)
    program.wait_for("columns=70, lines=9")


def test_the_surroundings_are_the_tests_own(terminal: Start, tmp_path: Path) -> None:
    code = "import os; print(sorted(os.environ)); print(os.environ['HOME']); print(os.getcwd())"
    program = terminal(sys.executable, "-c", code, columns=400, env={"NO_COLOR": "1"})
    text = program.wait_for("home")
    assert str(tmp_path / "home") in text and "'NO_COLOR'" in text
    assert "COLUMNS" not in text and "COLORTERM" not in text


def test_the_picture_needs_nothing_else(echo: Terminal, tmp_path: Path) -> None:
    echo.svg(tmp_path / "screen.svg")
    drawn = (tmp_path / "screen.svg").read_text(encoding="utf-8")
    texts = [element.text for element in ET.fromstring(drawn).iter() if element.text]
    assert "ready å漢字" in "".join(texts)
    assert 'font-weight="bold"' in drawn and 'fill="#0dbc79"' in drawn
    assert drawn.count("http") == 1 and "url(" not in drawn
    echo.svg(tmp_path / "again.svg")
    assert (tmp_path / "again.svg").read_bytes() == (tmp_path / "screen.svg").read_bytes()
