"""What is wrong with a text that is not TOML, in words that help the person who wrote it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

from miljo_tui.locale import Message, message
from miljo_tui.store.clues import Clue, Mistake
from miljo_tui.store.mistakes import RULES

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
_TOO_DEEP = 50


@dataclass(frozen=True)
class SyntaxFault:
    """Why a file cannot be read: the finding's code, its words, and its 1-based line and column."""

    code: str
    message: Message
    remedy: Message
    line: int = 1
    column: int = 1


def explain(text: str, error: ValueError | RecursionError) -> SyntaxFault:
    """Return the fault in `text` that made tomllib raise `error`."""
    if isinstance(error, RecursionError):
        return _fault(text, _too_deep(text))
    reason = str(error)
    if not isinstance(error, tomllib.TOMLDecodeError):
        return _fault(text, _too_many_digits(text))
    place = _PLACE.search(reason)
    offset = _offset(text, int(place[1]), int(place[2])) if place else len(text.rstrip())
    clue = Clue(text, offset, reason)
    for rule in RULES:
        mistake = rule(clue)
        if mistake is not None:
            return _fault(text, mistake)
    return _fault(text, _unknown(clue))


def _fault(text: str, mistake: Mistake) -> SyntaxFault:
    line_start = text.rfind("\n", 0, mistake.offset) + 1
    line = text.count("\n", 0, mistake.offset) + 1
    return SyntaxFault(
        "toml-syntax", mistake.message, mistake.remedy, line, mistake.offset - line_start + 1
    )


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return min(start + column - 1, len(text))


def _too_deep(text: str) -> Mistake:
    depth = offset = 0
    for bracket in re.finditer(r"[\[{\]}]", text):
        depth += 1 if bracket[0] in "[{" else -1
        offset = bracket.start()
        if depth >= _TOO_DEEP:
            break
    return Mistake(
        offset,
        message("Lists stand inside lists more than {count} deep.", count=_TOO_DEEP),
        message("Write one list with its items after each other: [1, 2, 3]."),
    )


def _too_many_digits(text: str) -> Mistake:
    longest = max(re.finditer(r"[0-9][0-9_]*|\Z", text), key=lambda found: len(found[0]))
    return Mistake(
        longest.start(),
        message("A number here has {count} digits.", count=len(longest[0])),
        message("Shorten it, or write it between quotation marks if it is text."),
    )


def _unknown(clue: Clue) -> Mistake:
    if clue.row.strip():
        what = message(
            "“{found}” cannot be understood as TOML.", found=clue.found(clue.row.strip())
        )
    else:
        what = message("The file ends in the middle of something.")
    return Mistake(
        clue.offset,
        what,
        message("Compare with the lines around it: each one is name = value."),
    )
