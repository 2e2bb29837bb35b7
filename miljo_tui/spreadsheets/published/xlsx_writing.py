"""XLSX as it is written: cells with their looks, and the same bytes for the same content."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any

from miljo_tui.model.cell_text import Shown
from miljo_tui.model.escape_controls import visible
from miljo_tui.model.kinds import Kind
from miljo_tui.model.scalars import MONEY
from miljo_tui.model.spreadsheet_formulas import escaped, guarded
from miljo_tui.model.texts import LongText
from miljo_tui.spreadsheets.files import column_name
from miljo_tui.spreadsheets.openpyxl_library import openpyxl_to_write

_SAME_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the file, so that it does not tell when it was made."""
_LINE = 15
_HIGHEST = 405
"""Points of a line, and of the highest row that spreadsheets take, in whole lines."""
_A4 = 9
"""The number of the paper in the format."""
_PAGE_WIDTH = 200
"""Characters beside one another on a page of A4 that lies down, in a size that can be read."""


def new_book(title: str, day: date) -> Any:
    """Return an empty workbook with its title and its day. Raises Missing without openpyxl."""
    book = openpyxl_to_write().Workbook(write_only=True)
    moment = datetime.combine(day, time())
    book.properties.created = book.properties.modified = moment
    book.properties.creator = "miljo-tui"
    book.properties.title = escaped(visible(title))
    return book


def packed(book: Any) -> bytes:
    """Return a workbook as the bytes of its file."""
    excel, out = openpyxl_to_write().writer.excel, BytesIO()
    # Its own save would stamp the file with the time of day.
    excel.ExcelWriter(book, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED)).save()
    return _packed_anew(out)


class Styles:
    """The looks of the cells, each made once."""

    def __init__(self, book: Any) -> None:
        openpyxl = openpyxl_to_write()
        self._new = openpyxl.cell.WriteOnlyCell
        row = openpyxl.worksheet.dimensions.RowDimension
        # A height that nobody has set by hand: it follows when a cell is changed.
        self._row = type("FittedRow", (row,), {"customHeight": False})
        styles, look = openpyxl.styles, openpyxl.styles.NamedStyle
        top = styles.Alignment(vertical="top", wrap_text=True)
        looks = {
            "heading": look("miljo heading", font=styles.Font(bold=True), alignment=top),
            "line": look("miljo line", number_format="@", alignment=top),
            "text": look("miljo text", alignment=top),
            "date": look("miljo date", number_format="yyyy-mm-dd", alignment=top),
            "number": look("miljo number", alignment=top),
            "money": look("miljo money", number_format="# ##0", alignment=top),
        }
        for each in looks.values():
            book.add_named_style(each)
        self._looks = {name: each.name for name, each in looks.items()}

    def heading(self, sheet: Any, name: str) -> Any:
        """Return the cell of a heading."""
        return self._made(sheet, "heading", escaped(name))

    def cell(self, sheet: Any, kind: Kind | None, value: Shown) -> Any:
        """Return a cell, None for one that holds nothing."""
        if value is None:
            return None
        if isinstance(value, date):
            return self._made(sheet, "date", value)
        if not isinstance(value, str):
            return self._made(sheet, "money" if kind is MONEY else "number", value)
        text = escaped(visible(value, lines=True))  # the id is the name of a file, which is any
        made = self._made(sheet, "text" if isinstance(kind, LongText) else "line", text)
        made.data_type = "s"
        made.quotePrefix = guarded(value) != value
        return made

    def fit(self, sheet: Any, row: int, cells: Iterable[Shown], widths: Sequence[int]) -> None:
        """Make a row, by its number from 1, as high as its longest text; not all programs do."""
        lines = max(_lines(str(cell), width) for cell, width in zip(cells, widths, strict=True))
        if lines > 1:
            height = min(_HIGHEST, lines * _LINE)
            sheet.row_dimensions[row] = self._row(sheet, index=row, ht=height)

    def _made(self, sheet: Any, look: str, value: Any) -> Any:
        made = self._new(sheet, value)
        made.style = self._looks[look]
        return made


def arrange(sheet: Any, widths: Sequence[int], naming: int) -> None:
    """Give a sheet its columns, in characters, and keep in sight what names a row and a column.

    The first so many columns name a row. On paper they stand on every page beside the others.
    """
    for number, width in enumerate(widths):
        sheet.column_dimensions[column_name(number)].width = width
    sheet.freeze_panes = f"{column_name(naming)}2"
    sheet.print_title_rows = "1:1"
    if naming:
        sheet.print_title_cols = f"A:{column_name(naming - 1)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    named = sum(widths[:naming])
    sheet.page_setup.fitToWidth = max(1, ceil((sum(widths) - named) / (_PAGE_WIDTH - named)))
    sheet.page_setup.fitToHeight = 0  # as many pages as there are


def _lines(text: str, width: int) -> int:
    # Words are not broken: a line holds less than its width.
    return sum(max(1, ceil(len(line) / (0.85 * width))) for line in text.split("\n"))


def _packed_anew(packed: BytesIO) -> bytes:
    """Return the parts of a file in one order, with one time and one way of packing."""
    out = BytesIO()
    with zipfile.ZipFile(packed) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, _SAME_MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            after.writestr(part, before.read(name))
    return out.getvalue()
