"""Input that nothing breaks: bytes that are no letters, reports that nobody can parse."""

from __future__ import annotations

import os
import selectors
import signal
from codecs import getincrementaldecoder

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

PAUSE = 0.1
"""Seconds after which a lone Esc is taken for itself, and the end of the program is noticed."""


class SturdyDriver(LinuxDriver):
    """Textual's own driver, but for its reading of keys, which any odd byte would end."""

    def run_input_thread(self) -> None:
        """Read keys until the program ends; at the end of the input, end the program."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser = XTermParser(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                data: bytes | None = None
                if selector.select(PAUSE):
                    data = os.read(self.fileno, 4096)
                    if not data:
                        # The terminal is gone; where SIGHUP was ignored nobody else would tell.
                        os.kill(os.getpid(), signal.SIGHUP)
                        return
                try:
                    for message in parser.feed(decode(data)) if data else ():
                        self.process_message(message)
                    for message in parser.tick():
                        self.process_message(message)
                except Exception:  # a report that cannot be parsed; what follows is read anew
                    parser = XTermParser(self._debug)
