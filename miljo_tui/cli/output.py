"""The output of commands: every text is escaped in one place, so that no terminal obeys it."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, time
from itertools import chain
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


def tell(*lines: str) -> None:
    """Print lines of output, harmless, without any a blank one. Raises NotWritten."""
    _print("\n".join(map(visible, lines)))


def tell_folded(*lines: str, under: int | None = None) -> None:
    """Print lines of words, at a terminal folded between them, what follows under a column.

    A pipe gets them whole: programs read lines. Raises NotWritten.
    """
    shown: Iterable[str] = map(visible, lines)
    if (columns := _columns()) is not None:
        shown = chain.from_iterable(_folded(line, columns, under) for line in shown)
    _print("\n".join(shown))


def _folded(line: str, columns: int, under: int | None) -> Sequence[str]:
    if len(line) <= columns:
        return [line]
    from textwrap import wrap  # only a long line at a terminal needs it

    indent = len(line) - len(line.lstrip())
    hanging = " " * min(indent + 2 if under is None else under, columns // 2)
    return wrap(
        line,
        columns,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
        replace_whitespace=False,
    )


def _columns() -> int | None:
    """Return the width of the terminal that is written to, None for a pipe or a file."""
    if not sys.stdout.isatty():
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError):
        return None


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
    """Print what stopped the work, what there is to be known of it, and the remedy."""
    for said in failure.particulars(language):
        complain(language, said)
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


def tell_json(data: Any) -> None:
    """Print data as JSON that every program reads; what a terminal could obey is escaped.

    Raises NotWritten.
    """
    import json  # most print for people

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
