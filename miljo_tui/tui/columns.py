"""Columns that fit the width they get: the flexible ones shrink, the least important leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich.cells import cell_len
from rich.text import Text

from miljo_tui.frozen import frozen
from miljo_tui.tui.literal import cell

GAP = 1
"""Cells between two columns."""
BAR = 8
"""Cells of the widest bar of letters."""
ASCENDING_MARK = "▲"
DESCENDING_MARK = "▼"


@frozen
class Column:
    """One column of a table; the title is in the language of the screen."""

    id: str
    title: str
    width: int | None = None
    """In cells; None shares what the others leave."""
    align: Literal["left", "right"] = "left"
    priority: int = 0
    """The column with the lowest one leaves first when the width is short."""
    minimum: int = 12
    """The least width of a flexible column, in cells."""
    wish: int = 0
    """The cells of its longest value; columns of a priority below zero give way to it."""

    @property
    def need(self) -> int:
        """The width below which the column is of no use, in cells."""
        return self.minimum if self.width is None else self.width


@frozen
class Place:
    """Where a column stands on the line, in cells; `index` is its place among all columns."""

    index: int
    start: int
    width: int


def fit(columns: Sequence[Column], width: int) -> tuple[Place, ...]:
    """Place as many of the columns as there is room for in `width` cells, at least one."""
    shown = list(range(len(columns)))
    while len(shown) > 1:
        # Of equals the rightmost leaves: what people look for stands to the left.
        least = min(reversed(shown), key=lambda index: columns[index].priority)
        wished = columns[least].priority < 0
        if _needed(columns, shown, wished=wished) <= width:
            break
        shown.remove(least)
    flexible = [index for index in shown if columns[index].width is None]
    spare = max(0, width - _needed(columns, shown))
    places: list[Place] = []
    start = 0
    for index in shown:
        share = columns[index].need
        if index in flexible:
            position = flexible.index(index)
            share += spare // len(flexible) + (position < spare % len(flexible))
        places.append(Place(index, start, max(0, min(share, width - start))))
        start += share + GAP
    return tuple(places)


def _needed(columns: Sequence[Column], shown: Sequence[int], *, wished: bool = False) -> int:
    """Count the cells these columns need side by side, or would like to have."""
    needs = (max(columns[i].need, columns[i].wish if wished else 0) for i in shown)
    return sum(needs) + GAP * (len(shown) - 1)


def cut(value: str | Text, width: int, align: Literal["left", "right"] = "left") -> Text:
    """Return `value` in exactly `width` cells, ending in `…` where it did not fit."""
    plain = value if isinstance(value, str) else value.plain
    if isinstance(value, str) or not plain.isprintable():
        text = cell(plain, "" if isinstance(value, str) else str(value.style))
    else:
        text = value.copy()
    text.truncate(width, overflow="ellipsis")
    missing = width - text.cell_len
    if align == "right":
        text.pad_left(missing)
    else:
        text.pad_right(missing)
    return text


def cut_cell(name: str, width: int) -> str:
    """Return a cell of a list, `lista.csv!A2`, in so many columns: the sheet's name gives way."""
    sheet, mark, place = name.rpartition("!")
    if cell_len(name) <= width or not mark:
        return name
    return f"{cut(sheet, max(1, width - len(place) - 1)).plain}!{place}"


def titled(column: Column, sort: tuple[str, bool] | None) -> str:
    """Return a column's title, marked if the rows are sorted by it; `sort` is (id, descending)."""
    if sort is None or sort[0] != column.id:
        return column.title
    mark = DESCENDING_MARK if sort[1] else ASCENDING_MARK
    marked = f"{mark} {column.title}"
    is_narrow = column.width is not None and cell_len(marked) > column.width
    return f"{mark}{column.title}" if is_narrow else marked


def line(
    margin: str,
    columns: Sequence[Column],
    places: Sequence[Place],
    values: Sequence[str | Text],
) -> Text:
    """Lay out one line: the margin, then each placed column's value in its own width.

    A single value, such as a heading between the rows, has the whole line.
    """
    text = Text(margin, end="")
    if len(values) == 1 and places:
        return text.append_text(cut(values[0], places[-1].start + places[-1].width))
    for place in places if values else ():
        text.append_text(cut(values[place.index], place.width, columns[place.index].align))
        text.append(" " * GAP)
    return text
