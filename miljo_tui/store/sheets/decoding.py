"""The text of a CSV file in the encoding that Windows, macOS or DOS gave it."""

from __future__ import annotations

import re

from miljo_tui.frozen import frozen

_ENCODINGS = ("cp1252", "mac_roman", "cp850")
"""What a list may be in that is not UTF-8, the commonest first."""

_UTF8 = re.compile(rb"\xef\xbb\xbf|[\xc2\xc3][\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xcc[\x80-\xbf]")
"""What Swedish letters, dashes and quotation marks are in UTF-8, and in nothing else."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SWEDISH = frozenset("åäöéÅÄÖÉ")
_FOREIGN = frozenset("áàâçèêëíîïñóôøúûüýæßÀÁÇÑÓÔÜÆØ")
_WITHIN_WORDS = frozenset("’–—·\u00a0\u00ad")
_BESIDE_WORDS = frozenset("‘“”„…•§°²³½¼¾×€£»«´©®™±†µ¤") | _WITHIN_WORDS


def decoded(data: bytes) -> str:
    """Return the text of a file; a byte that fits nowhere stays, as a lone surrogate.

    A file that is UTF-8 but for some bytes is never taken for anything else.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if _UTF8.search(data):
            return data.decode("utf-8-sig", "surrogateescape")
    readings = [_read(data, encoding) for encoding in _ENCODINGS]
    natural = [reading for reading in readings if reading.odd is None]
    best = max(natural or readings, key=lambda reading: reading.swedish)
    others = [reading for reading in natural if reading is not best]
    # Beside a reading with Swedish words another one has to be nonsense, not only rarer.
    if best.odd is None and all(
        not other.swedish and (other.foreign or not best.swedish) for other in others
    ):
        return best.text
    doubtful = best.odd if best.odd is not None else best.first
    mark = data[doubtful : doubtful + 1].decode("ascii", "surrogateescape")
    return best.text[:doubtful] + mark + best.text[doubtful + 1 :]


@frozen
class _Reading:
    """A file read in one encoding, and how much of it is like Swedish."""

    text: str
    first: int
    """Where the first character is that is not ASCII."""
    odd: int | None
    """Where the first character is that cannot stand there, if any does."""
    swedish: int
    """How many Swedish letters belong to words."""
    foreign: int
    """How many letters there are of other languages."""


def _read(data: bytes, encoding: str) -> _Reading:
    text = data.decode(encoding, "surrogateescape")
    places = [found.start() for found in _NOT_ASCII.finditer(text)]
    odd = None
    swedish = foreign = 0
    for place in places:
        letter, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
        if letter in _SWEDISH or letter in _FOREIGN:
            fits = not (letter.isupper() and before.islower())
            foreign += letter in _FOREIGN
            swedish += letter in _SWEDISH and (before.isalpha() or after.isalpha())
        else:
            wedged = before.isalpha() and after.isalpha()
            fits = letter in (_WITHIN_WORDS if wedged else _BESIDE_WORDS)
        if not fits and odd is None:
            odd = place
    return _Reading(text, places[0], odd, swedish, foreign)
