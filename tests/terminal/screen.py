"""The program as its users meet it: on a real pty, with pyte as the terminal."""

from __future__ import annotations

import builtins
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from emulator import CURSOR_KEYS, PASTE, Emulator
from keys import encode
from picture import svg
from waiting import LONGEST, until

SILENCE = 0.06
"""Seconds without output after which a screen counts as finished."""
NOISE = 1.0
"""Seconds of unbroken output after which reading pauses, so that no program can hold up a test."""
ESCAPE_PAUSE = 0.2
"""Seconds after Escape was read, so that the next key is not taken for Alt with that key."""


class Terminal:
    """A program running on a terminal of its own; the terminal answers no queries."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: Path | None = None,
        columns: int = 80,
        lines: int = 24,
        emulator: Callable[[int, int], Emulator] = Emulator,
    ) -> None:
        self._shown = emulator(columns, lines)
        self._raw = bytearray()
        # The slave stays open here, so that its modes can be read when the program has ended.
        self._master, self._slave = os.openpty()
        self._set_size(columns, lines)
        self._process = subprocess.Popen(
            list(argv),
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the program if it still runs, and close the terminal."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        if self._master >= 0:
            os.close(self._master)
            os.close(self._slave)
            self._master = -1

    def press(self, *keys: str) -> None:
        """Press keys by name: `down`, `enter`, `ctrl+s`, `shift+tab`, `f2`, `alt+x`, `å`."""
        for key in keys:
            os.write(self._master, encode(key, application=self._shown.has(CURSOR_KEYS)))
            if key == "escape":
                until(self._is_read, "Escape has been read", lambda: self._read_for(0))
                self._read_for(ESCAPE_PAUSE)

    def type(self, text: str) -> None:
        """Type text, one character after the other."""
        self._write(text.encode())

    def paste(self, text: str) -> None:
        """Paste text as a terminal does: between brackets where the program asked for them."""
        self._read_for(0)
        data = text.replace("\n", "\r").encode()
        self._write(b"\x1b[200~" + data + b"\x1b[201~" if self._shown.has(PASTE) else data)

    def send(self, data: builtins.bytes) -> None:
        """Send raw bytes, such as a terminal in another encoding would."""
        self._write(data)

    def scribble(self, data: builtins.bytes) -> None:
        """Write on the terminal as another program would, such as `wall`."""
        os.write(self._slave, data)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size; the kernel tells the program."""
        self._read_for(0)
        self._shown.resize(columns, lines)
        self._set_size(columns, lines)

    @property
    def pid(self) -> int:
        """The number of the program's process."""
        return self._process.pid

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self._process.send_signal(number)

    def wait_for(self, pattern: str, timeout: float = LONGEST) -> str:
        """Wait until the screen shows the pattern and is silent; return the screen's text.

        Choose what only the awaited screen shows: what stands there already is found at once.
        """
        found = re.compile(pattern, re.MULTILINE)
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            heard = self._read_for(SILENCE)
            if not heard and found.search(self._shown.text):
                return self._shown.text
            if not heard and self._process.poll() is not None:
                self._read_for(0)
                if found.search(self._shown.text):
                    return self._shown.text
                break
        ended = self._process.poll()
        state = "still runs" if ended is None else f"ended with {ended}"
        raise AssertionError(
            f"{pattern!r} is not on the screen; program {state}:\n{self._shown.text}"
        )

    def exit_code(self, timeout: float = LONGEST) -> int:
        """Wait for the program to end and return its exit code, 128 + n for a signal."""
        end = time.monotonic() + timeout
        while self._process.poll() is None:
            self._read_for(0.01)
            if time.monotonic() > end:
                raise AssertionError(f"the program did not end:\n{self._shown.text}")
        self._read_for(0)
        code = self._process.returncode
        return 128 - code if code < 0 else code

    def end_unread(self, timeout: float = LONGEST) -> int:
        """Return the exit code of a program whose terminal reads nothing of what it sends."""
        code = self._process.wait(timeout)
        return 128 - code if code < 0 else code

    @property
    def text(self) -> str:
        """The screen, one line per row, without blanks at the ends of lines."""
        self._read_for(0)
        return self._shown.text

    @property
    def bytes(self) -> builtins.bytes:
        """Everything the program has sent so far."""
        self._read_for(0)
        return bytes(self._raw)

    @property
    def cursor(self) -> tuple[int, int]:
        """The cursor's column and row, from 0."""
        self._read_for(0)
        return self._shown.screen.cursor.x, self._shown.screen.cursor.y

    @property
    def reversed_rows(self) -> set[int]:
        """The rows, from 0, that are shown in reverse for the most part."""
        self._read_for(0)
        screen = self._shown.screen
        return {
            y
            for y in range(screen.lines)
            if sum(screen.buffer[y][x].reverse for x in range(screen.columns)) > screen.columns / 2
        }

    @property
    def cooked(self) -> bool:
        """Whether the terminal gathers lines and echoes them, as a shell expects."""
        local = termios.tcgetattr(self._slave)[3]
        return bool(local & termios.ICANON and local & termios.ECHO)

    def modes_left_on(self) -> set[str]:
        """Name the modes that are on now: alternate screen, mouse, paste, focus, kitty keys …"""
        self._read_for(0)
        return self._shown.modes

    def hang_up(self, timeout: float = 3) -> int:
        """Close the terminal, as a lost connection does; return the program's exit code."""
        os.close(self._master)
        os.close(self._slave)
        self._master = -1
        return self.end_unread(timeout)

    def svg(self, path: Path) -> None:
        """Save a picture of the screen."""
        self._read_for(0)
        path.write_text(svg(self._shown.screen), encoding="utf-8")

    def _is_read(self) -> bool:
        """Tell whether the program has read all that was typed, or never will."""
        waiting = fcntl.ioctl(self._slave, termios.FIONREAD, struct.pack("i", 0))
        return struct.unpack("i", waiting) == (0,) or self._process.poll() is not None

    def _set_size(self, columns: int, lines: int) -> None:
        """Tell the kernel the terminal's size."""
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def _write(self, data: builtins.bytes) -> None:
        """Send bytes, and read meanwhile so that neither side waits for the other."""
        view = memoryview(data)
        while view:
            view = view[os.write(self._master, view[:512]) :]
            self._read_for(0)

    def _read_for(self, seconds: float) -> bool:
        """Read until nothing has come for so long; return whether anything came."""
        heard = False
        end = time.monotonic() + NOISE
        while time.monotonic() < end and select.select([self._master], [], [], seconds)[0]:
            data = os.read(self._master, 65536)
            self._raw += data
            self._shown.feed(data)
            heard = True
        return heard
