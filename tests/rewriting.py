"""What spreadsheet programs and the people at them do to a file that was published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

Rows = list[list[Any]]


def edited(file: Path, edit: Callable[[Any], None], name: str = "ändrad.xlsx") -> Path:
    """Save a changed copy of a file beside it."""
    book = openpyxl.load_workbook(file)
    edit(book)
    target = file.with_name(name)
    book.save(target)
    return target


def cell(book: Any, sheet: str, id: str, heading: str, number: int | None = None) -> Any:
    """The cell of a record, or of one of its entries, under a heading."""
    page = book[sheet]
    headings = [each.value for each in page[1]]
    for row in page.iter_rows(min_row=2):
        if row[0].value == id and number in (None, row[1].value):
            return row[headings.index(heading)]
    raise KeyError(id, number)


def append(book: Any, sheet: str, **values: Any) -> None:
    """Put a row under all others; `values` by the beginning of their headings."""
    headings = [each.value for each in book[sheet][1]]
    row = [None] * len(headings)
    for name, value in values.items():
        begins = name.replace("_", " ")
        near = sorted((each for each in headings if each.startswith(begins)), key=len)
        row[headings.index(near[0])] = value
    book[sheet].append(row)


def delete(book: Any, sheet: str, id: str, number: int | None = None) -> None:
    """Delete the row of a record, or of one of its entries."""
    book[sheet].delete_rows(cell(book, sheet, id, "Id", number).row)


def rewritten(file: Path, random: Random) -> Path:
    """Save a file as another program would, moved about but not edited."""
    book = openpyxl.load_workbook(file)
    new = openpyxl.Workbook()
    new.remove(new.active)
    for each in book.custom_doc_props.props if random.random() < 0.5 else ():
        new.custom_doc_props.append(each)
    sheets = [sheet for sheet in book.worksheets[1:] if random.random() < 0.8]
    random.shuffle(sheets)
    for sheet in [*sheets, book.worksheets[0]]:
        is_about = sheet is book.worksheets[0]
        rows = [[_saved(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        page = new.create_sheet(sheet.title + ("" if is_about else random.choice(["", " (2)"])))
        for row in rows if is_about else _moved(rows, random):
            page.append(row)
            for place in page[page.max_row]:
                if isinstance(place.value, str):
                    place.data_type = "s"
    target = file.with_name("omskriven.xlsx")
    new.save(target)
    return target


def _moved(rows: Rows, random: Random) -> Iterator[list[Any]]:
    """Yield rows sorted anew, with their columns in another order and one of them deleted."""
    headings, *lines = rows
    random.shuffle(lines)
    numbered = sum(1 for heading in headings if heading == "Id" or ", num" in str(heading))
    order = list(range(len(headings)))
    if len(order) > numbered + 2:
        order.remove(random.choice(order[numbered + 1 :]))
    random.shuffle(order)
    for row in [headings, *lines]:
        yield [row[place] for place in order]


def _saved(value: Any) -> Any:
    """Return a value as LibreOffice saves it."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").rstrip()
        return (f"'{text}" if text[:1] in "=+-@" else text) or None
    return value
