"""The mistakes that are recognised in a text that is not TOML, the surest first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

from miljo_tui.locale import message
from miljo_tui.store.mistakes import lines, lists, strings, values
from miljo_tui.store.mistakes.clues import Clue, Mistake

Rule = Callable[[Clue], Mistake | None]

RULES: tuple[Rule, ...] = (
    lines.control_character,
    lines.merge_conflict,
    lines.repeated_key_or_table,
    lines.broken_header,
    strings.backslash,
    strings.missing_closing_quote,
    strings.typographic_quotes,
    strings.text_after_closing_quote,
    lists.unclosed_list,
    lists.newer_inline_table,
    values.impossible_date,
    values.decimal_comma,
    lists.missing_comma,
    lists.extra_comma,
    values.missing_value,
    values.wrong_number,
    values.wrong_yes_or_no,
    values.unquoted_text,
    lines.letter_outside_bare_keys,
    lines.missing_equals_sign,
    lines.not_a_statement,
)
"""Each looks at one clue and returns the mistake if it is its own; the first one wins."""

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")

_TOO_DEEP = 50


def recognise(text: str, error: ValueError | RecursionError) -> Mistake:
    """Return the mistake in `text` that made tomllib raise `error`."""
    if isinstance(error, RecursionError):
        return too_deep(text)
    if not isinstance(error, tomllib.TOMLDecodeError):
        return too_many_digits(text)
    clue = Clue(text, _offset(text, str(error)), str(error))
    for rule in RULES:
        mistake = rule(clue)
        if mistake is not None:
            return mistake
    return unknown(clue)


def _offset(text: str, reason: str) -> int:
    place = _PLACE.search(reason)
    if place is None:
        return len(text.rstrip())
    start = 0
    for _ in range(int(place[1]) - 1):
        start = text.find("\n", start) + 1
    return min(start + int(place[2]) - 1, len(text))


def too_deep(text: str) -> Mistake:
    """Brackets within brackets beyond what tomllib can follow."""
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


def too_many_digits(text: str) -> Mistake:
    """A number beyond what a program will convert."""
    longest = max(re.finditer(r"[0-9][0-9_]*|\Z", text), key=lambda found: len(found[0]))
    return Mistake(
        longest.start(),
        message("A number here has {count} digits.", count=len(longest[0])),
        message("Shorten it, or write it between quotation marks if it is text."),
    )


def unknown(clue: Clue) -> Mistake:
    """Anything else, with the line it is on."""
    if clue.row.strip():
        what = message("“{found}” cannot be understood as TOML.", found=clue.row.strip())
    else:
        what = message("The file ends in the middle of something.")
    return Mistake(
        clue.offset,
        what,
        message("Compare with the lines around it: each one is name = value."),
    )
