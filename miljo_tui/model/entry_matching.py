"""Which entry of a list became which: by their values, their names, and at last their places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from miljo_tui.model.values import same

Entry = Mapping[str, Any]


def match(old: Sequence[Entry], new: Sequence[Entry], key: Sequence[str]) -> list[int | None]:
    """Return for each new entry the index of the old one that it was, None for an added one.

    `key` holds the fields that name an entry. An entry that was given another name is known by
    its place between entries that were recognised.
    """
    matching = _Matching(old, new)
    matching.pair(same)
    for length in range(len(key), 0, -1):
        matching.pair(partial(_namesakes, key[:length]))
    matching.keep_order_of_namesakes(key)
    matching.pair_by_place()
    return matching.found


class _Matching:
    def __init__(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        self.old = old
        self.new = new
        self.found: list[int | None] = [None] * len(new)
        self.free = list(range(len(old)))

    def pair(self, alike: Callable[[Entry, Entry], bool]) -> None:
        """Pair each new entry that is not known with the first old one that is like it."""
        for index, entry in enumerate(self.new):
            if self.found[index] is None:
                for other in self.free:
                    if alike(entry, self.old[other]):
                        self._take(index, other)
                        break

    def keep_order_of_namesakes(self, key: Sequence[str]) -> None:
        """Give entries of one name the places they had, where one of them was changed.

        One that is now what another was has not changed places with it.
        """
        groups: dict[str, list[int]] = {}
        for index, was in enumerate(self.found):
            if was is not None:
                name = repr([self.new[index].get(each) for each in key])
                groups.setdefault(name, []).append(index)
        for group in groups.values():
            olds = [was for index in group if (was := self.found[index]) is not None]
            pairs = zip(group, olds, strict=True)
            if not all(same(self.new[index], self.old[was]) for index, was in pairs):
                for index, was in zip(group, sorted(olds), strict=True):
                    self.found[index] = was

    def pair_by_place(self) -> None:
        """Pair the rest where old and new ones follow the same known entry, the likest first."""
        old_runs: dict[int | None, list[int]] = {}
        anchor: int | None = None
        for other in range(len(self.old)):
            if other in self.free:
                old_runs.setdefault(anchor, []).append(other)
            else:
                anchor = other
        pairs = []
        anchor = None
        for index, was in enumerate(self.found):
            if was is None:
                pairs += [(index, other) for other in old_runs.get(anchor, [])]
            else:
                anchor = was
        pairs.sort(key=lambda pair: -_likeness(self.new[pair[0]], self.old[pair[1]]))
        for index, other in pairs:
            if self.found[index] is None and other in self.free:
                self._take(index, other)

    def _take(self, index: int, other: int) -> None:
        self.found[index] = other
        self.free.remove(other)


def _namesakes(names: Sequence[str], one: Entry, other: Entry) -> bool:
    return one.get(names[0]) is not None and all(
        same(one.get(name), other.get(name)) for name in names
    )


def _likeness(one: Entry, other: Entry) -> int:
    return sum(key in other and same(value, other[key]) for key, value in one.items())
