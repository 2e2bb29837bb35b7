"""XLSX, read by openpyxl: values rather than formulas, merged cells taken apart."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from typing import Any

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Missing
from miljo_tui.store.sheets import Cell, Row, Sheet, Value, column_name, not_a_list

LARGEST_CONTENT = 300_000_000
"""Bytes that a workbook may have when it is unpacked."""

MOST_ROWS, MOST_COLUMNS = 100_000, 500
"""What lies beyond is formatting without values, or no list."""


def read_workbook(data: bytes, name: str) -> Sheet:
    """Read the first sheet of a workbook that holds anything.

    Raises Missing without openpyxl, WrongUse where the bytes are no workbook.
    """
    try:
        import openpyxl
    except ImportError:
        raise Missing(
            message(_("XLSX files are read by openpyxl, which is not installed")),
            message(_("Install it with: pip install 'miljo-tui[xlsx]', or save the list as CSV.")),
        ) from None
    try:
        for title, rows in _sheets(data, openpyxl):
            if any(rows):
                return Sheet(title, rows)
    except MemoryError:
        raise
    except Exception as error:
        # What openpyxl raises on a damaged file is no promise: KeyError, ValueError, XML errors.
        raise not_a_list(name) from error
    raise not_a_list(name)


def _sheets(data: bytes, openpyxl: Any) -> Iterator[tuple[str, tuple[Row, ...]]]:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST_CONTENT:
            raise ValueError("too large when unpacked")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out: pictures, rules
        book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    for sheet in book.worksheets:
        yield sheet.title, _rows(sheet)


def _rows(sheet: Any) -> tuple[Row, ...]:
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, MOST_ROWS) + 1)
        for column in range(area.min_col, min(area.max_col, MOST_COLUMNS) + 1)
    }
    last_row = min(sheet.max_row or 0, MOST_ROWS)
    last_column = min(sheet.max_column or 0, MOST_COLUMNS)
    rows: list[Row] = []
    for number in range(1, last_row + 1):
        cells = []
        for column in range(1, last_column + 1):
            place = merged.get((number, column), (number, column))
            cells.append(
                Cell(
                    f"{sheet.title}!{column_name(column - 1)}{number}",
                    _value(sheet.cell(*place).value),
                    place != (number, column),
                )
            )
        rows.append(tuple(cells) if any(cell.value is not None for cell in cells) else ())
    return tuple(rows)


def _value(value: Any) -> Value:
    match value:
        case None | bool() | int():
            return value
        case float():
            return int(value) if value.is_integer() else value
        case datetime():
            return value.date() if value.time() == time() else value.isoformat(" ")
        case _:
            return str(value).strip() or None
