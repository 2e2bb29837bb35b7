"""What a person sees of a terminal's screen: its cells, as pyte and as tmux have drawn them."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from emulator import Screen as PyteScreen
from waiting import until

NO_WRAP = "\x1b[?7l"
"""What Textual sends before the first frame."""

BETWEEN = "===between==="

Seen = tuple[str, list[list[tuple[str, tuple[str, ...]]]]]
"""Where the cursor stands, and each line's cells: a character and its look."""


def on_the_line(sent: str) -> bytes:
    """Return what comes out of the terminal's line, where the kernel makes two of a line feed."""
    return (NO_WRAP + sent).replace("\n", "\r\n").encode()


def seen(screen: PyteScreen) -> list[list[tuple[Any, ...]]]:
    """Return all cells, those that look the same as the same."""
    return [
        [_seen(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)
    ]


def _seen(cell: Any) -> tuple[Any, ...]:
    lines = (cell.underscore, cell.strikethrough, cell.reverse)
    if cell.data == " " and not any(lines):
        return (" ", cell.bg)
    return (cell.data, cell.fg, cell.bg, cell.bold, cell.italics, cell.blink, *lines)


class Tmux:
    """Terminals without programs, by tmux: bytes go in, and its screens are looked at."""

    def __init__(self, width: int, height: int, panes: int) -> None:
        self._width, self._height = width, height
        self._folder = tempfile.TemporaryDirectory()
        self._socket = str(Path(self._folder.name) / "socket")
        self._panes = [self._pane(f"pane{number}") for number in range(panes)]
        self._marks = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._run("kill-server")
        for _name, file in self._panes:
            os.close(file)
        self._folder.cleanup()

    def show(self, *sent: str) -> list[Seen]:
        """Send something to each of the screens, and return what is seen there."""
        self._marks += 1
        for (_name, file), text in zip(self._panes, sent, strict=True):
            # tmux does not tell of colours right of the last character that was put into a line.
            column = self._width + 1
            ends = "".join(f"\x1b[{y};{column}H|" for y in range(1, self._height + 1))
            told = f"\x1b7\x1b[m{ends}\x1b8\x1b]2;mark{self._marks}\x07"
            left = memoryview((NO_WRAP + text + told).encode())
            while left:
                left = left[os.write(file, left) :]
        found: list[str] = []

        def is_drawn() -> bool:
            found[:] = self._run(*self._asked()).split(BETWEEN)
            starts = [each.startswith(f"mark{self._marks},") for each in found[1:]]
            return len(starts) == len(self._panes) and all(starts)

        until(is_drawn, "tmux has drawn it")
        return [self._seen(each) for each in found[1:]]

    def _asked(self) -> list[str]:
        asked: list[str] = []
        for name, _file in self._panes:
            told = BETWEEN + "#{pane_title},#{cursor_x},#{cursor_y}"
            asked += ["display-message", "-p", "-t", name, told, ";"]
            asked += ["capture-pane", "-p", "-e", "-N", "-t", name, ";"]
        return asked[:-1]

    def _seen(self, told: str) -> Seen:
        head, _, text = told.partition("\n")
        lines = _cells(text)[: self._height]
        return head, [line[: len(line) - line[::-1].index(("|", ())) - 1] for line in lines]

    def _pane(self, name: str) -> tuple[str, int]:
        pipe = Path(self._folder.name) / name
        os.mkfifo(pipe)
        command = f"stty -echo; exec cat {pipe}"
        size = ("-x", str(self._width + 1), "-y", str(self._height))
        self._run("-f", "/dev/null", "new-session", "-d", "-s", name, *size, command)
        self._run("set", "-g", "status", "off")
        self._run("resize-window", "-t", name, *size)
        return name, os.open(pipe, os.O_WRONLY)

    def _run(self, *words: str) -> str:
        command = ["tmux", "-u", "-S", self._socket, *words]
        done = subprocess.run(command, capture_output=True, check=False, env=_surroundings())
        return done.stdout.decode()


def _surroundings() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "TERM": "xterm-256color"}


TOKEN = re.compile(r"\x1b\[([0-9;:]*)m|\x1b\].*?(?:\x1b\\|\x07)|(\n)|([^\x1b\n])", re.DOTALL)
LINES = {"4", "7", "9", "21", "53"}


def _cells(captured: str) -> list[list[tuple[str, tuple[str, ...]]]]:
    """Return a capture's characters and how they look, those that look the same as the same."""
    lines: list[list[tuple[str, tuple[str, ...]]]] = [[]]
    look: tuple[str, ...] = ()
    for token in TOKEN.finditer(captured):
        if token[1] is not None:
            look = _look(look, token[1])
        elif token[2]:
            lines.append([])
        elif token[3]:
            plain = token[3] == " " and not LINES & set(look)
            kept = tuple(code for code in look if code.startswith(("4", "10"))) if plain else look
            lines[-1].append((token[3], kept))
    return lines


def _look(look: tuple[str, ...], parameters: str) -> tuple[str, ...]:
    """Return the look after SGR, as sorted codes; tmux says each look anew, after 0."""
    codes, found = parameters.split(";"), set(look)
    while codes:
        code = codes.pop(0)
        if code in ("", "0"):
            found = set()
        elif code in ("38", "48"):
            taken = 4 if codes[0] == "2" else 2
            found = {each for each in found if not _is_colour(each, code == "48")}
            found.add(";".join([code, *codes[:taken]]))
            del codes[:taken]
        elif code in ("39", "49"):
            found = {each for each in found if not _is_colour(each, code == "49")}
        else:
            if code.isdigit() and (30 <= int(code) <= 47 or int(code) >= 90):
                is_background = 40 <= int(code) <= 47 or int(code) >= 100
                found = {each for each in found if not _is_colour(each, is_background)}
            found.add(code)
    return tuple(sorted(found))


def _is_colour(code: str, is_background: bool) -> bool:
    if is_background:
        return code.startswith(("48;", "10")) or (len(code) == 2 and code[0] == "4")
    return (code.startswith(("38;", "9")) and code != "9") or (len(code) == 2 and code[0] == "3")
