"""The kind of a closed set of values, each with a word that people read and may write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import LANGUAGES, Message, language, message
from miljo_tui.locale import mark as _
from miljo_tui.model import parse_input
from miljo_tui.model.kinds import Fault, Kind, brief_literal, wrong_type
from miljo_tui.model.literals import literal
from miljo_tui.model.statuses import Option


@frozen
class Choice(Kind):
    """One of a closed set of values."""

    options: tuple[Option, ...]

    @property
    def empty(self) -> str | None:
        """No text, or no number."""
        return None if self.numeric else ""

    @property
    def expected(self) -> Message:
        return message(_("one of {choices}"), choices=[literal(o.value) for o in self.options])

    @property
    def numeric(self) -> bool:
        """Tell whether the values are numbers."""
        return isinstance(self.options[0].value, int)

    def fits(self, value: Any) -> bool:
        if self.numeric:
            return isinstance(value, int) and not isinstance(value, bool)
        return isinstance(value, str)

    def faults(self, value: Any, label: str) -> Iterator[Fault]:
        if not self.fits(value):
            yield wrong_type(value, label, self.expected)
        elif (self.numeric or value.strip()) and self.option(value) is None:
            yield self._not_among(value, label)

    def _not_among(self, value: Any, label: str) -> Fault:
        if self.numeric:
            first, last = self.options[0].value, self.options[-1].value
            return Fault(
                "out-of-range",
                message(
                    _("{label} are numbered {first}–{last}, but here stands {found}"),
                    label=message(label),
                    first=first,
                    last=last,
                    found=value,
                ),
                message(_("Write a number from {first} to {last}."), first=first, last=last),
                value,
            )
        return Fault(
            "not-a-choice",
            message(
                _("{label} must be {expected}, but here stands {found}"),
                label=message(label),
                expected=self.expected,
                found=brief_literal(value),
            ),
            message(_("Write {expected}."), expected=self.expected),
            value,
        )

    def option(self, value: Any) -> Option | None:
        """Return the option with this value, if there is one."""
        return next((option for option in self.options if option.value == value), None)

    def parse(self, text: str) -> str | int:
        """Read a value, or its word in any of the languages."""
        wanted = text.strip().casefold()
        for option in self.options:
            words = {language(code).say(option.label).casefold() for code in LANGUAGES}
            if wanted in words | {str(option.value).casefold()}:
                return option.value
        return parse_input.a_whole_number(text) if self.numeric else text.strip()

    def words(self, value: Any) -> str | Message:
        option = self.option(value)
        if option is None:
            return str(value)
        if self.numeric:
            return message(_("{number} {name}"), number=option.value, name=message(option.label))
        return message(option.label)

    def schema(self) -> dict[str, Any]:
        values = [option.value for option in self.options]
        return {"enum": values if self.numeric else [*values, ""]}
