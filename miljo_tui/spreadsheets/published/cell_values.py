"""The values of a published file's cells: whether somebody has changed them, and to what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.cell_text import Words, plain
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import Field
from miljo_tui.model.folder import Folder
from miljo_tui.model.scalars import FIRST_YEAR, LAST_YEAR
from miljo_tui.model.spreadsheet_formulas import unguarded
from miljo_tui.model.structures import Listing
from miljo_tui.model.table_layouts import Column
from miljo_tui.model.texts import LongText, Text, Url
from miljo_tui.model.times import TIME
from miljo_tui.model.values import same
from miljo_tui.spreadsheets.files import Cell
from miljo_tui.spreadsheets.lists.cells import CellReader

_FIRST_SERIAL = date(1899, 12, 30)
"""The day that spreadsheets count from."""


class Values:
    """Reads cells in the light of the agreement that was published."""

    def __init__(self, folder: Folder, language: Language) -> None:
        self.words = Words(folder, language)
        self._reader = CellReader(folder)

    def changed(self, column: Column, raw: Mapping[str, Any], cell: Cell) -> tuple[bool, Any]:
        """Tell whether a cell was changed, and return its value, None for nothing.

        Raises WrongUse where it cannot be understood.
        """
        held = column.value(raw)
        field = column.field
        if plain(self.words.show(field.kind, held)) == plain(cell.value):
            return False, held
        if beyond := self.words.beyond(field.kind, held):
            raise WrongUse(
                message(
                    _("The last {count} characters of this text never had room in the cell"),
                    count=beyond,
                ),
                message(
                    _("Change it in the program or with miljo-tui set, and put this cell back.")
                ),
            )
        value = self._ended(field, held, self._read(field, cell))
        return not same(value, held), value

    def _read(self, field: Field, cell: Cell) -> Any:
        kind = field.kind
        if isinstance(cell.value, str):
            cell = cell.holding(unguarded(cell.value.strip()))
        if kind is TIME and isinstance(cell.value, date):
            # A year that is written into a cell for dates becomes a day of 1905.
            days = (cell.value - _FIRST_SERIAL).days
            if FIRST_YEAR <= days <= LAST_YEAR:
                return days
        if isinstance(kind, Listing) and isinstance(kind.item, Text | Url):
            items = kind.read_items(cell.text.split("\n"), field.label) or []
            return list(dict.fromkeys(items)) or None
        return self._reader.read(cell, field)

    def _ended(self, field: Field, held: Any, value: Any) -> Any:
        """Give a long text the line break at its end that it had, which no cell shows."""
        if not (isinstance(field.kind, LongText) and isinstance(value, str)):
            return value
        if isinstance(held, str) and held:
            return value.rstrip("\n") + ("\n" if held.endswith("\n") else "")
        return value
