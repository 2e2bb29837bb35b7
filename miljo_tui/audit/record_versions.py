"""The versions of records that git holds, each read and parsed once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from miljo_tui.model.record_changes import Version
from miljo_tui.repository.objects import Objects
from miljo_tui.store.record_versions import version_of

MOST = 3000
"""Versions that are kept; a history is read from one end to the other."""


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

    def forget(self, names: Iterable[str | None]) -> None:
        """Let go of versions that older commits do not have; who asks for one reads it again."""
        for name in names:
            if name:
                self._known.pop(name, None)

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
