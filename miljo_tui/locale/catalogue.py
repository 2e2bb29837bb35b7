"""A compiled catalogue whose texts are looked up in the file, where they stand in order.

To read all two thousand, as gettext does, takes as long as the check of thirty files.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from gettext import NullTranslations


class Catalogue(NullTranslations):
    """A catalogue of a language with two forms: for one, and for any other number."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data
        order = "<" if data.startswith(b"\xde\x12\x04\x95") else ">"
        self._count, texts, said = struct.unpack_from(f"{order}3I", data, 8)
        whole = struct.Struct(f"{order}{2 * self._count}I")
        self._texts = whole.unpack_from(data, texts)
        """Length and place of each text, in the order of the texts."""
        self._said = whole.unpack_from(data, said)
        """Those of what is said for them."""
        self._known: dict[str, list[str]] = {}

    def gettext(self, message: str) -> str:
        """Return what is said for a text, the text itself where there is nothing."""
        forms = self._forms(message)
        return forms[0] if forms else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return what is said of so many."""
        forms = self._forms(msgid1) or [msgid1, msgid2]
        return forms[int(n != 1)]

    def _forms(self, message: str) -> list[str]:
        """Return what is said for a text: of what is counted two forms, of what is not there none.

        A text that is said once is often said again.
        """
        if message not in self._known:
            wanted = message.encode("utf-8", "surrogatepass")
            place = bisect_left(range(self._count), wanted, key=self._text)
            is_there = place < self._count and self._text(place) == wanted
            said = self._at(self._said, place).decode("utf-8") if is_there else None
            self._known[message] = [] if said is None else said.split("\0")
        return self._known[message]

    def _text(self, place: int) -> bytes:
        """Return a text; what is counted has its other form behind a NUL."""
        return self._at(self._texts, place).partition(b"\0")[0]

    def _at(self, table: tuple[int, ...], place: int) -> bytes:
        length, offset = table[2 * place : 2 * place + 2]
        return self._data[offset : offset + length]
