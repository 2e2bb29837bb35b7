"""The versions of records that git holds, each read and parsed once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.repository.objects import Objects
from miljo_tui.store.reading import LARGEST_FILE, parse

MOST = 3000
"""Versions that are kept; a history is read from one end to the other."""


@frozen
class Version:
    """A record as it was at some point."""

    data: bytes
    raw: Mapping[str, Any]
    is_readable: bool
    is_here: bool = True
    """Whether this clone has it; one may lack what a history names."""


class Versions:
    """Versions by the ids of their blobs."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._known: OrderedDict[str, Version] = OrderedDict()

    def fetch(self, names: Iterable[str | None]) -> None:
        """Read the versions that will be asked for, all through one question."""
        missing = [name for name in names if name and name not in self._known]
        for name, data in self._objects.read(missing).items():
            self._known[name] = version_of(data)
        while len(self._known) > MOST:
            self._known.popitem(last=False)

    def get(self, name: str | None) -> Version | None:
        """Return a version, None for that of no file."""
        if name is None:
            return None
        if name not in self._known:
            self.fetch([name])
        return self._known[name]

    def at(self, commit: str, paths: Iterable[str]) -> Version | None:
        """Return the version that a commit holds at the first of some paths where there is any."""
        names = [f"{commit}:{path}" for path in paths]
        found = self._objects.read(names)
        data = next((data for name in names if (data := found[name]) is not None), None)
        return None if data is None else version_of(data)


def version_of(data: bytes | None) -> Version:
    """Parse a version; one whose blob git has not got, or that is too large, cannot be read."""
    if data is None or len(data) > LARGEST_FILE:
        return Version(data or b"", {}, is_readable=False, is_here=data is not None)
    source = parse(data)
    return Version(data, source.raw, is_readable=source.fault is None)
