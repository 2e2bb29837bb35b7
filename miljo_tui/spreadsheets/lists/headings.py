"""Headings as offices write them, the columns under them, and the years of their follow-ups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from miljo_tui.frozen import frozen, replace
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.parse_input import DASHES
from miljo_tui.model.query import fold
from miljo_tui.spreadsheets.files import Cell, Row, Sheet, column_name
from miljo_tui.spreadsheets.lists.heading_meanings import (
    NO_COLUMN,
    PERIOD_COLUMN,
    column_keys,
    is_year,
    meant,
    unit,
)
from miljo_tui.spreadsheets.lists.rows import CellProblem

AREAS = "areas"

NamedArea = Callable[[str], str]
"""Returns the id of the area that a heading names, an empty text for none."""

_OTHERWISE_TITLES = ("projekt", "loften", "lofte")
"""Headings, folded, of the titles of measures in a list that has no other column of them."""

LOOKED_AT = 40
"""So many rows may stand above the headings."""


@frozen
class ListColumn:
    """One column of a list: where it is, what stands above it, and the key it means."""

    index: int
    heading: str
    key: str
    """A key of a measure, or an empty text for a column that is not brought in."""
    year: int | None = None
    """The year that the heading speaks of: “Status 2023”."""
    unit: str = ""
    """What bare numbers under it count: “Kostnad (tkr)”."""
    area: str = ""
    """The id of the area that the heading names, and that a mark under it puts a measure into."""

    @property
    def letter(self) -> str:
        """What spreadsheets call the column."""
        return column_name(self.index)


def fitting(sheets: Sequence[Sheet], given: Mapping[str, str], areas: NamedArea) -> Sheet:
    """Return the sheet whose headings mean most; a hidden one only where there is no other."""
    wanted = _wanted(given)
    shown = [sheet for sheet in sheets if not sheet.is_hidden] or sheets
    if len(shown) == 1:
        return shown[0]
    return max(shown, key=lambda sheet: _likely(_best(sheet, wanted, areas)[1]))


def find_headings(
    sheet: Sheet, given: Mapping[str, str], areas: NamedArea
) -> tuple[int, tuple[ListColumn, ...]]:
    """Return the index of the row of headings, and the columns under it.

    `given` maps headings or letters of columns to keys, over what is recognised. Where no heading
    is, the first row that holds anything has them. Raises WrongUse where `given` names what is not
    there, or the sheet holds nothing.
    """
    for key in given.values():
        if key != NO_COLUMN and key not in column_keys():
            near = get_close_matches(key, column_keys(), 1)
            raise WrongUse(
                message(_("{key} is no key that a column can mean"), key=key),
                message(_("Did you mean {near}?"), near=near[0])
                if near
                else message(_("Known keys are: {known}."), known=column_keys()),
            )
    index, columns = _best(sheet, _wanted(given), areas)
    if not columns:
        raise WrongUse(
            message(_("{file} has no rows under its headings"), file=sheet.name),
            message(_("Check that it is the right file, or say which sheet: --sheet SHEET.")),
        )
    missing = [
        column
        for column in given
        if fold(column) not in {fold(word) for c in columns for word in (c.heading, c.letter)}
    ]
    if missing:
        raise WrongUse(
            message(_("The list has no column {column}"), column=missing[0]),
            message(_("Its columns are: {known}."), known=[c.heading or c.letter for c in columns]),
        )
    return index, columns


def _wanted(given: Mapping[str, str]) -> dict[str, str]:
    return {fold(column): key for column, key in given.items()}


def _best(
    sheet: Sheet, wanted: Mapping[str, str], areas: NamedArea
) -> tuple[int, tuple[ListColumn, ...]]:
    """Return the likeliest row of headings, and its columns: none where the sheet holds nothing."""
    best: tuple[int, tuple[ListColumn, ...]] = (0, ())
    rows = sheet.rows[:LOOKED_AT]
    for index, row in enumerate(rows):
        if not row:
            continue
        columns = tuple(_columns(row, rows[index - 1] if index else (), wanted, areas))
        if not best[1] or _likely(columns) > _likely(best[1]):
            best = index, columns
    index, columns = best
    if columns and index + 1 < len(rows):
        lower = rows[index + 1]
        below = tuple(_columns(*_two_rows(rows[index], lower), wanted, areas))
        if _has_only_headings(lower, columns, areas) and _meaning(below) >= _meaning(columns):
            return index + 1, below
    return best


def _two_rows(upper: Row, lower: Row) -> tuple[Row, Row]:
    """Return two rows of headings as one, and what stands above each.

    What stands above spans the empty cells to its right, as it does where cells are merged.
    """
    row, above = [], []
    over = None
    for place, cell in enumerate(lower):
        own = upper[place] if place < len(upper) and upper[place].text else None
        over = own or (over if cell.text else None)
        row.append(cell if cell.text else own or cell)
        above.append(over or cell)
    return tuple(row), tuple(above)


def _has_only_headings(row: Row, columns: Sequence[ListColumn], areas: NamedArea) -> bool:
    """Tell whether a row under the headings has no title, and only words that are headings.

    The name of one area alone stands above the measures of it.
    """
    titles = [column.index for column in columns if column.key == "title"]
    own = [cell.text if not cell.repeats else "" for cell in row]
    words = list(filter(None, own))
    untitled = not any(own[place] for place in titles if place < len(own))
    meaning = [word for word in words if meant(word, "")[0]]
    named = [word for word in words if word not in meaning and areas(word)]
    all_are = len(meaning) + len(named) == len(words) and len(named) != 1
    return bool(words) and untitled and all_are


def _likely(columns: Sequence[ListColumn]) -> tuple[bool, int]:
    """Return how likely a row is the one of headings: has it a title, how many mean something.

    A year by itself stands among the data just as well.
    """
    keys = [column.key for column in columns if not is_year(column.heading)]
    return "title" in keys, sum(map(bool, keys))


def _meaning(columns: Sequence[ListColumn]) -> int:
    return sum(bool(column.key or column.area) for column in columns)


def _columns(row: Row, above: Row, wanted: Mapping[str, str], areas: NamedArea) -> list[ListColumn]:
    columns: list[ListColumn] = []
    # What was said of a column is not for another that would be recognised.
    taken: set[tuple[str, int | None]] = set()
    for index, cell in enumerate(row):
        heading = " ".join(cell.text.split())
        over_text = " ".join(above[index].text.split()) if index < len(above) else ""
        key, year = meant(heading, over_text)
        said = wanted.get(fold(heading), wanted.get(fold(column_name(index))))
        if said is None and key in wanted.values():
            key = ""
        key = said or key
        area = areas(heading) if heading and key in ("", AREAS) else ""
        if key == NO_COLUMN or (key, year) in taken:
            key = ""
        if key:
            taken.add((key, year))
        if heading or key:
            counts = unit(heading) if key == "funding.amount" else ""
            columns.append(ListColumn(index, heading, key, year if key else None, counts, area))
    if not any(column.key == "title" for column in columns) and "title" not in wanted.values():
        for place, column in enumerate(columns):
            heading = fold(column.heading)
            if not column.key and heading in _OTHERWISE_TITLES and heading not in wanted:
                columns[place] = replace(column, key="title")
                break
    return columns


def marking(
    columns: Sequence[ListColumn], rows: Sequence[Row], is_mark: Callable[[Cell], bool]
) -> tuple[ListColumn, ...]:
    """Return the columns; an area over a column is meant where half of its cells are marks.

    Beside such a column, an area over one that means nothing else is meant as well.
    """

    def is_marked(column: ListColumn) -> bool:
        cells = [row[column.index] for row in rows if column.index < len(row)]
        written = [cell for cell in cells if cell.text.strip(f" {DASHES}")]
        return bool(written) and 2 * sum(map(is_mark, written)) >= len(written)

    marked = {column.index for column in columns if column.area and is_marked(column)}
    found = []
    for column in columns:
        if column.area:
            is_its_own = column.index in marked or bool(marked and not column.key)
            key, area = (AREAS, column.area) if is_its_own else (column.key, "")
            column = replace(column, key=key, area=area)
        found.append(column)
    return tuple(found)


def timed(columns: Sequence[ListColumn], given: Mapping[str, str]) -> tuple[ListColumn, ...]:
    """Return the columns; a year is when measures are carried out where nothing is followed up."""
    year = "follow_ups.year"
    is_followed_up = any(c.key.startswith("follow_ups.") and c.key != year for c in columns)
    has_period = any(c.key in (PERIOD_COLUMN, "start", "end") for c in columns)
    if is_followed_up or has_period or year in given.values():
        return tuple(columns)
    return tuple(replace(c, key=PERIOD_COLUMN) if c.key == year else c for c in columns)


def dated(
    columns: Sequence[ListColumn], year: int | None, otherwise: int
) -> tuple[ListColumn, ...]:
    """Return the columns, those of follow-ups with a year as far as one can be told.

    `year` was asked for; without it the only year of the headings counts, or else `otherwise`.
    """
    if any(column.key == "follow_ups.year" for column in columns):
        return tuple(columns)  # each row names its own
    named = named_years(columns)
    chosen = year or (named[0] if len(named) == 1 else None if named else otherwise)
    taken = {(column.key, column.year) for column in columns}
    found = []
    for column in columns:
        if _is_undated(column) and chosen:
            if (column.key, chosen) not in taken:
                column = replace(column, year=chosen)
            elif year:
                column = replace(column, key="")
        found.append(column)
    return tuple(found)


def named_years(columns: Sequence[ListColumn]) -> list[int]:
    """Return the years that the headings of a list name."""
    return sorted({column.year for column in columns if column.year})


def undated(columns: Sequence[ListColumn], headings: Row) -> list[CellProblem]:
    """Return the problem of each heading of which nobody can tell the year."""
    years = named_years(columns)
    if not years or any(column.key == "follow_ups.year" for column in columns):
        return []
    return [
        CellProblem(
            headings[column.index].name,
            column.heading,
            message(
                _("“{heading}” names no year, but other headings do: {years}"),
                heading=column.heading,
                years=years,
            ),
            message(_("Write the year in the heading, or give it: --year YEAR, in the program y.")),
        )
        for column in columns
        if _is_undated(column)
    ]


def _is_undated(column: ListColumn) -> bool:
    return column.key.startswith("follow_ups.") and column.year is None
