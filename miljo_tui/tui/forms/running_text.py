"""Running text: in a file broken into lines, in a form one line a paragraph, wrapped as shown."""

from __future__ import annotations

import re
from textwrap import wrap

_WITHIN_PARAGRAPH = re.compile(r"(?<=\S)\n(?!\d{1,2}[.)]\s)(?=[^\s\-•*–])")
"""A line break that means nothing: neither before an item of a list nor around an empty line."""


def joined(text: str) -> str:
    """Return a text with each paragraph as one line."""
    return _WITHIN_PARAGRAPH.sub(" ", text)


def broken(text: str, held: str) -> str:
    """Return a text as the file is to have it, whose lines `held` has.

    A paragraph that is the same keeps its lines; another is broken as wide as the text was.
    """
    pieces = {joined(piece): piece for piece in _pieces(held)}
    width = max((len(line) for piece in _pieces(held) for line in _inner(piece)), default=0)
    return "\n".join(pieces.get(line) or _wrapped(line, width) for line in text.split("\n"))


def _pieces(text: str) -> list[str]:
    """Return the lines of the joined text, each as it stands in the file."""
    found, start = [], 0
    within = {match.start() for match in _WITHIN_PARAGRAPH.finditer(text)}
    for place in (match.start() for match in re.finditer("\n", text)):
        if place not in within:
            found.append(text[start:place])
            start = place + 1
    return [*found, text[start:]]


def _inner(piece: str) -> list[str]:
    """Return the lines of a paragraph that is broken; a text of whole lines has no width."""
    lines = piece.split("\n")
    return lines if len(lines) > 1 else []


def _wrapped(line: str, width: int) -> str:
    if not 0 < width < len(line):
        return line
    lines = "\n".join(wrap(line, width, break_long_words=False, break_on_hyphens=False))
    # A line that would begin like an item of a list, or lose a space, stays whole.
    return lines if joined(lines) == line else line
