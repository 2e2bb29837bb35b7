"""The recognition of a published file, and the commit that it shows."""

from __future__ import annotations

from collections.abc import Iterator

from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, WrongUse
from miljo_tui.spreadsheets.files.book import Book, read_book
from miljo_tui.spreadsheets.files.list_file import ListFile
from miljo_tui.spreadsheets.published.sheets import FORMAT, LIKE_A_MARK, Mark, is_marked, read_mark
from miljo_tui.spreadsheets.published.workbook import PROPERTY


@frozen
class PublishedWorkbook:
    """A file that was published as XLSX, and what it says of itself."""

    book: Book
    mark: Mark


def recognise_workbook(file: ListFile) -> PublishedWorkbook | None:
    """Return a file with its mark, None for one that was never published.

    Raises WrongUse where somebody has changed the mark, BadState for a newer format, and what
    reading the file raises.
    """
    book = read_book(file, LIKE_A_MARK.encode())
    if book is None:
        return None
    texts = set(_marks(book))
    if not texts:
        return None  # it is only spoken of
    marks = {read_mark(text) for text in texts}
    mark = next(iter(marks))
    if mark is None or len(marks) > 1:
        raise WrongUse(
            message(
                _("The mark of {file} was changed: it does not name one commit"), file=book.name
            ),
            message(_("Publish the file again, and make the changes in the new one.")),
        )
    if mark.format > FORMAT:
        raise BadState(
            message(_("{file} was published by a newer program than this one"), file=book.name),
            message(_("Install a newer version of miljo-tui.")),
        )
    return PublishedWorkbook(book, mark)


def _marks(book: Book) -> Iterator[str]:
    """Yield each text that is meant as a mark: a property, or a cell about the file."""
    if is_marked(book.properties.get(PROPERTY, "")):
        yield book.properties[PROPERTY].strip()
    for sheet in book.sheets:
        for row in sheet.rows[:20]:
            for cell in row[1:3]:
                if isinstance(cell.value, str) and is_marked(cell.value):
                    yield cell.value.strip()
