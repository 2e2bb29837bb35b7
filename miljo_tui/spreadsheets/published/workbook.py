"""The agreement as XLSX: a sheet for each kind of record and of entry; one commit, one file."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.cell_text import Shown, Words
from miljo_tui.model.choices import Choice
from miljo_tui.model.escape_controls import visible
from miljo_tui.model.failures import Missing
from miljo_tui.model.kinds import Kind
from miljo_tui.model.publication import Publication
from miljo_tui.model.scalars import MONEY
from miljo_tui.model.spreadsheet_formulas import escaped, guarded
from miljo_tui.model.statuses import STATUSES
from miljo_tui.model.structures import Listing
from miljo_tui.model.table_layouts import Column, Layout, layouts
from miljo_tui.model.texts import LongText
from miljo_tui.spreadsheets.published.sheets import cells, headings, leading, mark_of, places

PROPERTY = "miljo-tui"
"""The property of the document that holds its mark, besides the sheet about the file."""

_SAME_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the file, so that it does not tell when it was made."""

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


def workbook(publication: Publication) -> bytes:
    """Return a publication as XLSX. Raises Missing without openpyxl."""
    try:
        from openpyxl import Workbook
        from openpyxl.writer.excel import ExcelWriter
    except ImportError:
        raise Missing(
            message(_("XLSX files are written by openpyxl, which is not installed")),
            message(_("Install it with: pip install 'miljo-tui[xlsx]', or publish CSV.")),
        ) from None
    book = Workbook(write_only=True)
    _describe(book, publication)
    styles = _Styles(book)
    personal = bool(publication.folder.agreement.value.reporters_public)
    words = Words(publication.folder, publication.language)
    for layout in layouts(personal):
        _sheet(book, publication, layout, words, styles)
    _about(book, publication, styles)
    packed = BytesIO()
    # Its own save would stamp the file with the time of day.
    ExcelWriter(book, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED)).save()
    return _packed_anew(packed)


def _describe(book: Any, publication: Publication) -> None:
    from openpyxl.packaging.custom import StringProperty

    moment = datetime.combine(publication.day, time())
    book.properties.created = book.properties.modified = moment
    book.properties.creator = "miljo-tui"
    book.properties.title = escaped(visible(publication.folder.agreement.name))
    book.custom_doc_props.append(StringProperty(name=PROPERTY, value=str(mark_of(publication))))


def _sheet(
    book: Any, publication: Publication, layout: Layout, words: Words, styles: _Styles
) -> None:
    language = publication.language
    names = headings(layout, language)
    first = len(leading(layout, language))
    sheet = book.create_sheet(layout.title(language))
    sheet.freeze_panes = "B2"
    kinds: list[Kind | None] = [None] * len(names)
    kinds[first : first + len(layout.columns)] = [column.field.kind for column in layout.columns]
    for number, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        sheet.column_dimensions[_letters(number)].width = _width(name, kind)
    sheet.append([styles.heading(sheet, name) for name in names])
    rows = 1
    for place in places(layout, publication.folder):
        row = zip(kinds, cells(publication, layout, words, place), strict=True)
        sheet.append([styles.cell(sheet, kind, cell) for kind, cell in row])
        rows += 1
    sheet.auto_filter.ref = f"A1:{_letters(len(names) - 1)}{rows}"
    for number, column in enumerate(layout.columns, first):
        _offer(sheet, column, number, words)


def _offer(sheet: Any, column: Column, number: int, words: Words) -> None:
    """Let a cell of a closed set be chosen from a list; another word is for the import to tell."""
    from openpyxl.worksheet.datavalidation import DataValidation

    kind = column.field.kind
    if not isinstance(kind, Choice):
        return
    offered = ",".join(str(words.show(kind, option.value)) for option in kind.options)
    if len(offered) <= _LONGEST_CHOICE and '"' not in offered:
        validation = DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True)
        letters = _letters(number)
        validation.add(f"{letters}2:{letters}{_LAST_ROW}")
        sheet.data_validations.append(validation)


def _about(book: Any, publication: Publication, styles: _Styles) -> None:
    say = publication.language.say
    sheet = book.create_sheet(say(_("About this file")))
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    rows: list[tuple[str, Shown]] = [
        (say(_("Agreement")), visible(publication.folder.agreement.name)),
        (say(_("Version (id in git)")), publication.commit),
        (say(_("Date of the version")), publication.day),
        (say(_("Mark of the file (do not change)")), str(mark_of(publication))),
        *(("", say(explained)) for explained in _EXPLAINED),
    ]
    for name, value in rows:
        sheet.append([styles.heading(sheet, name), styles.cell(sheet, LongText(), value)])


class _Styles:
    """The looks of the cells, each made once."""

    def __init__(self, book: Any) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, NamedStyle

        self._new = WriteOnlyCell
        top = Alignment(vertical="top", wrap_text=True)
        looks = {
            "heading": NamedStyle("miljo heading", font=Font(bold=True), alignment=top),
            "line": NamedStyle("miljo line", number_format="@", alignment=top),
            "text": NamedStyle("miljo text", alignment=top),
            "date": NamedStyle("miljo date", number_format="yyyy-mm-dd", alignment=top),
            "number": NamedStyle("miljo number", alignment=top),
            "money": NamedStyle("miljo money", number_format="# ##0", alignment=top),
        }
        for look in looks.values():
            book.add_named_style(look)
        self._looks = {name: look.name for name, look in looks.items()}

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

    def _made(self, sheet: Any, look: str, value: Any) -> Any:
        made = self._new(sheet, value)
        made.style = self._looks[look]
        return made


def _width(name: str, kind: Kind | None) -> int:
    """Return a width that fits what stands in a column as a rule."""
    widths = {LongText: 60, Listing: 32}
    if kind is None or (isinstance(kind, Choice) and kind.options is STATUSES):
        return max(len(name) + 4, 22)
    return max(len(name) + 4, widths.get(type(kind), 16 if kind.empty is None else 28))


def _letters(index: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(index + 1))


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
