"""Rows of a list that are unlikely measures: totals, notes, the name of an area above its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.spreadsheets.files import Cell, Row
from miljo_tui.spreadsheets.lists.cells import CellReader

_TOTAL = re.compile(
    r"(?:total\w*|(?:del|slut|tot\w*)?summa|sum|s:a|antal)"
    r"(?:\s+(?:antal|åtgärder|kostnad|belopp|kronor|kr|sek|alla|\d+))*\s*[:.]?",
    re.IGNORECASE,
)
_SUM = re.compile(r"(?:(?:del|slut|tot\w*)?summa|totalt|s:a)\s.*", re.IGNORECASE | re.DOTALL)
_AMOUNT = re.compile(r"[\d\s.,]*\d[\d\s.,]*(?:kr|tkr|mkr|st|%)?\.?", re.IGNORECASE)
_NOTE = re.compile(
    r"\S{1,3}\s*=.*"  # what a mark or a letter stands for
    r"|\w+\s?:\s.*"
    r"|https?://\S+"
    r"|(?:käll(?:a|or)|not|noter|anm(?:ärkning)?|obs|version|sida|bilaga)\b\W*(?:\d.*)?"
    r"|(?:senast\s+\w+|uppdaterad|utskri\w+|(?:tecken)?förklaring\w*|copyright|©)\W.*",
    re.IGNORECASE | re.DOTALL,
)


@frozen
class Unlikely:
    """A row that looks like no measure."""

    cell: str
    title: str
    reason: Message
    area: str = ""
    """The id of the area that it names, which is that of the rows under it."""


class Doubt:
    """Tells which rows of a list look like no measure."""

    def __init__(self, rows: Sequence[Row], cells: CellReader) -> None:
        self._cells = cells
        self._end = _end_of_list(rows)

    def unlikely(self, number: int, row: Row) -> Unlikely | None:
        """Return why a row, by its number from 0, looks like no measure; None where it does not."""
        filled = _filled(row)
        if not filled:
            return None
        first = filled[0]
        words = [cell for cell in filled if not cell.text.isdigit()]
        reason, area = None, ""
        if _is_total(filled):
            reason = _("looks like a total")
        elif len(words) == 1 and (area := self._cells.area(words[0].text)):
            first, reason = words[0], _("looks like the area of the rows under it")
        elif len(filled) == 1 and (number >= self._end or _NOTE.fullmatch(first.text)):
            reason = _("looks like a note")
        return Unlikely(first.name, first.text, message(reason), area) if reason else None


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row if cell.text and not cell.repeats]


def _is_total(filled: Sequence[Cell]) -> bool:
    """Tell whether a row is a total; of a part of the list where nothing but amounts follows."""
    first, *others = (cell.text.strip() for cell in filled)
    if _TOTAL.fullmatch(first):
        return True
    return bool(_SUM.fullmatch(first) and others and all(map(_AMOUNT.fullmatch, others)))


def _end_of_list(rows: Sequence[Row]) -> int:
    """Return the number of the first row of those that a gap parts from the list above.

    Behind it no row has more than one cell, as those of the list have.
    """
    last = -1
    for number, row in enumerate(rows):
        filled = _filled(row)
        if len(filled) > 1 and not _is_total(filled):
            last = number
    for number in range(last + 1, len(rows)) if last >= 0 else ():
        if not _filled(rows[number]):
            return number
    return len(rows)
