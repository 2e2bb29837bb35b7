"""Texts and files that are too long for a screen: their beginning, and how much there is more."""

from __future__ import annotations

from collections.abc import Callable

from miljo_tui.locale import Message, counted
from miljo_tui.locale import mark as _

Say = Callable[[str | Message], str]
"""A speaker of messages."""

LONGEST = 10_000
"""Characters of a text that are shown; to lay out a million takes so long that keys are held up."""

MOST_LINES = 2000
"""Lines of a file's difference that are shown."""


def shortened(text: str, say: Say) -> str:
    """Return a text, or its beginning and how many characters there are more."""
    left = len(text) - LONGEST
    if left <= 0:
        return text
    more = counted(_("{count} more character"), _("{count} more characters"), count=left)
    return f"{text[:LONGEST]}… ({say(more)})"


def shortened_lines(lines: list[str], say: Say) -> list[str]:
    """Return lines, or the first of them and how many there are more."""
    left = len(lines) - MOST_LINES
    if left <= 0:
        return lines
    more = counted(_("{count} more line"), _("{count} more lines"), count=left)
    return [*lines[:MOST_LINES], f"… ({say(more)})"]
