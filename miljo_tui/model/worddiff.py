"""Two versions of a long text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

LONGEST = 1000
"""Words of the longest text that is compared word by word; a longer one is told whole."""

_WORDS = re.compile(r"\s+|[^\s]+")

Part = tuple[str, str]
"""`=`, `-` or `+`, and the text that stayed, went or came."""


def word_diff(old: str, new: str) -> Iterator[Part]:
    """Yield the parts of both texts in their order, what went before what came in its place."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > LONGEST:
        yield "-", old
        yield "+", new
        return
    matching = SequenceMatcher(None, before, after, autojunk=False)
    for how, first, last, start, end in matching.get_opcodes():
        if how == "equal":
            yield "=", "".join(before[first:last])
            continue
        if first < last:
            yield "-", "".join(before[first:last])
        if start < end:
            yield "+", "".join(after[start:end])
