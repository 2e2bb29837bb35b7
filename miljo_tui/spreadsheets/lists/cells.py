"""What a cell means under its heading: a value for the field, or why it is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.area_names import AreaNames
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.folder import Folder
from miljo_tui.model.parse_input import DASHES
from miljo_tui.model.periods import read_period
from miljo_tui.model.records import Measure
from miljo_tui.model.scalars import FLAG
from miljo_tui.model.structures import Listing
from miljo_tui.model.texts import LongText, Reference, Text, Url
from miljo_tui.spreadsheets.files import FORMULA, Cell, Value

MOST_KNOWN = 500
"""So many cells of one field are remembered, each with what it means."""

_MANGLED = re.compile("\ufffd|Ã[¤¥¶„…–©]|â€[“”™¦]")
"""What is left of a letter that another program read in the wrong encoding."""

_ERROR = re.compile(r"#(?:N/A|[A-ZÅÄÖ]+(?:/[A-Z0-9]+)?[!?])|Err:\d+")


_MARK = Field("areas", fields_of(Measure)["areas"].label, FLAG)
"""What stands under the name of an area: whether the measure belongs there."""


class CellReader:
    """Reads the cells of one list in the light of the agreement they go into."""

    def __init__(self, folder: Folder) -> None:
        self._areas = AreaNames(folder)
        self._known: dict[int, dict[tuple[type, Value], Any]] = {}
        """What cells mean, by declaration: a column of no texts says the same in many rows."""

    def read(self, cell: Cell, field: Field) -> Any:
        """Return the value of a cell for a field, None for nothing; for nobody to change.

        Raises WrongUse where it cannot be understood.
        """
        if isinstance(field.kind, Text | LongText):
            return self._read(cell, field)
        known = self._known.setdefault(id(field), {})
        said = (type(cell.value), cell.value)
        if said not in known:
            if len(known) == MOST_KNOWN:
                known.clear()
            known[said] = self._read(cell, field)
        return known[said]

    def _read(self, cell: Cell, field: Field) -> Any:
        text = cell.text
        if _ERROR.fullmatch(text):
            raise _shows_error(text)
        if found := _MANGLED.search(text):
            raise WrongUse(
                message(_("“{found}” stands here for a letter that was lost"), found=found[0]),
                message(_("Write the letter again, or save the list again where it comes from.")),
            )
        if text == FORMULA:
            raise WrongUse(
                message(_("The formula in this cell has no value")),
                message(_("Open the list in a spreadsheet program, save it there, try again.")),
            )
        if not text.strip(f" {DASHES}"):
            return None  # offices fill what is empty with a dash
        if isinstance(field.kind, Listing):
            return self._list(cell, field, field.kind) or None
        if field.kind is FLAG:
            return cell.value if isinstance(cell.value, bool) else FLAG.read(text, field.label)
        if isinstance(cell.value, date) and field.kind.fits(cell.value):
            return cell.value
        return field.kind.read(_number_text(cell), field.label)

    def area(self, heading: str) -> str:
        """Return the id of the one area that a heading names, an empty text for none."""
        named = self._areas.one(heading)
        return named[0] if len(named) == 1 else ""

    def is_mark(self, cell: Cell) -> bool:
        """Tell whether a cell says yes or no: an x, a tick, a yes, a 0."""
        try:
            return self.read(cell, _MARK) is not None
        except WrongUse:
            return False

    def read_mark(self, cell: Cell) -> bool:
        """Return whether a cell under an area says yes; one that is empty or a dash does not.

        Raises WrongUse where it cannot be understood.
        """
        return bool(self.read(cell, _MARK))

    def read_period(self, cell: Cell) -> dict[str, Any]:
        """Return start, end and continuous as far as a cell such as `2022-2025` tells them.

        Raises WrongUse where it cannot be understood.
        """
        text = cell.text.strip()
        if _ERROR.fullmatch(text):
            raise _shows_error(text)
        period = read_period(text)
        told = {"start": period.start, "end": period.end, "continuous": period.continuous or None}
        return {key: value for key, value in told.items() if value is not None}

    def _list(self, cell: Cell, field: Field, kind: Listing) -> list[Any]:
        if isinstance(kind.item, Reference):
            return self._areas.read(cell.text, field.label) or []
        if isinstance(kind.item, Url):
            parts: Sequence[str] = cell.text.split()
        else:
            parts = _parts(kind.separated(cell.text))
        items: list[Any] = []
        for part in parts:
            item = kind.item.read(part, field.label)
            if item is not None and item not in items:
                items.append(item)
        return items


def _shows_error(text: str) -> WrongUse:
    return WrongUse(
        message(_("The spreadsheet shows an error here: {found}"), found=text),
        message(_("Mend the formula, or write the value.")),
    )


def _parts(text: str) -> list[str]:
    """Return the parts of a list in one cell: by lines, else semicolons, else commas.

    A single one with a bullet before it is whole.
    """
    if text.startswith("• ") and text.count("•") == 1 and "\n" not in text:
        return [text.strip(" •-–\t")]
    for separator in ("\n", ";", ","):
        if separator in text:
            return [part.strip(" •-–\t") for part in text.split(separator) if part.strip(" •-–\t")]
    return [text.strip()] if text.strip() else []


def _number_text(cell: Cell) -> str:
    """Return a cell's text; a number that is whole has no decimals in it already."""
    return cell.text if not isinstance(cell.value, float) else repr(cell.value)
