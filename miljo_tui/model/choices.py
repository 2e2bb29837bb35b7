"""The kind of a closed set of values, each with a word that people read and may write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import LANGUAGES, Message, language, message
from miljo_tui.locale import mark as _
from miljo_tui.model import parse_input
from miljo_tui.model.kinds import Fault, Kind, brief_literal, wrong_type
from miljo_tui.model.literals import literal
from miljo_tui.model.parse_input import Unclear, even
from miljo_tui.model.statuses import LETTERS, NOT_RELEVANT, Option

_LONGEST = 200
"""Characters of a text that may be an option with something beside it."""

_CALLED = r"(?i)^\s*(?:mål|nr|goal|no)\b\.?"
"""What people write before a number; compiled when one is first read."""


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

    @cached_property
    def numeric(self) -> bool:
        """Whether the values are numbers."""
        return isinstance(self.options[0].value, int)

    @cached_property
    def _by_value(self) -> dict[str | int, Option]:
        return {option.value: option for option in self.options}

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
        return self._by_value.get(value) if isinstance(value, str | int) else None

    @property
    def readable(self) -> Message:
        return message(_("one of {choices}"), choices=[_named(o) for o in self.options])

    def parse(self, text: str) -> str | int:
        """Read a value, its word or wording in any of the languages, or a usual turn for it.

        What stands beside it, as in “G (genomförd)”, has to mean the same.
        """
        known = self._readings
        wanted = even(text).rstrip(".")
        found = known.get(wanted, ())
        beside: tuple[Option, ...] = ()
        for between in () if found else re.finditer(r" ?[(:] ?|[.)]? - |[.)]? ", wanted[:_LONGEST]):
            one = known.get(wanted[: between.start()], ())
            other = known.get(wanted[between.end() :].rstrip(")"), ())
            found = tuple(option for option in one if option in other)
            if found:
                break
            beside = one if "(" in between[0] else beside
        if len(found) == 1:
            return found[0].value
        if found or beside:
            raise Unclear([_named(option) for option in found or beside])
        if self.numeric:
            return parse_input.a_whole_number(re.sub(_CALLED, "", text))
        raise ValueError(text)

    @cached_property
    def _readings(self) -> Mapping[str, tuple[Option, ...]]:
        """The options that each text may mean."""
        found: dict[str, tuple[Option, ...]] = {}
        for option in self.options:
            said = [
                language(code).say(text)
                for code in LANGUAGES
                for text in (option.label, option.wording)
                if text
            ]
            for text in dict.fromkeys(map(even, (str(option.value), *said, *option.turns))):
                found[text] = (*found.get(text, ()), option)
        return found

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


def _named(option: Option) -> Message:
    """Return an option as people may write it: “G (Genomförd)”, “13 Ett rikt odlingslandskap”."""
    if isinstance(option.value, int):
        return message(_("{number} {name}"), number=option.value, name=message(option.label))
    if option.value in LETTERS and option.value != NOT_RELEVANT:  # a dash alone is empty
        return message(_("{letter} ({word})"), letter=option.value, word=message(option.label))
    return message(option.label)
