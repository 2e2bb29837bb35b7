"""The keys of a kind of file: in which order they are written, and which of them name an entry."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
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

    def keys_in(self, table: KeyPath) -> tuple[str, ...]:
        """Return the keys that are declared for a table, or the root, in their order."""
        return self._keys.get(table, ())

    def rank(self, path: KeyPath) -> tuple[int, ...]:
        """Return what sorts a key into declared order; one that is not declared comes last."""
        if path not in self._ranks:
            orders = [self.keys_in(path[:depth]) for depth in range(len(path))]
            self._ranks[path] = tuple(
                order.index(key) if key in order else len(order)
                for key, order in zip(path, orders, strict=True)
            )
        return self._ranks[path]

    @cached_property
    def _ranks(self) -> dict[KeyPath, tuple[int, ...]]:
        return {}

    @cached_property
    def _keys(self) -> Mapping[KeyPath, tuple[str, ...]]:
        inside: dict[KeyPath, dict[str, None]] = {}
        for path in self.order:
            for depth, key in enumerate(path):
                inside.setdefault(path[:depth], {})[key] = None
        return {table: tuple(keys) for table, keys in inside.items()}


def outline(cls: type[Any]) -> Outline:
    """Return the outline of the files of a record class."""
    if cls not in _outlines:
        _outlines[cls] = _outline(cls)
    return _outlines[cls]


_outlines: dict[type[Any], Outline] = {}
"""Those that were asked for: a long import asks for each of its rows."""


def _outline(cls: type[Any]) -> Outline:
    found = dict(declarations(cls))
    kinds = {path: field.kind for path, field in found.items()}
    names = {path: kind.key for path, kind in kinds.items() if isinstance(kind, Entries)}
    return Outline(tuple(found), names)
