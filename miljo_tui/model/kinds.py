"""The kinds of value a field can hold: what fits, how people write it, how it reads, its schema."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from miljo_tui.frozen import frozen
from miljo_tui.locale import LONGEST, Message, beginning, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.literals import literal
from miljo_tui.model.parse_input import DASHES, Unclear
from miljo_tui.model.problems import Path, Severity


@frozen
class Fault:
    """What is wrong with one value, before it is known in which file it stands."""

    code: str
    message: Message
    remedy: Message
    found: Any
    path: Path = ()
    severity: Severity = Severity.ERROR


class Kind:
    """A kind of value; the subclasses are all there are.

    No ABC: to ask whether a value is of one takes five times as long, and a check asks for each.
    """

    empty: ClassVar[Any] = ""
    """What a record holds where the file says nothing."""

    @property
    @abstractmethod
    def expected(self) -> str | Message:
        """What fits, as a marked msgid or message that completes "must be …"."""

    @property
    def readable(self) -> str | Message:
        """What a person may write, as a marked msgid or message that completes "Write …"."""
        return self.expected

    @abstractmethod
    def fits(self, value: Any) -> bool:
        """Tell whether the value has the right type."""

    def faults(self, value: Any, label: str) -> Iterator[Fault]:
        """Yield what is wrong with a value of this kind; `label` names the field, as a msgid."""
        if not self.fits(value):
            yield wrong_type(value, label, self.expected)

    def typed(self, value: Any) -> Any:
        """Return the value as records hold it, or `empty` where it does not fit."""
        return value if self.fits(value) else self.empty

    def read(self, text: str, label: str) -> Any:
        """Read what a person wrote, None for nothing.

        Raises WrongUse where it cannot be understood.
        """
        if self.is_blank(text):
            return None
        try:
            return self.parse(text)
        except Unclear as unclear:
            raise not_clear(text, label, unclear.meanings) from None
        except ValueError:
            raise unreadable(text, label, self.readable) from None

    def is_blank(self, text: str) -> bool:
        """Tell whether a text says that there is no value; a dash does, where it is no text."""
        return not text.strip().strip(f" {DASHES}")

    def parse(self, text: str) -> Any:
        """Read a text that is not blank; raise ValueError where it cannot be understood."""
        raise ValueError(text)

    def write(self, value: Any) -> str:
        """Write a value so that `read` gives it back."""
        return str(value)

    def words(self, value: Any) -> str | Message:
        """Return the value as people read it."""
        return self.write(value)

    def short(self, value: Any) -> str | Message:
        """Return the value as people read it in a table."""
        return self.words(value)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the value."""
        return {}


def wrong_type(value: Any, label: str, expected: str | Message) -> Fault:
    """Return the fault of a value that has another type than its kind."""
    return Fault(
        "wrong-type",
        message(
            _("{label} must be {expected}, but here stands {found}"),
            label=message(label),
            expected=as_message(expected),
            found=brief_literal(value),
        ),
        message(_("Write {expected}."), expected=as_message(expected)),
        value,
    )


def unreadable(text: str, label: str, expected: str | Message) -> WrongUse:
    """Return the failure for a text that cannot be read as its kind."""
    return WrongUse(
        message(
            _("{label}: “{found}” cannot be understood"), label=message(label), found=text.strip()
        ),
        message(_("Write {expected}."), expected=as_message(expected)),
    )


def not_clear(text: str, label: str, meanings: Sequence[str | Message]) -> WrongUse:
    """Return the failure for a text that may mean one thing or another."""
    return WrongUse(
        message(_("{label}: “{found}” is not clear"), label=message(label), found=text.strip()),
        message(_("Write what is meant: {known}."), known=list(meanings)),
    )


def out_of_range(
    value: Any, number: float, label: str, first: int | None, last: int | None, code: str = ""
) -> Iterator[Fault]:
    """Yield the fault of a value whose number lies outside what is sensible."""
    if first is not None and number < first:
        yield Fault(
            code or "out-of-range",
            message(
                _("{label} must be at least {minimum}, but here stands {found}"),
                label=message(label),
                minimum=first,
                found=value,
            ),
            message(_("Write a number from {minimum} upwards."), minimum=first),
            value,
        )
    elif last is not None and number > last:
        yield Fault(
            "out-of-range",
            message(
                _("{label} must be at most {maximum}, but here stands {found}"),
                label=message(label),
                maximum=last,
                found=value,
            ),
            message(_("Write a number up to {maximum}."), maximum=last),
            value,
        )


def as_message(text: str | Message) -> Message:
    """Return a msgid as a message, and a message as it is."""
    return text if isinstance(text, Message) else message(text)


def brief_literal(value: Any) -> str | Message:
    """Return a value as it would stand in a file, of one that is too long for it the beginning."""
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, str) and len(value) > LONGEST:
        return beginning(literal(value[:LONGEST]).removesuffix('"'), len(value))
    return "[…]" if isinstance(value, list) and len(value) > 3 else literal(value)
