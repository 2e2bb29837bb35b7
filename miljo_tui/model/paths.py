"""Places inside a record as people and commands name them: `follow_ups[2023].status`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from miljo_tui.model.fields import fields_of, lookup
from miljo_tui.model.problems import Path
from miljo_tui.model.structures import Entries


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


def _inside(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _natural_key(kind: Entries, entries: Any, index: int) -> str:
    """Return the shortest run of key fields that names this entry alone, or nothing."""
    known = [key for key in kind.key if key in fields_of(kind.of)]
    for length in range(1, len(known) + 1):
        names = [_name(entry, known[:length]) for entry in entries or ()]
        if index < len(names) and names[index] and names.count(names[index]) == 1:
            return names[index]
    return ""


def _name(entry: Any, keys: list[str]) -> str:
    if not isinstance(entry, dict):
        return ""
    parts = [entry.get(key) for key in keys]
    whole = all(isinstance(part, str | int) and part != "" for part in parts)
    name = ",".join(str(part) for part in parts) if whole else ""
    return "" if set(name) & set("[]=\n") or (name.isdigit() and len(name) < 4) else name
