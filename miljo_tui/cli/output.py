"""The output of commands: every text is escaped in one place, so that no terminal obeys it."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, time
from math import isfinite
from typing import Any

from miljo_tui.locale import Language, Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.escape_controls import lines_of, visible
from miljo_tui.model.failures import Failure

_NOT_PRINTABLE_ASCII = re.compile(r"[^\x20-\x7e\n]")


class NotWritten(Failure):
    """What a command tells could not be written to standard output."""

    exit_code = 5

    def __init__(self, error: OSError, done: Message | None = None) -> None:
        super().__init__(
            message(_("The output could not be written")),
            done or message(_("Nothing was changed.")),
            error.strerror or "",
        )
        self.error = error


def tell(text: str = "") -> None:
    """Print one line of output, harmless. Raises NotWritten."""
    _print(visible(text))


def tell_bytes(data: bytes) -> None:
    """Print a whole file whose texts are harmless already, in its own encoding.

    It is on its way then. Raises NotWritten.
    """
    flush()
    with _written():
        sys.stdout.buffer.write(data)
    flush()


def tell_help(text: str) -> None:
    """Print a help text, which has its own line ends. Raises NotWritten."""
    _print(text.removesuffix("\n"))


def flush() -> None:
    """Have on its way what was printed. Raises NotWritten."""
    with _written():
        sys.stdout.flush()


@contextmanager
def having(done: Message) -> Iterator[None]:
    """Print what was done; where that cannot be written, the failure says that it is done.

    Raises NotWritten.
    """
    try:
        yield
        flush()
    except NotWritten as failure:
        raise NotWritten(failure.error, done) from failure


def complain(language: Language, what: Message) -> None:
    """Print one line of diagnostics on stderr, harmless."""
    _say_aside(f"miljo-tui: {language.say(what)}")


def explain(language: Language, failure: Failure) -> None:
    """Print what stopped the work, what another program said of it, and the remedy."""
    complain(language, failure.message)
    for line in lines_of(failure.detail):
        _say_aside(f"  | {line}")
    if failure.remedy:
        _say_aside(f"  {language.say(failure.remedy)}")


def _print(text: str) -> None:
    with _written():
        print(text)


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # the reader has seen enough
        raise
    except OSError as error:
        raise NotWritten(error) from error


def _say_aside(text: str) -> None:
    with suppress(OSError):  # of that, the end of the output tells
        sys.stdout.flush()
    with suppress(OSError):  # there is nowhere else to tell it
        print(visible(text), file=sys.stderr)


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


def tell_json(data: Any) -> None:
    """Print data as JSON that every program reads; what a terminal could obey is escaped.

    Raises NotWritten.
    """
    import json

    text = json.dumps(_plain(data), ensure_ascii=False, indent=2, default=_as_json)
    _print(_NOT_PRINTABLE_ASCII.sub(_escaped, text))


def _plain(data: Any) -> Any:
    """Return data as JSON has it; TOML's nan and inf become texts, since it has no such numbers."""
    if isinstance(data, float) and not isfinite(data):
        return str(data)
    if isinstance(data, Mapping):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(value) for value in data] if isinstance(data, list | tuple) else data


def _as_json(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(type(value))


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if unicodedata.category(character)[0] != "C" and character not in "\u2028\u2029":
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i] << 8 | units[i + 1]:04x}" for i in range(0, len(units), 2))
