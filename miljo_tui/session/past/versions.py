"""The versions of records that git holds, each read and parsed once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.history.objects import LARGEST, Objects
from miljo_tui.store.reading import parse

MOST = 3000
"""Versions that are kept; a history is read from one end to the other."""


@frozen
class Version:
    """A record as it was at some point."""

    data: bytes
    raw: Mapping[str, Any]
    is_readable: bool


class Versions:
    """Versions by the ids of their blobs."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._known: OrderedDict[str, Version] = OrderedDict()

    def fetch(self, blobs: Iterable[str | None]) -> None:
        """Read the versions that will be asked for, all through one question."""
        missing = [blob for blob in blobs if blob and blob not in self._known]
        for blob, data in self._objects.read(missing).items():
            self._known[blob] = _version(data)
        while len(self._known) > MOST:
            self._known.popitem(last=False)

    def get(self, blob: str | None) -> Version | None:
        """Return a version, None for that of no file."""
        if blob is None:
            return None
        if blob not in self._known:
            self.fetch([blob])
        return self._known[blob]


def _version(data: bytes | None) -> Version:
    """Parse a version; one that git has not got, or that is too large, cannot be read."""
    if data is None or len(data) > LARGEST:
        return Version(data or b"", {}, is_readable=False)
    source = parse(data)
    return Version(data, source.raw, is_readable=source.fault is None)
