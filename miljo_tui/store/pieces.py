"""A text parsed piece by piece: what the versions of a file have in common is parsed once."""

from __future__ import annotations

import re
import tomllib
from typing import Any
from weakref import WeakValueDictionary

from miljo_tui.store.reading import values_in

_STATEMENT = re.compile(r"^(?=[A-Za-z0-9_-]+[ \t]*=)", re.MULTILINE)
_HEADER = re.compile(r"^(?=\[\[?[A-Za-z0-9_-]+\])", re.MULTILINE)


class _Piece:
    """A statement of the root, or a table or an entry with all that is in it."""

    __slots__ = ("__weakref__", "key", "value")

    def __init__(self, key: str, value: Any) -> None:
        self.key = key
        self.value = value


_PIECES: WeakValueDictionary[str, _Piece] = WeakValueDictionary()


class Pieces:
    """The pieces of a text: as long as somebody holds them, they are there for the next one."""

    def __init__(self) -> None:
        self._held: list[_Piece] = []

    def values_in(self, toml: str) -> dict[str, Any]:
        """Return what a text holds, for nobody to change. Raises ValueError, RecursionError.

        Where each piece is TOML by itself and no two have a key in common, the whole is what they
        are together: none can end inside a value, since that is no TOML. Else it is parsed whole.
        """
        try:
            return self._together(toml)
        except (ValueError, RecursionError):
            return values_in(toml)

    def _together(self, toml: str) -> dict[str, Any]:
        root, between, rest = toml.partition("\n[")
        begin, *statements = _STATEMENT.split(root + between[:1])
        odd, *tables = _HEADER.split(between[1:] + rest)
        if odd or values_in(begin):
            raise ValueError(toml)
        found: dict[str, Any] = {}
        entries = set()
        for text in statements + tables:
            piece = _piece(text)
            self._held.append(piece)
            key, value, is_entry = piece.key, piece.value, text.startswith("[[")
            if is_entry and key in entries:
                value = found[key] + value
            elif key in found:
                raise ValueError(key)
            elif is_entry:
                entries.add(key)
            found[key] = value
        return found


def _piece(toml: str) -> _Piece:
    """Return a piece, parsed if nobody holds it. Raises ValueError, also for several keys."""
    piece = _PIECES.get(toml)
    if piece is None:
        ((key, value),) = tomllib.loads(toml).items()
        piece = _PIECES[toml] = _Piece(key, value)
    return piece
