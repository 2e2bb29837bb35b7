"""One declaration per field: everything the program knows of a field is read from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar, dataclass_transform

from miljo_tui.frozen import frozen
from miljo_tui.model import goals
from miljo_tui.model.choices import Choice
from miljo_tui.model.kinds import Kind
from miljo_tui.model.scalars import DATE, FLAG, MONEY, NUMBER, WHOLE, YEAR
from miljo_tui.model.statuses import STATUSES, Option
from miljo_tui.model.structures import Entries, Listing, Table
from miljo_tui.model.texts import LongText, Reference, Text, Url
from miljo_tui.model.times import TIME

T = TypeVar("T")


@frozen
class Field:
    """What the program knows of one field: its key, its words and its kind."""

    key: str
    label: str
    """The name people see, a marked msgid."""
    kind: Kind
    required: bool = False
    help: str = ""
    """One line under the field in a form, a marked msgid."""
    stays: bool = False
    """The key stands in the file even while its value is empty."""
    internal: bool = False
    """For the office only: never published."""
    personal: bool = False
    """Names somebody: published only where the agreement says so."""
    fixed: bool = False
    """Changed by the program only, never in a form or by a command."""
    left_behind: bool = False
    """Tells what was done, so that a copy of the record begins without it."""
    headings: str = ""
    """What Swedish lists call a column of it, besides the label, with commas between."""


class _Declaration:
    """What is known of a field before the class it stands in gives it its key."""

    def __init__(self, kind: Kind, label: str, facts: Mapping[str, Any]) -> None:
        self.kind = kind
        self.label = label
        self.facts = facts


def _declare(kind: Kind, label: str, **facts: Any) -> Any:
    return _Declaration(kind, label, facts)


def text(label: str, *, max_length: int | None = None, **facts: Any) -> Any:
    """Declare a field of one line of text, at most `max_length` characters."""
    return _declare(Text(max_length), label, **facts)


def long_text(label: str, **facts: Any) -> Any:
    """Declare a field of any number of lines."""
    return _declare(LongText(), label, **facts)


def choice(label: str, *options: Option, **facts: Any) -> Any:
    """Declare a field whose value is one of the options."""
    return _declare(Choice(options), label, **facts)


def status(label: str, **facts: Any) -> Any:
    """Declare a field on the GHPE scale."""
    return _declare(Choice(STATUSES), label, **facts)


def texts(label: str, **facts: Any) -> Any:
    """Declare a field that is a list of one-line texts."""
    return _declare(Listing(Text()), label, **facts)


def urls(label: str, **facts: Any) -> Any:
    """Declare a field that is a list of web addresses."""
    return _declare(Listing(Url()), label, **facts)


def url(label: str, **facts: Any) -> Any:
    """Declare a field that is one web address."""
    return _declare(Url(), label, **facts)


def references(label: str, *, to: str, **facts: Any) -> Any:
    """Declare a field that lists ids of records of the kind `to`."""
    return _declare(Listing(Reference(to)), label, **facts)


def objectives(label: str, **facts: Any) -> Any:
    """Declare a field that lists national environmental objectives, 1–16."""
    return _declare(Listing(Choice(goals.OBJECTIVES)), label, **facts)


def global_goals(label: str, **facts: Any) -> Any:
    """Declare a field that lists goals of Agenda 2030, 1–17."""
    return _declare(Listing(Choice(goals.GLOBAL_GOALS)), label, **facts)


def day(label: str, **facts: Any) -> Any:
    """Declare a field that is a date."""
    return _declare(DATE, label, **facts)


def time(label: str, **facts: Any) -> Any:
    """Declare a field that is a date, a year, or a part of a year."""
    return _declare(TIME, label, **facts)


def year(label: str, **facts: Any) -> Any:
    """Declare a field that is a year."""
    return _declare(YEAR, label, **facts)


def number(label: str, **facts: Any) -> Any:
    """Declare a field that is a whole or decimal number."""
    return _declare(NUMBER, label, **facts)


def whole(label: str, **facts: Any) -> Any:
    """Declare a field that is a whole number, at least 1."""
    return _declare(WHOLE, label, **facts)


def money(label: str, **facts: Any) -> Any:
    """Declare a field that is an amount in whole kronor, never negative."""
    return _declare(MONEY, label, **facts)


def flag(label: str, **facts: Any) -> Any:
    """Declare a field that is true or false."""
    return _declare(FLAG, label, **facts)


def table(label: str, of: type[Any], **facts: Any) -> Any:
    """Declare a field that is one table of the fields of a class."""
    return _declare(Table(of), label, **facts)


def entries(label: str, of: type[Any], *, one: str, key: tuple[str, ...], **facts: Any) -> Any:
    """Declare a field that is a list of tables.

    `one` is what people call a single one, `key` the fields that they know it by.
    """
    return _declare(Entries(of, one, key), label, **facts)


_DECLARED: dict[type[Any], Mapping[str, Field]] = {}
_REQUIRED: dict[type[Any], tuple[Field, ...]] = {}
_TYPED: dict[type[Any], tuple[tuple[str, Callable[[Any], Any], Any], ...]] = {}
"""Of each field its key, what makes a value of raw data, and the value where there is none."""


@dataclass_transform(frozen_default=True)
def declared(cls: type[T]) -> type[T]:
    """Make a record class, or the class of a part of one: each field is empty until it is given."""
    fields = {}
    for key, declaration in vars(cls).items():
        if isinstance(declaration, _Declaration):
            fields[key] = Field(key, declaration.label, declaration.kind, **declaration.facts)
    for key, field in fields.items():
        setattr(cls, key, field.kind.empty)
    _DECLARED[cls] = fields
    _REQUIRED[cls] = tuple(field for field in fields.values() if field.required)
    _TYPED[cls] = tuple((key, _typing(each.kind), each.kind.empty) for key, each in fields.items())
    return frozen(cls)


def fields_of(cls: type[Any]) -> Mapping[str, Field]:
    """Return the declarations of a record class by key, in the order of the file."""
    return _DECLARED[cls]


def required_of(cls: type[Any]) -> tuple[Field, ...]:
    """Return those fields of a record class that must be given."""
    return _REQUIRED[cls]


def build(cls: type[T], raw: Mapping[str, Any]) -> T:
    """Build a record from raw data, as far as it fits: what does not is left empty."""
    return cls(*[typed(raw[key]) if key in raw else empty for key, typed, empty in _TYPED[cls]])


def _typing(kind: Kind) -> Callable[[Any], Any]:
    """Return what makes a value of raw data, found out once: a screen needs it a million times."""
    if isinstance(kind, Table):
        return partial(_table, kind.of)
    return partial(_entries, kind.of) if isinstance(kind, Entries) else kind.typed


def _table(of: type[Any], value: Any) -> Any:
    return build(of, value) if isinstance(value, dict) else Table.empty


def _entries(of: type[Any], value: Any) -> tuple[Any, ...]:
    items = value if isinstance(value, list) else ()
    return tuple([build(of, item) for item in items if isinstance(item, dict)])


def lookup(cls: type[Any], path: tuple[str | int, ...]) -> Field | None:
    """Return the declaration a path leads to, through tables, entries and list items."""
    found: Field | None = None
    inside: type[Any] | None = cls
    for step in path:
        if isinstance(step, int):
            continue
        found = fields_of(inside).get(step) if inside is not None else None
        if found is None:
            return None
        inside = found.kind.of if isinstance(found.kind, Table | Entries) else None
    return found
