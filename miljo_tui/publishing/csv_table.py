"""The measures as CSV, as Swedish spreadsheets open it: a row each, and columns for each year."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from miljo_tui.locale import Language
from miljo_tui.model.cell_text import LAST_CHANGED, LATEST_STATUS, Shown, Words
from miljo_tui.model.escape_controls import visible
from miljo_tui.model.fields import fields_of
from miljo_tui.model.folder import Record
from miljo_tui.model.parts import FollowUp
from miljo_tui.model.progress import of_year, status
from miljo_tui.model.publication import Publication
from miljo_tui.model.records import Measure
from miljo_tui.model.scalars import FIRST_YEAR, LAST_YEAR
from miljo_tui.model.spreadsheet_formulas import guarded
from miljo_tui.model.structures import Listing
from miljo_tui.model.table_layouts import Column, columns
from miljo_tui.model.texts import Text
from miljo_tui.model.times import first_day, last_day

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Tells Excel that a CSV file is UTF-8."""

_STATUS = fields_of(FollowUp)["status"]
_COMMENT = fields_of(FollowUp)["comment"]


def with_mark(publication: Publication) -> bytes:
    """Return the measures of a publication as CSV that begins with a byte order mark."""
    return BYTE_ORDER_MARK + separated(publication)


def separated(publication: Publication) -> bytes:
    """Return the measures of a publication as CSV."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows(_rows(publication))
    return text.getvalue().encode()


def _rows(publication: Publication) -> Iterator[list[str]]:
    folder, language = publication.folder, publication.language
    words = Words(folder, language)
    shown = columns(Measure, personal=False)
    years = _years(publication)
    say = language.say
    headings = [column.heading(language) for column in shown]
    for year in years:
        headings += [f"{say(_STATUS.label)} {year}", f"{say(_COMMENT.label)} {year}"]
    yield ["Id", *headings, say(LATEST_STATUS), say(LAST_CHANGED)]
    for record in folder.measures.values():
        measure = record.value
        cells = [_cell(words, column, record) for column in shown]
        for year in years:
            follow_up = newest_of(measure, year)
            for field in (_STATUS, _COMMENT):
                value = getattr(follow_up, field.key) if follow_up else None
                cells.append(words.show(field.kind, value or None))
        cells.append(words.show(_STATUS.kind, status(measure) or None))
        cells.append(publication.changed.get(record.address))
        yield [visible(record.id), *(_written(cell, language) for cell in cells)]


def newest_of(measure: Measure, year: int) -> FollowUp | None:
    """Return what was reported for a year: what says how far, or else what was written last."""
    written = [entry for entry in measure.follow_ups if entry.year == year]
    return of_year(measure, year) or (written[-1] if written else None)


def _years(publication: Publication) -> list[int]:
    """Return the years of the agreement's period, and those that something was reported for."""
    folder = publication.folder
    agreement = folder.agreement.value
    years = {
        entry.year
        for record in folder.measures.values()
        for entry in record.value.follow_ups
        if entry.year is not None and FIRST_YEAR <= entry.year <= LAST_YEAR
    }
    if agreement.start is not None and agreement.end is not None:
        first, last = first_day(agreement.start).year, last_day(agreement.end).year
        years.update(range(first, min(last, first + 20) + 1))
    return sorted(years)


def _cell(words: Words, column: Column, record: Record[Measure]) -> Shown:
    """Return a cell; of a list with one item that holds what parts items, the bounds are said."""
    kind = column.field.kind
    shown = words.show(kind, column.value(record.raw))
    is_listed = isinstance(kind, Listing) and isinstance(kind.item, Text)
    if not (is_listed and isinstance(shown, str)) or "\n" in shown:
        return shown
    if ";" in shown:
        return f"• {shown}"
    return f"{shown};" if "," in shown else shown


def _written(cell: Shown, language: Language) -> str:
    return guarded(cell) if isinstance(cell, str) else language.spell(cell)
