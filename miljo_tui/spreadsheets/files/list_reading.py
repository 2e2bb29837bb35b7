"""The reading of a list, by what its file is rather than by what it is called."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.spreadsheets.files import Sheet, not_a_list
from miljo_tui.spreadsheets.files.csv_file import read_separated
from miljo_tui.spreadsheets.files.list_file import ListFile
from miljo_tui.spreadsheets.files.xlsx_file import read_workbook

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."


def read_sheets(file: ListFile) -> tuple[Sheet, ...]:
    """Read the sheets of a list.

    Raises Missing where there is no reader for it, WrongUse where it is no list.
    """
    if _OPEN_DOCUMENT in file.data[:100]:
        raise not_a_list(
            file.name,
            message(
                _(
                    "It is an OpenDocument file (.ods), whatever it is called: open it in a "
                    "spreadsheet program, save it as XLSX, and try again."
                )
            ),
        )
    if file.is_packed:
        return read_workbook(file)
    if file.data.startswith(_OLD_EXCEL):
        raise not_a_list(
            file.name, message(_("Save it as XLSX without a password, or as CSV, and try again."))
        )
    return (read_separated(file.data, file.name),)
