"""The line on stderr for somebody who sits at a terminal and waits, gone when that is over."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from miljo_tui.locale import Language, Message, message
from miljo_tui.model.escape_controls import visible

PATIENCE = 1.0
"""Seconds that nobody is told anything."""

PAUSE = 0.1
"""Seconds between two figures: each costs the line to the terminal some bytes."""


@contextmanager
def progress(language: Language, words: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that says how far a work has come, once that takes long.

    It is called with what is done and all there is; `words` is a marked msgid with both.
    """
    due = time.monotonic() + PATIENCE
    with passing(language) as show:

        def count(done: int, whole: int) -> None:
            nonlocal due
            if time.monotonic() >= due:
                show(message(words, done=done, all=whole))
                due = time.monotonic() + PAUSE

        yield count


@contextmanager
def waiting(language: Language, words: str) -> Iterator[None]:
    """Say what is being done once that takes long; `words` is a marked msgid."""
    if not sys.stderr.isatty():
        yield
        return
    from threading import Timer  # a check in a pipe does without

    with passing(language) as show:
        late = Timer(PATIENCE, show, (message(words),))
        late.daemon = True
        late.start()
        try:
            yield
        finally:
            late.cancel()
            late.join()  # else it might speak when all is over


@contextmanager
def passing(language: Language) -> Iterator[Callable[[Message | None], None]]:
    """Give a function that says what is being done just now.

    Nothing of it is left at the end, nor where it is told that something else is printed.
    """
    watched = sys.stderr.isatty()

    def show(said: Message | None) -> None:
        if watched:
            text = visible(language.say(said)) if said else ""
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if watched:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
