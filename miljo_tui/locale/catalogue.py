"""A catalogue of translations, of which only the texts that are said are read.

The standard library's decodes all of them at every start: 2,000 texts, as long as it takes to read
twenty files.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from struct import unpack_from


class Catalogue:
    """A `.mo` file: the places of all msgids, which are in order, and of their translations."""

    def __init__(self, file: Path) -> None:
        self._bytes = file.read_bytes()
        self._count, self._msgids, self._translations = unpack_from("<8x3I", self._bytes)
        self._known: dict[str, Sequence[str]] = {}

    def forms(self, msgid: str) -> Sequence[str]:
        """Return the translation of a text, or of each form of its number; nothing for neither."""
        if msgid not in self._known:
            # What comes from a file may be asked for too, and hold what no text does.
            self._known[msgid] = self._find(msgid.encode("utf-8", "surrogatepass"))
        return self._known[msgid]

    def _find(self, msgid: bytes) -> Sequence[str]:
        place = bisect_left(range(self._count), msgid, key=self._msgid)
        if place == self._count or self._msgid(place) != msgid:
            return ()
        length, start = unpack_from("<2I", self._bytes, self._translations + 8 * place)
        return self._bytes[start : start + length].decode().split("\0")

    def _msgid(self, place: int) -> bytes:
        """Return the text at a place, of one with forms the singular, by which it is found."""
        (start,) = unpack_from("<4xI", self._bytes, self._msgids + 8 * place)
        return self._bytes[start : self._bytes.index(0, start)]
