"""The agreement as XLSX: what the file is, then a sheet for each kind; one commit, one file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from miljo_tui.locale import mark as _
from miljo_tui.model.cell_text import Shown, Words
from miljo_tui.model.choices import Choice
from miljo_tui.model.escape_controls import visible
from miljo_tui.model.kinds import Kind
from miljo_tui.model.publication import Publication
from miljo_tui.model.records import FOLLOW_UPS, MEASURE
from miljo_tui.model.statuses import STATUSES
from miljo_tui.model.structures import Listing
from miljo_tui.model.table_layouts import Column, Key, Layout, layouts
from miljo_tui.model.texts import LongText
from miljo_tui.spreadsheets.files import column_name
from miljo_tui.spreadsheets.openpyxl_library import openpyxl_to_write
from miljo_tui.spreadsheets.published.sheets import cells, headings, leading, mark_of, places
from miljo_tui.spreadsheets.published.xlsx_writing import Styles, arrange, new_book, packed

PROPERTY = "miljo-tui"
"""The property of the document that holds its mark, besides the sheet about the file."""

_LAST_ROW = 1_048_576
_LONGEST_CHOICE = 255
"""Characters of a list to choose from; spreadsheets refuse longer ones."""

_EXPLAINED = (
    _("Change cells, empty them, or add rows, and bring the file in with: miljo-tui import FILE"),
    _("Columns may be moved, and sheets or columns that are not needed may be deleted."),
    _("A new row gets no id; a new entry has the id of its record and no number of its own."),
    _("A row that is deleted from a list of entries removes its entry."),
    _("A measure or an area is removed only by a yes in its last column."),
)


SHORT: tuple[Key, ...] = (
    (MEASURE.name, ()),
    (MEASURE.name, FOLLOW_UPS),
    (MEASURE.name, ("actions",)),
    (MEASURE.name, ("indicators",)),
    (MEASURE.name, ("indicators", "values")),
)
"""The tables that people work in, in their order: with what explains them six sheets."""


def short_workbook(publication: Publication) -> bytes:
    """Return the tables that people work in as XLSX. Raises Missing without openpyxl."""
    found = {layout.key: layout for layout in layouts(_shows_reporters(publication))}
    return _workbook(publication, [found[key] for key in SHORT])


def workbook(publication: Publication) -> bytes:
    """Return a publication as XLSX. Raises Missing without openpyxl."""
    return _workbook(publication, layouts(_shows_reporters(publication)))


def _shows_reporters(publication: Publication) -> bool:
    return bool(publication.folder.agreement.value.reporters_public)


def _workbook(publication: Publication, tables: Sequence[Layout]) -> bytes:
    book = new_book(publication.folder.agreement.name, publication.day)
    _mark(book, publication)
    styles = Styles(book)
    _about(book, publication, tables, styles)
    words = Words(publication.folder, publication.language)
    for layout in tables:
        _sheet(book, publication, layout, words, styles)
    return packed(book)


def _mark(book: Any, publication: Publication) -> None:
    custom = openpyxl_to_write().packaging.custom
    mark = custom.StringProperty(name=PROPERTY, value=str(mark_of(publication)))
    book.custom_doc_props.append(mark)


def _sheet(
    book: Any, publication: Publication, layout: Layout, words: Words, styles: Styles
) -> None:
    language = publication.language
    names = headings(layout, language)
    first = len(leading(layout, language))
    sheet = book.create_sheet(layout.title(language))
    kinds: list[Kind | None] = [None] * len(names)
    kinds[first : first + len(layout.columns)] = [column.field.kind for column in layout.columns]
    # The first column of a table's own, such as the title, names its rows as an id does.
    widths = list(map(_width, names, kinds))
    arrange(sheet, widths, first + 1)
    sheet.append([styles.heading(sheet, name) for name in names])
    rows = 1
    for place in places(layout, publication.folder):
        row = cells(publication, layout, words, place)
        rows += 1
        styles.fit(sheet, rows, row, widths)
        sheet.append(
            [styles.cell(sheet, kind, cell) for kind, cell in zip(kinds, row, strict=True)]
        )
    sheet.auto_filter.ref = f"A1:{column_name(len(names) - 1)}{rows}"
    for number, column in enumerate(layout.columns, first):
        _offer(sheet, column, number, words)


def _offer(sheet: Any, column: Column, number: int, words: Words) -> None:
    """Let a cell of a closed set be chosen from a list; another word is for the import to tell."""
    kind = column.field.kind
    if not isinstance(kind, Choice):
        return
    offered = ",".join(str(words.show(kind, option.value)) for option in kind.options)
    if len(offered) <= _LONGEST_CHOICE and '"' not in offered:
        rules = openpyxl_to_write().worksheet.datavalidation
        validation = rules.DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True)
        letter = column_name(number)
        validation.add(f"{letter}2:{letter}{_LAST_ROW}")
        sheet.data_validations.append(validation)


def _about(book: Any, publication: Publication, tables: Sequence[Layout], styles: Styles) -> None:
    say = publication.language.say
    sheet = book.create_sheet(say(_("About this file")))
    arrange(sheet, [26, 100], 1)
    rows: list[tuple[str, Shown]] = [
        (say(_("Agreement")), visible(publication.folder.agreement.name)),
        (say(_("Version (id in git)")), publication.commit),
        (say(_("Date of the version")), publication.day),
        (say(_("Mark of the file (do not change)")), str(mark_of(publication))),
        (say(_("Sheets")), ", ".join(layout.title(publication.language) for layout in tables)),
        *(("", say(explained)) for explained in _EXPLAINED),
    ]
    for name, value in rows:
        sheet.append([styles.heading(sheet, name), styles.cell(sheet, LongText(), value)])


def _width(name: str, kind: Kind | None) -> int:
    """Return a width that fits what stands in a column as a rule."""
    widths = {LongText: 60, Listing: 32}
    if kind is None or (isinstance(kind, Choice) and kind.options is STATUSES):
        return max(len(name) + 4, 22)
    return max(len(name) + 4, widths.get(type(kind), 16 if kind.empty is None else 28))
