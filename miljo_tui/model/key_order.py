"""The keys of a kind of file: in which order they are written, and which of them name an entry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.model.structures import Entries
from miljo_tui.model.tree import KeyPath, declarations


@frozen
class Outline:
    """What a file's writer must know of its declarations."""

    order: tuple[KeyPath, ...]
    """Every declared key; the keys of a table or an entry follow its own."""
    names: Mapping[KeyPath, tuple[str, ...]] = MappingProxyType({})
    """The keys that name an entry, for each list of entries."""

    def keys_in(self, table: KeyPath) -> list[str]:
        """Return the keys that are declared for a table, or the root, in their order."""
        depth = len(table)
        inside = (path[depth] for path in self.order if path[:depth] == table and path[depth:])
        return list(dict.fromkeys(inside))


def outline(cls: type[Any]) -> Outline:
    """Return the outline of the files of a record class."""
    found = dict(declarations(cls))
    kinds = {path: field.kind for path, field in found.items()}
    names = {path: kind.key for path, kind in kinds.items() if isinstance(kind, Entries)}
    return Outline(tuple(found), names)
