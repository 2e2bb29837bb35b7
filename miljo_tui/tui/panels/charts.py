"""Bars of block characters and letters, which read without colour as well."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from miljo_tui.model.figures import Figures
from miljo_tui.model.statuses import (
    DONE,
    HALF,
    LETTERS,
    NOT_RELEVANT,
    NOT_STARTED,
    STARTED,
    UNREPORTED,
)
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels.record_text import COLOURS

FULL, EMPTY = "█", "░"


def bar(number: float, of: float, width: int) -> str:
    """Return a bar that is full as far as a number is of another; something is never nothing."""
    if of <= 0 or number <= 0:
        return EMPTY * width
    filled = min(max(1, round(width * number / of)), width)
    if number < of:
        filled = min(filled, width - 1)
    return FULL * filled + EMPTY * (width - filled)


def by_status(figures: Figures) -> dict[str, int]:
    """Return how many measures have each status, in the order of the scale; "" is not reported."""
    return {
        DONE: figures.done,
        HALF: figures.past_half - figures.done,
        STARTED: figures.at_least_started - figures.past_half,
        NOT_STARTED: figures.not_started,
        NOT_RELEVANT: figures.not_relevant,
        "": figures.not_reported,
    }


def letters(figures: Figures, width: int) -> Content:
    """Return the measures as a bar of letters, one each, or scaled down to the width."""
    lengths = scaled(by_status(figures), width)
    parts = [
        label(LETTERS.get(status, UNREPORTED) * length, COLOURS[status])
        for status, length in lengths.items()
    ]
    used = sum(lengths.values())
    return Content.assemble(*parts, label(" " * (width - used)))


def scaled(counts: Mapping[str, int], width: int) -> dict[str, int]:
    """Return lengths that make up at most the width; whatever is there has one cell at least."""
    total = sum(counts.values())
    if total <= width:
        return dict(counts)
    lengths = {key: max(1, count * width // total) if count else 0 for key, count in counts.items()}
    while (over := sum(lengths.values()) - width) != 0:
        longest = max(lengths, key=lambda key: lengths[key])
        lengths[longest] -= 1 if over > 0 else -1
    return lengths


def numbers(figures: Figures) -> str:
    """Return the numbers behind the letters: `G 3 H 2 E 1 · 2`."""
    return " ".join(
        f"{LETTERS.get(status, UNREPORTED)} {count}"
        for status, count in by_status(figures).items()
        if count
    )
