"""Values as cells of tables: what stands there, and when two cells say the same."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.choices import Choice
from miljo_tui.model.escape_controls import visible
from miljo_tui.model.folder import Folder
from miljo_tui.model.kinds import Kind
from miljo_tui.model.literals import literal
from miljo_tui.model.scalars import FLAG
from miljo_tui.model.spreadsheet_formulas import escaped
from miljo_tui.model.statuses import LETTERS, STATUSES
from miljo_tui.model.structures import Listing
from miljo_tui.model.texts import Reference
from miljo_tui.model.times import TIME

Shown = str | int | float | date | None
"""What a cell holds; None for nothing."""

PLURALS = {"agreement": _("Agreement"), "area": _("Areas"), "measure": _("Measures")}
"""The titles of the tables of records, by the name of their kind."""

LATEST_STATUS = _("Latest status")
LAST_CHANGED = _("Last changed")

LONGEST = 32_767
"""Characters that a cell of a spreadsheet can hold."""

_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets do not agree on the days before this one."""

_EXACT = 2**53
"""Whole numbers beyond this one lose digits in a spreadsheet."""


class Words:
    """Shows the values of one agreement as cells, in a language."""

    def __init__(self, folder: Folder, language: Language) -> None:
        self._language = language
        named = Counter(area.name for area in folder.areas.values())
        self._areas: Mapping[str, str] = {
            area.id: area.name for area in folder.areas.values() if named[area.name] == 1
        }

    def show(self, kind: Kind, value: Any) -> Shown:
        """Return a value as a cell; what does not fit its kind stands as in the file."""
        shown = self._whole(kind, value)
        return shown[: _room(shown)] if isinstance(shown, str) else shown

    def beyond(self, kind: Kind, value: Any) -> int:
        """Return how many characters of a value a cell has no room for, 0 where it holds all."""
        shown = self._whole(kind, value)
        return len(shown) - len(shown[: _room(shown)]) if isinstance(shown, str) else 0

    def _whole(self, kind: Kind, value: Any) -> Shown:
        if value is None:
            return None
        if not kind.fits(value):
            return self._text(literal(value))
        if kind is FLAG:
            return self._language.spell(bool(value))
        if isinstance(kind, Listing):
            return self._text("\n".join(str(self._item(kind.item, item)) for item in value))
        if isinstance(kind, Choice):
            return self._text(self._option(kind, value))
        if kind is TIME and isinstance(value, str):
            return self._language.spell(kind.words(value))
        if isinstance(value, date):
            return value if value >= _FIRST_DAY else value.isoformat()
        if isinstance(value, int | float):
            return value if abs(value) < _EXACT else str(value)
        return self._text(str(value))

    def _item(self, kind: Kind, item: Any) -> Any:
        if not kind.fits(item):
            return literal(item)
        return self._areas.get(item, item) if isinstance(kind, Reference) else item

    def _option(self, kind: Choice, value: Any) -> str:
        option = kind.option(value)
        if option is None:
            return str(value)
        word = message(option.label)
        if kind.options is STATUSES:
            letter = LETTERS[str(value)]
            return self._language.say(_("{letter} ({word})"), letter=letter, word=word)
        return self._language.say(word)

    def _text(self, text: str) -> str | None:
        return visible(text.rstrip("\n"), lines=True) or None


def _room(text: str) -> int:
    """Return how many characters of a text fit into a cell, by the way in which XLSX counts."""
    if len(text) <= LONGEST // 2:
        return LONGEST
    held = text[:LONGEST]
    doubled = sum(letter > "\uffff" for letter in held)
    return LONGEST - doubled - (len(escaped(held)) - len(held))


def plain(value: Shown | bool | datetime | time) -> str:
    """Return a cell as it is compared: a program that saved it may have changed its type."""
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFC", "" if value is None else str(value))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip().lstrip("'")
