"""Values of an agreement as running text: dates, periods, amounts, the scale, web addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from miljo_tui.locale import Language
from miljo_tui.locale import mark as _
from miljo_tui.model.choices import Choice
from miljo_tui.model.fields import Field
from miljo_tui.model.kinds import Kind
from miljo_tui.model.scalars import DATE, NUMBER
from miljo_tui.model.statuses import LETTERS, STATUSES, UNREPORTED
from miljo_tui.model.structures import Listing
from miljo_tui.model.texts import LongText, Reference, Text, Url
from miljo_tui.model.times import TIME, Time, words
from miljo_tui.model.values import is_empty
from miljo_tui.publishing.document import Line, Link, Quote, Status, Words

MONTHS = (
    _("{day} January {year}"),
    _("{day} February {year}"),
    _("{day} March {year}"),
    _("{day} April {year}"),
    _("{day} May {year}"),
    _("{day} June {year}"),
    _("{day} July {year}"),
    _("{day} August {year}"),
    _("{day} September {year}"),
    _("{day} October {year}"),
    _("{day} November {year}"),
    _("{day} December {year}"),
)

NO_BREAK = "\u00a0"

_PLACE = "\0"
"""Stands for a text of the agreement while the sentence around it is said."""

_WEB = re.compile(r"https?://[^\s/?#.]+\.[^\s/?#]+[^\s]*")
_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_POINT = re.compile(r"[-*•] +")


class Phrases:
    """Says the values of one agreement in a language."""

    def __init__(
        self,
        language: Language,
        own: str,
        areas: Mapping[str, Link | Words],
        titles: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.say = language.say
        self._quotes = own != language.code
        self.spell = language.spell
        self._areas = areas
        """The areas by id: their names, with where in the document they stand if they do."""
        self._titles = titles
        """What the agreement calls web pages, by their addresses."""

    def quote(self, text: str) -> Words:
        """Return a text of the agreement, marked where the document speaks another language."""
        return Quote(text) if text and self._quotes else text

    def around(self, text: str, name: str, inner: Words, **values: str) -> Line:
        """Return a sentence of the document around a text of the agreement."""
        before, _place, after = self.say(text, **values, **{name: _PLACE}).partition(_PLACE)
        return (before, inner, after)

    def paragraphs(self, text: str) -> list[tuple[Line, ...]]:
        """Return a text's paragraphs: one line each, or several where it lists points."""
        return [tuple((self.quote(line),) for line in lines) for lines in paragraphs(text)]

    def day(self, moment: Time) -> str:
        """Return `22 februari 2022`, or what people call a year or a part of one."""
        if not isinstance(moment, date):
            return self.spell(words(moment))
        return self.say(MONTHS[moment.month - 1], day=moment.day, year=moment.year)

    def period(self, start: Time | None, end: Time | None) -> str:
        """Return `2022–2025` for whole years, and else the days."""
        if isinstance(start, date) and isinstance(end, date):
            if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
                start, end = start.year, end.year
            else:
                return f"{self.day(start)} – {self.day(end)}"
        if start is not None and end is not None:
            dash = "–" if isinstance(start, int) and isinstance(end, int) else " – "
            return self.day(start) if start == end else f"{self.day(start)}{dash}{self.day(end)}"
        if start is not None:
            return self.say(_("from {start}"), start=self.day(start))
        return self.say(_("until {end}"), end=self.day(end)) if end is not None else ""

    def number(self, value: float) -> str:
        """Return a number with the decimal mark of the language, its thousands set apart."""
        if isinstance(value, int):
            return f"{value:,}".replace(",", NO_BREAK) if abs(value) > 9999 else str(value)
        return self.spell(value)

    def status(self, value: str) -> Status:
        """Return a value of the scale; of nothing, that nothing was reported."""
        option = next((each for each in STATUSES if each.value == value), None)
        if option is None:
            return Status(UNREPORTED, value or self.say(_("Not reported")), "")
        return Status(LETTERS[value], self.say(option.label), value)

    def knows(self, url: str) -> bool:
        """Tell whether the agreement has a title for a web page."""
        return url in self._titles

    def web(self, url: str) -> Line:
        """Return a web address as a link: by the page's title, else by the name of its site.

        What is no web address stands as it is.
        """
        if not _WEB.fullmatch(url):
            return (self.quote(url),)
        try:
            host = (urlsplit(url).hostname or "").removeprefix("www.")
        except ValueError:
            return (self.quote(url),)
        return (Link(self._titles.get(url) or host or url, url),)

    def titled(self, words: str, url: str) -> Line:
        """Return words that lead to a web address, the words alone where it is none."""
        if _WEB.fullmatch(url):
            return (Link(words.strip() or url, url),)
        return (self.quote(" – ".join(each for each in (words, url) if each)),)

    def mail(self, address: str) -> Line:
        """Return an e-mail address as a link; what is none, as it stands."""
        return (
            (Link(address, f"mailto:{address}"),)
            if _MAIL.fullmatch(address)
            else (self.quote(address),)
        )

    def lines(self, field: Field, value: Any) -> tuple[Line, ...]:
        """Return the value of a field, a line for each item of a list; nothing of nothing."""
        if is_empty(value):
            return ()
        kind = field.kind
        if isinstance(kind, Listing):
            return tuple(self._line(kind.item, item) for item in value)
        if isinstance(kind, LongText):
            return tuple(line for lines in self.paragraphs(value) for line in lines)
        if field.key == "email":
            return (self.mail(value),)
        return (self._line(kind, value),)

    def _line(self, kind: Kind, value: Any) -> Line:
        if isinstance(kind, Url):
            return self.web(value)
        if isinstance(kind, Reference):
            return (self._areas.get(value, value),)
        if isinstance(kind, Text):
            return (self.quote(str(kind.words(value)).strip()),)
        if isinstance(kind, Choice) and kind.options is STATUSES:
            return (self.status(value),)
        if kind is DATE or kind is TIME:
            return (self.day(value),)
        if kind is NUMBER:
            return (self.number(value),)
        return (self.spell(kind.words(value)).strip(),)


def is_web(address: str) -> bool:
    """Tell whether a text is the address of a web page, and so may be a link."""
    return bool(_WEB.fullmatch(address))


def paragraphs(text: str) -> list[tuple[str, ...]]:
    """Return a text's paragraphs: one line each, or several where it lists points.

    A blank line parts paragraphs; within them the line breaks of the file mean nothing.
    """
    found: list[tuple[str, ...]] = []
    for paragraph in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        if len(lines) > 1 and all(_POINT.match(line) for line in lines):
            found.append(tuple(_POINT.sub("", line, count=1) for line in lines))
        elif lines:
            found.append((" ".join(lines),))
    return found
