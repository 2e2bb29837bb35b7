"""A whole workbook: every sheet of it, and the properties of the document."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.spreadsheets.files import (
    FORMULA,
    Cell,
    Row,
    Sheet,
    column_name,
    not_a_list,
)
from miljo_tui.spreadsheets.files.list_file import ListFile
from miljo_tui.spreadsheets.files.xlsx_file import MOST_CELLS, cell_value
from miljo_tui.spreadsheets.files.xlsx_package import Package
from miljo_tui.spreadsheets.openpyxl_library import openpyxl_to_read


@frozen
class Book:
    """The sheets of a workbook in their order, and the properties that somebody gave it."""

    name: str
    properties: Mapping[str, str]
    sheets: tuple[Sheet, ...]


def read_book(file: ListFile, holding: bytes) -> Book | None:
    """Read a workbook that holds some bytes in any of its parts; None for any other file.

    Raises Missing where there is no reader for it, WrongUse where it is damaged.
    """
    if not file.is_packed:
        return None
    try:
        held = any(holding in part for part in file.package.parts.values())
        return _read(file.package, file.name) if held else None
    except (MemoryError, WrongUse):
        raise
    except Exception as error:
        # What openpyxl raises on a damaged file is no promise: KeyError, ValueError, XML errors.
        raise not_a_list(file.name) from error


def _read(package: Package, name: str) -> Book:
    openpyxl = openpyxl_to_read()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out: pictures, rules
        values = openpyxl.load_workbook(package.file, read_only=True, data_only=True)
        formulas = (
            openpyxl.load_workbook(package.file, read_only=True).worksheets
            if package.computes
            else [None] * len(values.worksheets)
        )
        pairs = zip(values.worksheets, formulas, strict=True)
        sheets = tuple(Sheet(each.title, tuple(_rows(each, also))) for each, also in pairs)
    properties = {
        str(each.name): str(each.value)
        for each in values.custom_doc_props.props
        if isinstance(each.value, str)
    }
    return Book(name, properties, sheets)


def _rows(sheet: Any, formulas: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a file says of them is no promise
    behind = formulas.iter_rows(values_only=True) if formulas is not None else None
    cells = 0
    for number, found in enumerate(sheet.iter_rows(values_only=True), 1):
        also = next(behind, ()) if behind is not None else ()
        cells += len(found)
        if cells > MOST_CELLS:
            raise WrongUse(
                message(
                    _("The sheet {sheet} reaches as far as {cell}"),
                    sheet=sheet.title,
                    cell=f"{column_name(len(found) - 1)}{number}",
                ),
                message(_("Delete the empty rows and columns behind the list, and save it again.")),
            )
        row = [cell_value(value) for value in found]
        for place, formula in enumerate(also[: len(row)]):
            if row[place] is None and formula is not None:
                row[place] = FORMULA
        yield tuple(Cell(sheet.title, place, number, value) for place, value in enumerate(row))
