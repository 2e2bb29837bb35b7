"""The mistakes that are recognised in a text that is not TOML, the surest first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

from miljo_tui.store.mistakes import lines, lists, others, strings, values
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


def recognise(text: str, error: ValueError | RecursionError) -> Mistake:
    """Return the mistake in `text` that made tomllib raise `error`."""
    if isinstance(error, RecursionError):
        return others.too_deep(text)
    if not isinstance(error, tomllib.TOMLDecodeError):
        return others.too_many_digits(text)
    clue = Clue(text, _offset(text, str(error)), str(error))
    for rule in RULES:
        mistake = rule(clue)
        if mistake is not None:
            return mistake
    return others.unknown(clue)


def _offset(text: str, reason: str) -> int:
    place = _PLACE.search(reason)
    if place is None:
        return len(text.rstrip())
    start = 0
    for _ in range(int(place[1]) - 1):
        start = text.find("\n", start) + 1
    return min(start + int(place[2]) - 1, len(text))
