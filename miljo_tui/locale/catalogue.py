"""A compiled catalogue, the `.mo` file of a language, of which only what is asked for is read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

MOST = 4000
"""Texts that are kept once they were said: all there are, and some that only hold values."""


class Catalogue:
    """The translations of texts, each found by halving: the file holds the texts in their order.

    `gettext` reads all two thousand first, which takes a thirtieth of a `miljo-tui check`.
    """

    def __init__(self, data: bytes = b"") -> None:
        self._data = data
        self._count = self._number(8)
        self.forms = lru_cache(MOST)(self._forms)

    def _forms(self, text: str, plural: str = "") -> Sequence[str]:
        """Return what a text is in this language: for one, and for several where they differ.

        What the catalogue does not have stays as it is.
        """
        if not text:  # argparse says None too; the file has its own head there
            return [""]
        wanted = text.encode("utf-8", "surrogatepass")
        place = bisect_left(range(self._count), wanted, key=self._text)
        if place == self._count or self._text(place) != wanted:
            return [text, plural]
        return self._entry(16, place).decode().split("\0")

    def _text(self, place: int) -> bytes:
        """Return the text at a place, of one with a plural the singular."""
        return self._entry(12, place).partition(b"\0")[0]

    def _entry(self, table: int, place: int) -> bytes:
        """Return the entry at a place of a table; where that begins stands in the head."""
        entry = self._number(table) + 8 * place
        start = self._number(entry + 4)
        return self._data[start : start + self._number(entry)]

    def _number(self, offset: int) -> int:
        return int.from_bytes(self._data[offset : offset + 4], "little")
