"""Plain data of a record: walked with its declarations, and read and changed by path.

A change copies only what lies on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from miljo_tui import model
from miljo_tui.model.fields import Field, fields_of, lookup
from miljo_tui.model.problems import Path
from miljo_tui.model.structures import Entries, Table
from miljo_tui.model.values import same

KeyPath = tuple[str, ...]
"""A key with the tables it stands in, from the root; the entries of a list share theirs."""


class Node:
    """A value that stands in a record: of a key, or one whole entry of a list.

    No frozen class: a walk makes one for every value, and those take six times as long to make.
    """

    __slots__ = ("field", "holds_others", "path", "value")

    def __init__(self, path: Path, field: Field | None, value: Any, holds_others: bool) -> None:
        self.path = path
        self.field = field
        """The declaration, for an entry that of its list; None for a key nobody knows."""
        self.value = value
        self.holds_others = holds_others
        """It is a table, an entry or a list of entries: what stands in it follows."""


def declarations(
    cls: type[Any],
    into: tuple[type[Table] | type[Entries], ...] = (Table, Entries),
    inside: KeyPath = (),
) -> Iterator[tuple[KeyPath, Field]]:
    """Yield every field that a record may hold; those of a table or an entry follow its own."""
    for key, field in fields_of(cls).items():
        yield (*inside, key), field
        if isinstance(field.kind, into):
            yield from declarations(field.kind.of, into, (*inside, key))


def editable(cls: type[Any]) -> Mapping[KeyPath, Field]:
    """Return the fields that a form shows, by path, in the order of the file.

    The fields of a table stand for themselves; those of the entries of a list do not.
    """
    return {
        path: field
        for path, field in declarations(cls, into=(Table,))
        if not isinstance(field.kind, Table) and not field.fixed
    }


def present(cls: type[Any], *versions: Mapping[str, Any]) -> Iterator[KeyPath]:
    """Yield every value that versions of a record may have, also of keys that are not declared."""
    yield from (known := editable(cls))
    declared = fields_of(cls)
    for key in dict.fromkeys(key for version in versions for key in version):
        field = declared.get(key)
        if field and isinstance(field.kind, Table):
            tables = [version.get(key) for version in versions]
            inner = dict.fromkeys(k for table in tables if isinstance(table, dict) for k in table)
            yield from ((key, name) for name in inner if (key, name) not in known)
        elif (key,) not in known:
            yield (key,)


def single_fields(cls: type[Any]) -> Mapping[KeyPath, Field]:
    """Return the fields that a form shows, without those that are lists of entries."""
    shown = editable(cls).items()
    return {path: field for path, field in shown if not isinstance(field.kind, Entries)}


def walk(cls: type[Any], raw: Mapping[str, Any], inside: Path = ()) -> Iterator[Node]:
    """Yield every value of a record, each before what it holds; declared keys come first.

    What does not fit its declaration as a table or a list of entries is one single value.
    """
    declared = fields_of(cls)
    for key, field in declared.items():
        if key not in raw:
            continue
        value, path = raw[key], (*inside, key)
        # Most values are single ones, and to ask that of the value is faster than of the kind.
        kind = field.kind if isinstance(value, (dict, list)) else None
        if isinstance(kind, (Table, Entries)) and kind.fits(value):
            yield Node(path, field, value, True)
            for step, table in _tables(kind, value):
                if step:
                    yield Node((*path, *step), field, table, True)
                yield from walk(kind.of, table, (*path, *step))
        else:
            yield Node(path, field, value, False)
    for key in raw:
        if key not in declared:
            yield Node((*inside, key), None, raw[key], False)


def tables(cls: type[Any], raw: Mapping[str, Any]) -> Iterator[tuple[type[Any], Mapping[str, Any]]]:
    """Yield the record itself, each table in it and each entry, with the class of its fields.

    A value that is no table, where one is declared, is passed over.
    """
    yield cls, raw
    for key, field in fields_of(cls).items():
        if isinstance(field.kind, Table | Entries):
            for _step, table in _tables(field.kind, raw.get(key)):
                yield from tables(field.kind.of, table)


def entries(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the tables in a list, each with its index; what is no table is passed over."""
    for index, entry in enumerate(value if isinstance(value, list) else ()):
        if isinstance(entry, dict):
            yield index, entry


def _tables(kind: Table | Entries, value: Any) -> Iterator[tuple[tuple[int, ...], dict[str, Any]]]:
    """Yield the tables in a value, each with the step to it."""
    if isinstance(kind, Table):
        if isinstance(value, dict):
            yield (), value
    else:
        for index, entry in entries(value):
            yield (index,), entry


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
    if not any(isinstance(step, int) for step in path):
        return path
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
        if same(was, now) and step < len(now):  # as in most versions: each is its own former self
            found = (*found, step)
            continue
        index = model.match(was, now, kind.key)[step] if step < len(now) else None
        if index is None:
            return None
        found = (*found, index)
    return found


def origin(cls: type[Any], old: Mapping[str, Any], new: Mapping[str, Any], path: Path) -> Any:
    """Return the value that the one at a path had in an older version, None where it had none."""
    found = before(cls, old, new, path)
    return None if found is None else at(old, found)


def rebuilt(
    cls: type[Any], raw: Mapping[str, Any], change: Callable[[Field, Any], Any]
) -> dict[str, Any]:
    """Return the declared values of a record, in their order, each as `change` has it.

    A table or a list is changed when what is in it has been; a value that becomes None goes.
    """
    built = {}
    for key, field in fields_of(cls).items():
        if key not in raw:
            continue
        value = raw[key]
        kind = field.kind if isinstance(value, (dict, list)) else None
        if isinstance(kind, (Table, Entries)) and kind.fits(value):
            inner = [rebuilt(kind.of, table, change) for _, table in _tables(kind, value)]
            value = inner if isinstance(value, list) else inner[0]
        value = change(field, value)
        if value is not None:
            built[key] = value
    return built


def mapped(tree: Any, change: Callable[[Any], Any]) -> Any:
    """Return the tree with every single value changed; a key whose value becomes None goes."""
    if isinstance(tree, dict):
        values = {key: mapped(value, change) for key, value in tree.items()}
        return {key: value for key, value in values.items() if value is not None}
    if isinstance(tree, list):
        return [mapped(item, change) for item in tree]
    return change(tree)
