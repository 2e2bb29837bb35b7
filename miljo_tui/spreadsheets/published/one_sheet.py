"""A table as XLSX with one sheet, for programs and for spreadsheets that put several together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from miljo_tui.model.cell_text import Shown
from miljo_tui.spreadsheets.files import column_name
from miljo_tui.spreadsheets.published.xlsx_writing import Styles, arrange, new_book, packed


def one_sheet(title: str, day: date, name: str, rows: Iterable[tuple[Shown, ...]]) -> bytes:
    """Return a table as XLSX, the names of its columns in the first row. Raises Missing."""
    first, *rest = rows
    book = new_book(title, day)
    styles = Styles(book)
    sheet = book.create_sheet(name)
    arrange(sheet, [max(len(str(column)) + 4, 14) for column in first], 0)
    sheet.append([styles.heading(sheet, str(column)) for column in first])
    for row in rest:
        sheet.append([styles.cell(sheet, None, cell) for cell in row])
    sheet.auto_filter.ref = f"A1:{column_name(len(first) - 1)}{len(rest) + 1}"
    return packed(book)
