"""Lists as offices keep them: the rows of a CSV or XLSX file, each cell with its name."""

from __future__ import annotations

import os
import stat
from datetime import date
from functools import cache
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Missing, WrongUse

LARGEST_FILE = 50_000_000
"""Bytes of the largest list that is read."""

FORMULA = "="
"""What stands for a formula whose value was not saved with it."""

Value = str | int | float | bool | date | None
"""What a cell holds; None for nothing."""

ZIP = b"PK\x03\x04"
"""How every XLSX file begins."""


class Cell:
    """One cell: where it stands, such as `Blad1!D7` or `lista.csv!D7`, and what it holds.

    No frozen class: a list has tens of thousands, and those take three times the room.
    """

    __slots__ = ("column", "repeats", "row", "sheet", "text", "value")

    def __init__(
        self, sheet: str, column: int, row: int, value: Value, repeats: bool = False
    ) -> None:
        self.sheet = sheet
        """The sheet or the file that it stands in."""
        self.column = column
        """Counted from 0, as `row` is from 1."""
        self.row = row
        self.value = value
        self.repeats = repeats
        """Whether it is a part of a merged cell that begins elsewhere, whose value it repeats."""
        self.text = _text(value)
        """What it holds, as a person would write it."""

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{self.sheet}!{column_name(self.column)}{self.row}"

    def holding(self, value: Value) -> Cell:
        """Return the same cell with another value in it."""
        return Cell(self.sheet, self.column, self.row, value, self.repeats)


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


Row = tuple[Cell, ...]


@frozen
class Sheet:
    """The rows of one sheet, all of them, in their order; an empty row has no cells."""

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False


def not_a_list(name: str, remedy: Message | None = None) -> WrongUse:
    """Return the failure that a file is no list."""
    return WrongUse(
        message(_("{file} is not a list that can be read"), file=name),
        remedy or message(_("Save it as XLSX or as CSV (semicolons, UTF-8), and try again.")),
    )


@cache
def column_name(index: int) -> str:
    """Return what spreadsheets call a column, counted from 0: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def file_bytes(path: Path) -> bytes:
    """Return the bytes of a list. Raises Missing or WrongUse where it cannot be read."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise not_a_list(path.name)
        if status.st_size > LARGEST_FILE:
            raise WrongUse(
                message(
                    _("{file} has {size} bytes; at most {limit} are read"),
                    file=path.name,
                    size=status.st_size,
                    limit=LARGEST_FILE,
                ),
                message(_("Check that it is the right file, or divide it.")),
            )
        return path.read_bytes()
    except OSError as error:
        raise Missing(
            message(
                _("{file} cannot be read: {reason}"),
                file=path,
                reason=os.strerror(error.errno or 0),
            ),
            message(_("Check the name of the file.")),
        ) from None
