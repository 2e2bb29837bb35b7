"""The text of a CSV file in the encoding that Windows, macOS or DOS gave it."""

from __future__ import annotations

import re

from miljo_tui.frozen import frozen

_ENCODINGS = ("cp1252", "mac_roman", "cp850")
"""What a list may be in that is not UTF-8, the commonest first."""

_UTF8 = re.compile(rb"[\xc2\xc3\xcc][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}")
"""What Swedish letters, dashes and quotation marks are in UTF-8, and in nothing else."""

_UNDECODED = re.compile("[\udc80-\udcff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SWEDISH = frozenset("åäöéÅÄÖÉ")
_FOREIGN = frozenset("áàâçèêëíîïñóôøúûüýæßÀÁÇÑÓÔÜÆØ")
_WITHIN_WORDS = frozenset("’–—·\u00a0\u00ad")
_BESIDE_WORDS = frozenset("‘“”„…•§°²³½¼¾×€£»«´©®™±µ") | _WITHIN_WORDS


def decoded(data: bytes) -> str:
    """Return the text of a file; a byte that fits nowhere stays, as a lone surrogate.

    A file that is UTF-8 but for some bytes is never taken for anything else.
    """
    text = data.decode("utf-8-sig", "surrogateescape")
    if data.isascii() or _UTF8.search(data):
        return text
    readings = [_read(data, encoding) for encoding in _ENCODINGS]
    natural = [reading for reading in readings if reading.odd is None]
    # By accident, `”Ö` of a Mac and `Ö–` of Windows are UTF-8, too: a letter of another country.
    if not _UNDECODED.search(text) and not any(reading.swedish for reading in natural):
        return text
    if natural:
        best = max(natural, key=lambda reading: reading.swedish)
        others = [reading for reading in natural if reading is not best]
        # Beside a reading with Swedish words another one has to be nonsense, not only rarer.
        is_clear = bool(best.swedish) or not best.foreign
        if is_clear and all(
            not other.swedish and (other.foreign or not best.swedish) for other in others
        ):
            return best.text
        doubtful = best.first
    else:
        best = max(readings, key=lambda reading: reading.odd or 0)
        doubtful = best.odd or 0
    mark = data[doubtful : doubtful + 1].decode("ascii", "surrogateescape")
    return best.text[:doubtful] + mark + best.text[doubtful + 1 :]


@frozen
class _Decoded:
    """A file read in one encoding, and how much of it is like Swedish."""

    text: str
    first: int
    """Where the first character is that is not ASCII."""
    odd: int | None
    """Where the first character is that cannot stand there, if any does; it ends the reading."""
    swedish: int
    """How many Swedish letters before it belong to words, or are one as `å` is."""
    foreign: int
    """How many letters of other languages there are before it."""


def _read(data: bytes, encoding: str) -> _Decoded:
    text = data.decode(encoding, "surrogateescape")
    first: int | None = None
    swedish = foreign = 0
    for found in _NOT_ASCII.finditer(text):
        place = found.start()
        first = place if first is None else first
        letter, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
        if letter in _SWEDISH or letter in _FOREIGN:
            fits = not (letter.isupper() and before.islower())
            foreign += letter in _FOREIGN
            is_word = letter.islower() or before.isalpha() or after.isalpha()
            swedish += letter in _SWEDISH and is_word
        else:
            wedged = before.isalpha() and after.isalpha()
            fits = letter in (_WITHIN_WORDS if wedged else _BESIDE_WORDS)
        if not fits:
            return _Decoded(text, first, place, swedish, foreign)
    return _Decoded(text, first or 0, None, swedish, foreign)
