"""What no rule recognises, and what tomllib gives up on before it comes to a place."""

from __future__ import annotations

import re

from miljo_tui.locale import message
from miljo_tui.store.mistakes.clues import Clue, Mistake

_TOO_DEEP = 50


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
