"""The kinds that hold others: lists, single tables and lists of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from miljo_tui.frozen import frozen, replace
from miljo_tui.locale import Message, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model import parse_input
from miljo_tui.model.choices import Choice
from miljo_tui.model.kinds import Fault, Kind, brief_literal, wrong_type
from miljo_tui.model.literals import bare
from miljo_tui.model.values import is_empty, same

_AND = r"(?i)(?<=\d)\s*(?:\b(?:och|samt|and)\b|&)\s*(?=(?:mål\s*|goal\s*|nr\s*)?\d)"
"""What parts two numbers in words; compiled when a text is first read, which no check does."""


@frozen
class Listing(Kind):
    """A list of values of one kind, each at most once."""

    item: Kind
    empty: ClassVar[Any] = ()
    expected = _("a list in square brackets")

    def fits(self, value: Any) -> bool:
        return isinstance(value, list)

    def faults(self, value: Any, label: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield wrong_type(value, label, self.expected)
            return
        for index, item in enumerate(value):
            if not index or not any(same(item, other) for other in value[:index]):
                for fault in self.item.faults(item, label):
                    yield replace(fault, path=(index, *fault.path))
            else:  # what is wrong with it was said where it stood first
                yield Fault(
                    "twice-in-list",
                    message(
                        _("{label}: {found} stands there twice"),
                        label=message(label),
                        found=brief_literal(item),
                    ),
                    message(_("Remove one of them.")),
                    item,
                    (index,),
                )

    def typed(self, value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            return ()
        return tuple(item for item in value if self.item.fits(item))

    def is_blank(self, text: str) -> bool:
        return self.item.is_blank(text)

    def parse(self, text: str) -> list[Any]:
        return [self.item.parse(item) for item in parse_input.a_list(self.separated(text))]

    def separated(self, text: str) -> str:
        """Return a text with a comma for each “and” between numbers: “11 och 15”."""
        is_numbered = isinstance(self.item, Choice) and self.item.numeric
        return re.sub(_AND, ",", text) if is_numbered else text

    def read_items(self, texts: list[str], label: str) -> list[Any] | None:
        """Read one item from each text; blank ones count for nothing.

        Raises WrongUse where one cannot be understood.
        """
        items = [self.item.read(text, label) for text in texts]
        return [item for item in items if item is not None] or None

    def write(self, value: Any) -> str:
        """Write one item per line."""
        return "\n".join(self.item.write(item) for item in value)

    def words(self, value: Any) -> Message:
        return message("{items}", items=[self.item.words(item) for item in value])

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.item.schema(), "uniqueItems": True}


@frozen
class Table(Kind):
    """One table of named values, such as `[contact]`; the class declares its fields."""

    of: type[Any]
    empty: ClassVar[Any] = None
    expected = _("a table, such as [contact]")

    def fits(self, value: Any) -> bool:
        return isinstance(value, dict)

    def words(self, value: Any) -> Message:
        return message(_("a table"))


@frozen
class Entries(Kind):
    """A list of tables of one shape, such as `[[follow_ups]]`; the class declares their fields."""

    of: type[Any]
    one: str = _("Entry")
    """What people call a single one, a marked msgid."""
    key: tuple[str, ...] = ()
    """The fields that name an entry to people: its natural key."""
    empty: ClassVar[Any] = ()
    expected = _("a list of tables, such as [[follow_ups]]")

    def fits(self, value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(item, dict) for item in value)

    def name(self, entry: Mapping[str, Any]) -> str:
        """Return what people know an entry by, such as “2023 · Tekniska enheten”, or nothing."""
        known = (entry.get(key) for key in self.key)
        return " · ".join(bare(value) for value in known if not is_empty(value))

    def called(self, entry: Mapping[str, Any]) -> Message:
        """Return what people call an entry, such as “Follow-up 2023”."""
        return message(_("{entry} {name}"), entry=message(self.one), name=self.name(entry) or "–")

    def words(self, value: Any) -> Message:
        return counted(_("{count} entry"), _("{count} entries"), count=len(value))
