"""Plain data of a record, read and changed by path; a change copies only what lies on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from miljo_tui.model.entry_matching import match
from miljo_tui.model.fields import lookup
from miljo_tui.model.problems import Path
from miljo_tui.model.structures import Entries


def at(tree: Any, path: Path) -> Any:
    """Return the value at a path, None where there is none."""
    for step in path:
        if isinstance(step, str):
            tree = tree.get(step) if isinstance(tree, dict) else None
        else:
            tree = tree[step] if isinstance(tree, list) and step < len(tree) else None
    return tree


def put(tree: Any, path: Path, value: Any) -> Any:
    """Return the tree with another value at a path; None takes the key away.

    Tables on the way are made where they are missing; raises IndexError for a missing entry.
    """
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return [*tree[:step], put(tree[step], rest, value), *tree[step + 1 :]]
    held = dict(tree) if isinstance(tree, dict) else {}
    if (value is None and rest == ()) or (value is None and step not in held):
        held.pop(step, None)
        return held
    return {**held, step: put(held.get(step), rest, value)}


def before(
    cls: type[Any], old: Mapping[str, Any], new: Mapping[str, Any], path: Path
) -> Path | None:
    """Return where the value at a path stood in an older version, None where its entry was not."""
    found: Path = ()
    for depth, step in enumerate(path):
        if isinstance(step, str):
            found = (*found, step)
            continue
        field = lookup(cls, path[:depth])
        kind = field.kind if field else None
        was, now = at(old, found), at(new, path[:depth])
        if not isinstance(kind, Entries) or not kind.fits(was) or not kind.fits(now):
            return None
        index = match(was, now, kind.key)[step] if step < len(now) else None
        if index is None:
            return None
        found = (*found, index)
    return found


def origin(cls: type[Any], old: Mapping[str, Any], new: Mapping[str, Any], path: Path) -> Any:
    """Return the value that the one at a path had in an older version, None where it had none."""
    found = before(cls, old, new, path)
    return None if found is None else at(old, found)


def mapped(tree: Any, change: Callable[[Any], Any]) -> Any:
    """Return the tree with every single value changed; a key whose value becomes None goes."""
    if isinstance(tree, dict):
        values = {key: mapped(value, change) for key, value in tree.items()}
        return {key: value for key, value in values.items() if value is not None}
    if isinstance(tree, list):
        return [mapped(item, change) for item in tree]
    return change(tree)
