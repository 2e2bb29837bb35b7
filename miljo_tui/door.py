"""The door of a room: the names that other rooms may use, each loaded when it is first used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def opened(
    room: str, names: Mapping[str, tuple[str, ...]], *, below: str = ""
) -> Callable[[str], Any]:
    """Return the `__getattr__` of a room's package, which offers names by the module they are in.

    The modules lie in the room, or `below` another package.

    It raises AttributeError for every other name, as a module without it does.
    """
    modules = {name: module for module, held in names.items() for name in held}

    def find(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        found = getattr(import_module(f"{below or room}.{modules[name]}"), name)
        setattr(sys.modules[room], name, found)
        return found

    return find
