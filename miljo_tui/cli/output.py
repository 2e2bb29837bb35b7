"""What commands print: every text goes through one door, so that none of it is obeyed."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, time
from math import isfinite
from typing import Any

from miljo_tui.locale import Language, Message
from miljo_tui.model.failures import Failure
from miljo_tui.model.visible import lines_of, visible

_NOT_PRINTABLE_ASCII = re.compile(r"[^\x20-\x7e\n]")


def tell(text: str = "") -> None:
    """Print one line of output, harmless."""
    print(visible(text))


def tell_bytes(data: bytes) -> None:
    """Print a whole file whose texts are harmless already, in its own encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def complain(language: Language, what: Message) -> None:
    """Print one line of diagnostics on stderr, harmless."""
    sys.stdout.flush()
    print(visible(f"miljo-tui: {language.say(what)}"), file=sys.stderr)


def explain(language: Language, failure: Failure) -> None:
    """Print what stopped the work, what another program said of it, and the remedy."""
    complain(language, failure.message)
    for line in lines_of(failure.detail):
        print(visible(f"  | {line}"), file=sys.stderr)
    if failure.remedy:
        print(visible(f"  {language.say(failure.remedy)}"), file=sys.stderr)


@contextmanager
def progress(language: Language, words: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that says how far a long work has come, where somebody sits and waits.

    It is called with what is done and all there is; `words` is a marked msgid with both.
    """
    watched = sys.stderr.isatty()

    def told(done: int, whole: int) -> None:
        if watched and (done % 100 == 0 or done == whole) and whole >= 200:
            print(
                f"\r{visible(language.say(words, done=done, all=whole))}", end="", file=sys.stderr
            )

    yield told
    if watched:
        print("\r\x1b[K", end="", file=sys.stderr)


def tell_json(data: Any) -> None:
    """Print data as JSON that every program reads; what a terminal could obey is escaped."""
    import json

    text = json.dumps(_plain(data), ensure_ascii=False, indent=2, default=_as_json)
    print(_NOT_PRINTABLE_ASCII.sub(_escaped, text))


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
