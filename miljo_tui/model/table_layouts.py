"""How records lie in tables: a table for each kind, and one for each of its lists of entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import Language
from miljo_tui.model.cell_text import PLURALS
from miljo_tui.model.fields import Field, fields_of, lookup
from miljo_tui.model.records import KINDS, RecordKind
from miljo_tui.model.structures import Entries
from miljo_tui.model.tree import single_fields

Key = tuple[str, tuple[str, ...]]
"""The name of a kind, and the lists of entries on the way."""


@frozen
class Column:
    """One column: the field that it shows, and what stands above it."""

    path: tuple[str, ...]
    """Where the field is in its record or entry."""
    field: Field
    labels: tuple[str, ...]
    """The words of the heading, marked msgids."""

    def heading(self, language: Language) -> str:
        """Return the heading in a language."""
        return ": ".join(map(language.say, self.labels))

    def value(self, raw: Mapping[str, Any]) -> Any:
        """Return the field's value in a record or entry, None where there is none."""
        found: Any = raw
        for key in self.path:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found


@frozen
class Layout:
    """One table: records of a kind, or all entries that stand at one place in them."""

    kind: RecordKind
    path: tuple[str, ...]
    """The lists of entries on the way, none for the records themselves."""
    cls: type[Any]
    labels: tuple[str, ...]
    """The words of the title, marked msgids."""
    numbers: tuple[str, ...]
    """What a single entry of each list on the way is called, marked msgids."""
    columns: tuple[Column, ...]

    @property
    def key(self) -> Key:
        """What tells the table from every other."""
        return self.kind.name, self.path

    def title(self, language: Language) -> str:
        """Return the title in a language."""
        return " – ".join(map(language.say, self.labels))


def layouts(personal: bool) -> tuple[Layout, ...]:
    """Return every table, without what is internal, and without persons unless they are public."""
    found = [each for kind in KINDS for each in _layouts(kind, (), kind.cls, (), personal)]
    titles = Counter(each.labels for each in found)
    # The measures have the plain word: theirs are the tables that people work in.
    last = {each.labels: index for index, each in enumerate(found)}
    return tuple(
        each
        if titles[each.labels] == 1 or last[each.labels] == index
        else Layout(**{**vars(each), "labels": (*each.labels, each.kind.label)})
        for index, each in enumerate(found)
    )


def columns(cls: type[Any], personal: bool) -> tuple[Column, ...]:
    """Return the columns of a record or entry: every public field that is no list of entries."""
    shown = {
        path: field
        for path, field in single_fields(cls).items()
        if not field.internal and (personal or not field.personal)
    }
    labels = Counter(field.label for field in shown.values())
    return tuple(
        Column(path, field, (field.label,) if labels[field.label] == 1 else _way(cls, path))
        for path, field in shown.items()
    )


def _layouts(
    kind: RecordKind,
    path: tuple[str, ...],
    cls: type[Any],
    numbers: tuple[str, ...],
    personal: bool,
) -> Iterator[Layout]:
    inner = lookup(kind.cls, path) if path else None
    label = inner.label if inner else PLURALS[kind.name]
    yield Layout(kind, path, cls, (label,), numbers, columns(cls, personal))
    for key, field in fields_of(cls).items():
        if isinstance(field.kind, Entries) and not field.internal:
            one = (*numbers, field.kind.one)
            yield from _layouts(kind, (*path, key), field.kind.of, one, personal)


def _way(cls: type[Any], path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the labels of a field and of the tables that it is in."""
    fields = [lookup(cls, path[:depth]) for depth in range(1, len(path) + 1)]
    return tuple(field.label for field in fields if field)
