"""Who sits at a terminal hears how far a long work is, and nothing of it is left."""

from __future__ import annotations

from io import StringIO
from threading import Event
from types import SimpleNamespace

import pytest

from miljo_tui.cli import waiting
from miljo_tui.locale import language

GONE = "\r\x1b[K"


class Terminal(StringIO):
    """A terminal that notes what is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.is_told = Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        written = super().write(text)
        self.is_told.set()
        return written


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Standard error as a terminal, on which all takes long."""
    stderr = Terminal()
    monkeypatch.setattr(waiting, "sys", SimpleNamespace(stderr=stderr))
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    monkeypatch.setattr(waiting, "PAUSE", 0.0)
    return stderr


def test_how_far_it_is(terminal: Terminal) -> None:
    with waiting.progress(language("sv"), "{done} av {all} rader") as count:
        count(3, 2000)
        count(4, 2000)

    assert terminal.getvalue() == f"{GONE}3 av 2000 rader{GONE}4 av 2000 rader{GONE}"


def test_what_is_being_done(terminal: Terminal) -> None:
    with waiting.waiting(language("sv"), "Sparar …"):
        assert terminal.is_told.wait(30)

    assert terminal.getvalue() == f"{GONE}Sparar …{GONE}"


def test_it_is_gone_before_a_failure_is_told(terminal: Terminal) -> None:
    def failing() -> None:
        with waiting.progress(language("sv"), "{done} av {all} rader") as count:
            count(3, 2000)
            raise ValueError("nej")

    with pytest.raises(ValueError, match="nej"):
        failing()

    assert terminal.getvalue().endswith(GONE)


def test_what_is_quick_says_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 3600.0)

    with (
        waiting.waiting(language("sv"), "Sparar …"),
        waiting.progress(language("sv"), "{done} av {all} rader") as count,
    ):
        count(3, 2000)

    assert terminal.getvalue().replace(GONE, "") == ""


def test_a_pipe_is_told_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with (
        waiting.waiting(language("sv"), "Sparar …"),
        waiting.progress(language("sv"), "{done} av {all} rader") as count,
    ):
        count(3, 2000)

    assert capsys.readouterr().err == ""
