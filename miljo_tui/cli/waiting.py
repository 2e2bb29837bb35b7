"""The line on stderr for somebody who sits at a terminal and waits, gone when that is over."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from miljo_tui.locale import Language, Message
from miljo_tui.model.escape_controls import visible


@contextmanager
def progress(language: Language, words: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that says how far a long work has come, where somebody sits and waits.

    It is called with what is done and all there is; `words` is a marked msgid with both.
    """
    watched = sys.stderr.isatty()

    def show(done: int, whole: int) -> None:
        if watched and (done % 100 == 0 or done == whole) and whole >= 200:
            print(
                f"\r{visible(language.say(words, done=done, all=whole))}", end="", file=sys.stderr
            )

    yield show
    if watched:
        print("\r\x1b[K", end="", file=sys.stderr)


@contextmanager
def passing(language: Language) -> Iterator[Callable[[Message | None], None]]:
    """Give a function that says what is being done just now, where somebody sits and waits.

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
