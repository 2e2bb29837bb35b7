"""A terminal that reads slowly, or stops reading: frames are dropped, and never bytes of one."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyte
import pytest
from emulator import Screen as PyteScreen
from screen import Terminal
from shown import on_the_line, seen
from waiting import LONGEST, until

from miljo_tui.tui.terminal import traffic
from miljo_tui.tui.terminal.driver import VARIABLE
from miljo_tui.tui.terminal.painter import Painter, PainterThread
from miljo_tui.tui.terminal.promises import Promises
from miljo_tui.tui.terminal.traffic import ASK, UNDER_WAY
from tests.benchmarks.samples import sample

WIDTH, HEIGHT = 80, 24
FRAMES = 400
HALF_A_SECOND = 480
"""The bytes that a line of 9,600 baud carries in it."""
EVERYTHING = Promises(moves=True, columns=True, erases=True, scrolls=True)


@dataclass
class Slow:
    """A terminal that reads when it is told to."""

    output: int
    thread: PainterThread
    read: bytearray = field(default_factory=bytearray)

    def take(self, count: int = 65536, pause: float = 0.05) -> bool:
        """Read so much; tell whether there was something."""
        if not select.select([self.output], [], [], pause)[0]:
            return False
        self.read += os.read(self.output, count)
        return True

    @property
    def screen(self) -> PyteScreen:
        """What stands on it."""
        screen = PyteScreen(WIDTH, HEIGHT)
        pyte.ByteStream(screen).feed(on_the_line("") + bytes(self.read).replace(b"\n", b"\r\n"))
        return screen


@pytest.fixture
def slow() -> Iterator[Slow]:
    """Paint for a terminal that does not read by itself."""
    output, terminal = os.pipe()
    thread = PainterThread(Painter(EVERYTHING), terminal)
    thread.start()
    thread.begin_to_ask()
    yield Slow(output, thread)
    os.close(output)
    os.close(terminal)


def frame(number: int) -> str:
    """Return a frame in which every cell but few tells its number."""
    lines = (f"\x1b[{y};1H\x1b[{31 + (number + y) % 6}m{number:04} " for y in range(1, 25))
    return "".join(f"{line}{f'{number:04}ö' * 15}" for line in lines) + "\x1b[1;1H"


def test_what_is_out_of_date_is_never_sent(slow: Slow) -> None:
    for number in range(FRAMES):
        slow.thread.draw(frame(number), WIDTH, HEIGHT)  # which waits for nobody
    last = PyteScreen(WIDTH, HEIGHT)
    pyte.ByteStream(last).feed(on_the_line(frame(FRAMES - 1)))

    def is_shown() -> bool:
        slow.take()
        return seen(slow.screen) == seen(last)

    until(is_shown, "the last frame is shown")
    slow.thread.stop()
    assert not slow.take()
    assert len(slow.read) < FRAMES / 10 * len(frame(0))


def test_what_is_no_picture_is_sent_all_of_it_in_order(slow: Slow) -> None:
    for number in range(FRAMES):
        slow.thread.draw(frame(number), WIDTH, HEIGHT)
        slow.thread.draw(f"\x1b]2;{number}\x07", WIDTH, HEIGHT)

    def is_all() -> bool:
        slow.take(1000)
        return f"\x1b]2;{FRAMES - 1}\x07".encode() in slow.read

    until(is_all, "all titles have come")
    places = [slow.read.index(f"\x1b]2;{number}\x07".encode()) for number in range(FRAMES)]
    assert places == sorted(places)
    slow.thread.stop()


def step(number: int) -> str:
    """Return what a cursor step changes: a line or two."""
    return f"\x1b[{number % 24 + 1};1H" + f"{number:04}å" * 16


def test_a_terminal_that_answers_is_never_far_behind(
    slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traffic, "PATIENCE", LONGEST)
    slow.thread.draw(step(0), WIDTH, HEIGHT)
    until(lambda: ASK.encode() in slow.read, "the terminal is asked", slow.take)
    slow.thread.take_answer()
    for number in range(1, FRAMES):  # and nothing of it is answered
        slow.thread.draw(step(number), WIDTH, HEIGHT)
        slow.take(64, 0.001)
    slow.thread.draw("\x1b[1;1Hlast", WIDTH, HEIGHT)
    sent = len(slow.read)
    assert sent < UNDER_WAY + WIDTH * HEIGHT + 1000, "a kilobyte, and one screen"
    asked = 1
    while b"last" not in slow.read:  # now it answers each question that it reads
        for _each in range(slow.read.count(ASK.encode()) - asked):
            asked += 1
            slow.thread.take_answer()
        slow.take()
    assert len(slow.read) - sent < UNDER_WAY + 2 * WIDTH * HEIGHT
    slow.thread.stop()


def test_one_that_never_answers_is_asked_once(slow: Slow) -> None:
    for number in range(FRAMES):
        slow.thread.draw(step(number), WIDTH, HEIGHT)
        slow.take(pause=0.001)
    slow.thread.draw("\x1b[1;1Hlast", WIDTH, HEIGHT)
    until(lambda: b"last" in slow.read, "the last is shown", slow.take)
    assert slow.read.count(ASK.encode()) == 1
    slow.thread.stop()


def test_one_that_answers_no_more_is_not_waited_for(
    slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow.thread.draw(step(0), WIDTH, HEIGHT)
    until(lambda: ASK.encode() in slow.read, "the terminal is asked", slow.take)
    slow.thread.take_answer()
    monkeypatch.setattr(traffic, "PATIENCE", -LONGEST)
    for number in range(1, FRAMES):
        slow.thread.draw(step(number), WIDTH, HEIGHT)
        slow.take(pause=0.001)
    slow.thread.draw("\x1b[1;1Hlast", WIDTH, HEIGHT)
    until(lambda: b"last" in slow.read, "the last is shown", slow.take)
    assert slow.read.count(ASK.encode()) < FRAMES / 10
    slow.thread.stop()


@pytest.mark.skipif(
    os.environ.get(VARIABLE) == "textual", reason="Textual alone sends three times as much"
)
def test_a_cursor_step_takes_half_a_second_of_9600_baud(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    folder = sample(tmp_path / "agreement", 40)
    program = terminal(sys.executable, "-m", "miljo_tui", "-C", str(folder), "--lang", "en")
    program.wait_for("^ / Filter")
    sizes = []
    for key, number in (("2", "00001"), ("down", "00002"), ("down", "00003"), ("up", "00002")):
        before = len(program.bytes)
        program.press(key)
        program.wait_for(rf"^╭─ 1 Areas .*\n╭─ 2 [\s\S]*▶ [ !]+\S +{number} [\s\S]*╭─ 3 {number} ")
        sizes.append(len(program.bytes) - before)
    assert max(sizes[1:]) <= HALF_A_SECOND, sizes
