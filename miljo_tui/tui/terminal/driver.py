"""The terminal's driver: input that nothing breaks, and stops that leave the terminal whole."""

from __future__ import annotations

import os
import selectors
import signal
import time
from codecs import getincrementaldecoder
from contextlib import suppress
from threading import Event
from typing import Any

from textual.app import App

from miljo_tui.tui.terminal.input_parser import Listener
from miljo_tui.tui.textual_internals import StoppingDriver

VARIABLE = "MILJO_TUI_DRIVER"
"""Where it says `textual`, all is sent as Textual would send it."""

PAUSE = 0.1
"""Seconds after which a lone Esc is taken for itself."""


class EndOfInput(Event):
    """The event that ends the reading of keys, which can be waited for beside them."""

    def __init__(self) -> None:
        super().__init__()
        self._heard, self._told = os.pipe()

    def fileno(self) -> int:
        """Return what can be read from once it is set."""
        return self._heard

    def set(self) -> None:
        """End the reading."""
        super().set()
        os.write(self._told, b".")

    def clear(self) -> None:
        """Let keys be read again, after it was set."""
        super().clear()
        os.read(self._heard, 1)


class SturdyDriver(StoppingDriver):
    """Textual's own driver, but for its reading of keys and its way to stop and go on."""

    def __init__(self, app: App[Any], **settings: Any) -> None:
        super().__init__(app, **settings)
        # Textual looks ten times a second whether it is set.
        self._end = self.exit_event = EndOfInput()

    def run_input_thread(self) -> None:
        """Read keys until the program ends; at the end of the input, end the program."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        listener = Listener(self.take_answer)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._end, selectors.EVENT_READ)
            while not self._end.is_set():
                came = selector.select(PAUSE if listener.is_waiting else None)
                if not came:
                    messages = listener.pause()
                elif all(key.fileobj is self._end for key, _ in came):
                    return  # keys that have come as well are read before
                elif data := self._read():
                    messages = listener.hear(decode(data))
                else:
                    # The terminal is gone, and where nobody else tells, this must.
                    os.kill(os.getpid(), signal.SIGHUP)
                    return
                for message in messages:
                    self.process_message(message)

    def take_answer(self) -> None:
        """Hear that the terminal has taken what was sent; Textual never asks."""

    def forget_screen(self) -> None:
        """Know that the terminal may show anything; Textual never knows what it shows."""

    def _read(self) -> bytes:
        """Return what has come; nothing at the end."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def on_stop_signal(self) -> None:
        """Stop as a shell expects it; while an editor has the terminal, at once."""
        if self.is_lent:
            os.kill(os.getpid(), signal.SIGSTOP)
        else:
            # Between two messages: in the midst of one, the queue for output may be locked.
            self.call_between_messages(self._stop)

    def on_continue_signal(self) -> None:
        """Set the terminal's modes anew; whoever stopped the program may have changed them."""
        if not self.is_lent:
            self.call_between_messages(self._go_on)

    def _stop(self) -> None:
        """Give the terminal back, stop, and take it again."""
        before = {each: signal.getsignal(each) for each in (signal.SIGTSTP, signal.SIGCONT)}
        self.suspend_application_mode()
        for each in before:
            signal.signal(each, signal.SIG_DFL)
        # The system's own way: the whole job stops, and nothing does where there is no shell that
        # could go on with it.
        os.kill(0, signal.SIGTSTP)
        self._take()
        for each, handler in before.items():
            signal.signal(each, handler)

    def _go_on(self) -> None:
        self.suspend_application_mode()
        self._take()

    def _take(self) -> None:
        """Take the terminal; as long as it is another's (after bg), wait for it."""
        with suppress(OSError):
            while os.tcgetpgrp(self.fileno) != os.getpgrp():
                # What ends the program may have reached another thread, and is heard of only now.
                time.sleep(PAUSE)
                if os.tcgetpgrp(self.fileno) != os.getpgrp():
                    os.kill(os.getpid(), signal.SIGSTOP)
        self.resume()
