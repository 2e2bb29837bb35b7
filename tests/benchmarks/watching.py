"""A program on a terminal of its own, whose bytes are looked at but not drawn."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

COLUMNS, LINES = 120, 40
SETTLED = 1.0
"""Seconds without output after which a program has done all that it does by itself."""
MOMENT = 0.02
QUIET = 15
"""So many moments without output and without work make a rest, longer than Escape is waited for."""
LONGEST = 30.0
"""Seconds after which a program that does not show what is waited for counts as broken."""


class Watched:
    """A running program and what it has sent so far."""

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        folder: Path,
        size: tuple[int, int] = (COLUMNS, LINES),
    ) -> None:
        self.sent = bytearray()
        self._master, slave = os.openpty()
        columns, lines = size
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._began = time.perf_counter()
        self._process = subprocess.Popen(
            argv,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=env,
            cwd=folder,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def until(self, texts: Sequence[bytes]) -> float:
        """Return the seconds from the start until all the texts had come."""
        missing = list(texts)
        while missing:
            if time.perf_counter() - self._began > LONGEST or not self._read(LONGEST):
                raise RuntimeError(f"{missing} never came, but {bytes(self.sent[-1000:])!r}")
            missing = [text for text in missing if text not in self.sent]
        return time.perf_counter() - self._began

    def settle(self, silence: float = SETTLED) -> float:
        """Read until nothing has come for so long; return when the last byte came."""
        last = time.perf_counter()
        while self._read(silence):
            last = time.perf_counter()
        return last

    def answer_time(self, key: bytes, silence: float) -> float:
        """Press a key and return the seconds until the last byte of what it caused."""
        pressed = time.perf_counter()
        os.write(self._master, key)
        return self.settle(silence) - pressed

    def answer(self, keys: bytes) -> bytes:
        """Press keys and return what is sent until the program is at rest."""
        before = len(self.sent)
        os.write(self._master, keys)
        self.come_to_rest()
        return bytes(self.sent[before:])

    def painted(self, keys: bytes) -> float:
        """Press keys and return the seconds until the last byte of what they caused."""
        pressed = time.perf_counter()
        os.write(self._master, keys)
        return self.come_to_rest() - pressed

    def come_to_rest(self) -> float:
        """Read until nothing comes while nothing is worked at; return when the last byte came."""
        quiet, last = 0, time.perf_counter()
        while quiet < QUIET:
            if self._read(MOMENT):
                quiet, last = 0, time.perf_counter()
            else:
                quiet = 0 if self._is_at_work() else quiet + 1
        return last

    def first_answer(self, key: bytes, longest: float = 1.0) -> float:
        """Press a key and return the seconds until what comes next; others may send meanwhile."""
        while self._read(0):
            pass
        pressed = time.perf_counter()
        os.write(self._master, key)
        self._read(longest)
        return time.perf_counter() - pressed

    @property
    def resident(self) -> int:
        """The program's resident memory in bytes."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024

    @property
    def worked(self) -> float:
        """The seconds that the processor has worked for the program, in all of its threads."""
        # As clock_getcpuclockid(3) makes the clock of another process.
        return time.clock_gettime(~self._process.pid << 3 | 2)

    def _is_at_work(self) -> bool:
        """Tell whether a thread of the program runs, or another program for it."""
        for task in Path(f"/proc/{self._process.pid}/task").iterdir():
            state = (task / "stat").read_text(encoding="ascii").rpartition(") ")[2][0]
            if state in "RD" or (task / "children").read_text(encoding="ascii"):
                return True
        return False

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            self.sent += os.read(self._master, 65536)
        except OSError:  # the program has ended
            return False
        return True
