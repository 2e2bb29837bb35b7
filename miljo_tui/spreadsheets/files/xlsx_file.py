"""XLSX, read by openpyxl: values rather than formulas, merged cells taken apart."""

from __future__ import annotations

import re
import warnings
from datetime import datetime, time
from typing import Any

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.spreadsheet_formulas import unescaped
from miljo_tui.spreadsheets.files import FORMULA, Cell, Row, Sheet, Value, column_name, not_a_list
from miljo_tui.spreadsheets.files.list_file import ListFile
from miljo_tui.spreadsheets.files.xlsx_package import Package
from miljo_tui.spreadsheets.openpyxl_library import openpyxl_to_read

MOST_CELLS = 1_000_000
"""Cells that a sheet may reach over, empty ones too."""

MOST_FILLED = 300_000
"""Cells that a whole list may have in which something stands, were it a formula of nothing."""

_FILLED = re.compile(rb"<c\b")
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')


def read_workbook(file: ListFile) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook that hold anything, the hidden ones behind the others.

    Raises Missing without openpyxl, WrongUse where the bytes are no workbook.
    """
    openpyxl = openpyxl_to_read()
    try:
        _limited(file.package, file.name)
        pairs = _sheets(file.package, openpyxl)
    except (MemoryError, WrongUse):
        raise
    except Exception as error:
        # What openpyxl raises on a damaged file is no promise: KeyError, ValueError, XML errors.
        raise not_a_list(file.name) from error
    pairs.sort(key=lambda pair: pair[0].sheet_state != "visible")
    sheets = tuple(
        Sheet(values.title, rows, is_hidden=values.sheet_state != "visible")
        for values, formulas in pairs
        if any(rows := _rows(values, formulas))
    )
    if not sheets:
        raise not_a_list(file.name)
    return sheets


def _limited(package: Package, name: str) -> None:
    """Refuse a workbook of which openpyxl would make more than a machine has room for."""
    filled = sum(len(_FILLED.findall(part)) for part in package.sheets)
    if filled > MOST_FILLED:
        raise WrongUse(
            message(
                _("{file} has {count} cells with something in them; at most {limit} are read"),
                file=name,
                count=filled,
                limit=MOST_FILLED,
            ),
            message(_("Copy the rows that count into a new workbook, and bring that one in.")),
        )
    if any(_merged_cells(part) > MOST_CELLS for part in package.sheets):
        raise ValueError("merged beyond all use")


def _sheets(package: Package, openpyxl: Any) -> list[tuple[Any, Any]]:
    """Return each sheet twice: with the values that were saved, and with the formulas.

    Without a formula in it the workbook is read once, which takes most of the time, and None is
    for the formulas.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out: pictures, rules
        sheets = openpyxl.load_workbook(package.file, data_only=True).worksheets
        if not package.computes:
            return [(sheet, None) for sheet in sheets]
        formulas = openpyxl.load_workbook(package.file).worksheets
    return list(zip(sheets, formulas, strict=True))


def _merged_cells(part: bytes) -> int:
    """Count the cells that are merged in a part of a workbook."""
    cells = 0
    for left, top, right, bottom in _MERGED.findall(part):
        columns = _column(right) - _column(left) + 1
        cells += columns * (int(bottom) - int(top) + 1)
    return cells


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def _rows(values: Any, formulas: Any) -> tuple[Row, ...]:
    last_row, last_column = values.max_row or 0, values.max_column or 0
    if last_row * last_column > MOST_CELLS:
        raise WrongUse(
            message(
                _("The sheet {sheet} reaches as far as {cell}"),
                sheet=values.title,
                cell=f"{column_name(last_column - 1)}{last_row}",
            ),
            message(_("Delete the empty rows and columns behind the list, and save it again.")),
        )
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in values.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    rows: list[Row] = []
    for number in range(1, last_row + 1):
        cells = []
        for column in range(1, last_column + 1):
            place = merged.get((number, column), (number, column))
            value = cell_value(values.cell(*place).value)
            if value is None and formulas is not None and formulas.cell(*place).data_type == "f":
                value = FORMULA
            repeats = place != (number, column)
            cells.append(Cell(values.title, column - 1, number, value, repeats))
        rows.append(tuple(cells) if any(cell.value is not None for cell in cells) else ())
    return tuple(rows)


def cell_value(value: Any) -> Value:
    """Return what openpyxl found in a cell as a value of ours."""
    match value:
        case None | bool() | int():
            return value
        case float():
            return int(value) if value.is_integer() else value
        case datetime():
            return value.date() if value.time() == time() else value.isoformat(" ")
        case _:
            return unescaped(str(value)).strip() or None
