"""The years of the follow-ups in a list whose headings name some, or none."""

from __future__ import annotations

from collections.abc import Sequence

from miljo_tui.frozen import replace
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.spreadsheets.files import Row
from miljo_tui.spreadsheets.lists.headings import Column
from miljo_tui.spreadsheets.lists.rows import CellProblem


def dated(columns: Sequence[Column], year: int | None, otherwise: int) -> tuple[Column, ...]:
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


def named_years(columns: Sequence[Column]) -> list[int]:
    """Return the years that the headings of a list name."""
    return sorted({column.year for column in columns if column.year})


def undated(columns: Sequence[Column], headings: Row) -> list[CellProblem]:
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
            message(_("Write the year in the heading, or say it: --year YEAR, in the app y.")),
        )
        for column in columns
        if _is_undated(column)
    ]


def _is_undated(column: Column) -> bool:
    return column.key.startswith("follow_ups.") and column.year is None
