"""What was typed and cannot be understood: it waits in the place of a value until it can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.problems import Path


@frozen
class UnparsedValue:
    """What was typed into a field and cannot be understood; kept as it is until it can."""

    text: str
    failure: WrongUse
    held: Any
    """The latest value of the field that was understood; it counts until then."""

    @property
    def quoted(self) -> Message:
        """What was typed, in quotes: it is no value yet."""
        return message(_("“{text}”"), text=self.text)


def parsed(value: Any) -> Any:
    """Return a value, or the one that counts while it waits."""
    return value.held if isinstance(value, UnparsedValue) else value


def unparsed_values(values: Iterable[tuple[Path, Any]]) -> Iterator[tuple[Path, UnparsedValue]]:
    """Yield what waits anywhere in values by path, with the whole path of each."""
    waiting: list[tuple[Path, Any]] = list(values)
    for path, value in waiting:
        if isinstance(value, UnparsedValue):
            yield path, value
        elif isinstance(value, dict):
            waiting += [((*path, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, index), inner) for index, inner in enumerate(value)]
