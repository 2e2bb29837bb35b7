"""Texts and files that are too long for a screen: their beginning, and how much there is more."""

from __future__ import annotations

from miljo_tui.locale import Language, counted
from miljo_tui.locale import mark as _

LONGEST = 10_000
"""Characters of a text that are shown; to lay out a million takes so long that keys are held up."""

MOST_LINES = 2000
"""Lines of a file's difference that are shown."""


def shortened(text: str, speaker: Language) -> str:
    """Return a text, or its beginning and how many characters there are more."""
    left = len(text) - LONGEST
    if left <= 0:
        return text
    more = counted(_("{count} more character"), _("{count} more characters"), count=left)
    return f"{text[:LONGEST]}… ({speaker.say(more)})"


def shortened_lines(lines: list[str], speaker: Language) -> list[str]:
    """Return lines, or the first of them and how many there are more."""
    left = len(lines) - MOST_LINES
    if left <= 0:
        return lines
    more = counted(_("{count} more line"), _("{count} more lines"), count=left)
    return [*lines[:MOST_LINES], f"… ({speaker.say(more)})"]
