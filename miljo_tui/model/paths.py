"""Places inside a record as people and commands name them: `follow_ups[2023].status`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from miljo_tui import model
from miljo_tui.model.fields import lookup
from miljo_tui.model.problems import Path
from miljo_tui.model.structures import Entries

Step = tuple[str, str | None]
"""A key, and the name or number of an entry where one stands behind it in square brackets."""

_STEP = re.compile(r"([A-Za-z0-9_-]+)(?:\[([^\]\n]*)\])?(\.|\Z)")


def spell(cls: type[Any], raw: Mapping[str, Any], path: Path) -> str:
    """Write a path: entries by their natural key where it names just one, else by number from 1."""
    spelled = ""
    inside: Any = raw
    for depth, step in enumerate(path):
        if isinstance(step, str):
            spelled += f".{step}" if spelled else step
        else:
            field = lookup(cls, path[:depth])
            natural = (
                field and isinstance(field.kind, Entries) and _natural_key(field.kind, inside, step)
            )
            spelled += f"[{natural or step + 1}]"
        inside = _inside(inside, step)
    return spelled


def parse(text: str) -> list[Step]:
    """Read a path as it is spelled; raise ValueError for what is none."""
    steps: list[Step] = []
    position = 0
    while not steps or position < len(text):
        found = _STEP.match(text, position)
        if found is None or (found[3] and found.end() == len(text)):
            raise ValueError(text)
        steps.append((found[1], found[2]))
        position = found.end()
    return steps


def named(kind: Entries, entries: Sequence[Mapping[str, Any]], name: str) -> list[int]:
    """Return the indexes of the entries that a name or a number from 1 may mean."""
    if is_number(name):
        return [int(name) - 1] if 0 < int(name) <= len(entries) else []
    wanted = split_name(kind, name)
    given = [[str(entry.get(key, "")).strip() for key in kind.key] for entry in entries]
    exact = [i for i, parts in enumerate(given) if parts[: len(wanted)] == wanted]
    if exact:
        return exact
    folded = [model.fold(part) for part in wanted]
    return [
        i
        for i, parts in enumerate(given)
        if [model.fold(p) for p in parts[: len(wanted)]] == folded
    ]


def split_name(kind: Entries, name: str) -> list[str]:
    """Return the parts of an entry's name, one for each field of its natural key that is given."""
    return [part.strip() for part in name.split(",", max(len(kind.key) - 1, 0))]


def is_number(name: str) -> bool:
    """Tell whether a name is a place in the list; four digits are a year."""
    return name.isascii() and name.isdigit() and len(name) < 4


def _inside(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _natural_key(kind: Entries, entries: Any, index: int) -> str:
    """Return the shortest run of key fields that names this entry alone, or nothing."""
    for length in range(1, len(kind.key) + 1):
        names = [_name(entry, kind.key[:length]) for entry in entries or ()]
        if index < len(names) and names[index] and names.count(names[index]) == 1:
            return names[index]
    return ""


def _name(entry: Any, keys: Sequence[str]) -> str:
    if not isinstance(entry, dict):
        return ""
    parts = [
        str(part).strip()
        for part in map(entry.get, keys)
        if isinstance(part, str | int) and not isinstance(part, bool)
    ]
    name = ",".join(parts) if len(parts) == len(keys) and all(parts) else ""
    return "" if set(name) & set("[]=\n") or is_number(name) else name
