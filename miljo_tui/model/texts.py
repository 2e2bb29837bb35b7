"""The kinds of text: one line, many lines, a web address, the id of another record."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, ClassVar

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, Name, message
from miljo_tui.locale import mark as _
from miljo_tui.model import parse_input
from miljo_tui.model.kinds import Fault, Kind, brief_literal, wrong_type
from miljo_tui.model.problems import Severity


@frozen
class Text(Kind):
    """One line of text."""

    max_length: int | None = None
    expected = _("a text in quotes")

    def fits(self, value: Any) -> bool:
        return isinstance(value, str)

    def faults(self, value: Any, label: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield wrong_type(value, label, self.expected)
            return
        if not value.isprintable():
            yield from self._unprintable(value, label)
        if self.max_length is not None and len(value) > self.max_length:
            yield Fault(
                "too-long",
                message(
                    _("{label} has {length} characters, at most {limit} fit"),
                    label=message(label),
                    length=len(value),
                    limit=self.max_length,
                ),
                message(_("Shorten it; details belong in the description.")),
                value,
            )

    def _unprintable(self, value: str, label: str) -> Iterator[Fault]:
        if "\n" in value.strip("\n") or "\r" in value:
            yield Fault(
                "line-break",
                message(_("{label} must be one line, but has several"), label=message(label)),
                message(_("Join the lines.")),
                value,
            )
        yield from text_faults(value.replace("\r", "\n"), label)

    def is_blank(self, text: str) -> bool:
        return not text.strip()

    def parse(self, text: str) -> str:
        return parse_input.tidy(text).strip()

    def schema(self) -> dict[str, Any]:
        limit = {} if self.max_length is None else {"maxLength": self.max_length}
        return {"type": "string", **limit}


@frozen
class LongText(Kind):
    """Text of any number of lines; a blank line parts paragraphs."""

    expected = _("a text in quotes")

    def fits(self, value: Any) -> bool:
        return isinstance(value, str)

    def faults(self, value: Any, label: str) -> Iterator[Fault]:
        if self.fits(value):
            yield from text_faults(value, label)
        else:
            yield wrong_type(value, label, self.expected)

    def is_blank(self, text: str) -> bool:
        return not text.strip()

    def parse(self, text: str) -> str:
        """Keep the lines; a text of several lines ends with a line break, as in the files."""
        tidy = parse_input.tidy(text).strip("\n")
        return tidy + "\n" if "\n" in tidy else tidy

    def write(self, value: Any) -> str:
        return str(value).rstrip("\n")

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


def text_faults(value: str, label: str) -> Iterator[Fault]:
    """Yield the fault of the first character that nobody can see and a terminal might obey."""
    if value.replace("\n", " ").replace("\t", " ").isprintable():
        return
    for position, character in enumerate(value, 1):
        category = unicodedata.category(character)
        if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and character not in "\n\t":
            name = unicodedata.name(character, f"U+{ord(character):04X}")
            yield Fault(
                "hidden-character",
                message(
                    _("{label}: the character {position} is invisible, {name}"),
                    label=message(label),
                    name=name,
                    position=position,
                ),
                message(_("Delete it, or write the text again.")),
                value,
                severity=Severity.WARNING if category == "Cf" else Severity.ERROR,
            )
            return


@frozen
class Url(Kind):
    """The address of a web page."""

    expected = _("a web address in quotes")
    _PATTERN: ClassVar[re.Pattern[str]] = re.compile(r"https?://[^\s/?#.]+\.[^\s/?#]+[^\s]*")

    def fits(self, value: Any) -> bool:
        return isinstance(value, str)

    def faults(self, value: Any, label: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield wrong_type(value, label, self.expected)
        elif value.strip() and not self._PATTERN.fullmatch(value):
            yield Fault(
                "bad-url",
                message(
                    _("{label} must be a web address, but here stands {found}"),
                    label=message(label),
                    found=brief_literal(value),
                ),
                message(_("Write the whole address, beginning with https://.")),
                value,
            )
        else:
            yield from text_faults(value, label)

    def parse(self, text: str) -> str:
        return parse_input.tidy(text).strip()

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": rf"^$|^{self._PATTERN.pattern}$"}


@frozen
class Reference(Kind):
    """The id of another record; whether that record exists is a question to the whole agreement."""

    to: str
    expected = _("the id of an area, in quotes")

    def fits(self, value: Any) -> bool:
        return isinstance(value, str)

    def parse(self, text: str) -> str:
        return text.strip()

    def words(self, value: Any) -> Message:
        return message("{name}", name=Name(value))

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}
