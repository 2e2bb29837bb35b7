"""CSV as offices write it: any common separator, and any common encoding."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.spreadsheet_formulas import unguarded
from miljo_tui.spreadsheets.files import Cell, Row, Sheet, column_name, not_a_list
from miljo_tui.spreadsheets.files.csv_encoding import decoded

SEPARATORS = ";\t,"
"""The likeliest first: Swedish numbers have commas."""

LOOKED_AT = 50
"""So many rows decide on the separator."""

LARGEST_CELL = 1_000_000
"""Characters of the longest cell."""

_END_OF_DOS_FILE = b"\x1a"
_OTHER_FILES = {
    r"\s*<[!?a-z]|MIME-Version:": _("a web page"),
    r"%PDF-": _("a PDF"),
    r"\{\\rtf": _("a text document"),
    r"\s*[\[{]\s*[\[{\"]": _("JSON"),
}
"""Texts that programs save under the name of a list, by how they begin."""

_UNDECODED = re.compile("[\udc80-\udcff]")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""A line with its end, as Windows, macOS or Unix writes it, without a second copy of the text."""


def read_separated(data: bytes, name: str) -> Sheet:
    """Read the bytes of a CSV file. Raises WrongUse where they are none."""
    before = csv.field_size_limit(LARGEST_CELL)
    try:
        return _read(_decoded(data, name), name)
    finally:
        csv.field_size_limit(before)


def _read(text: str, name: str) -> Sheet:
    given, text = _given_separator(text)
    rows: list[Row] = []
    first = 2 if given else 1
    is_decoded = not _UNDECODED.search(text)
    known: dict[str, str] = {}
    try:
        for values in _reader(text, given or _separator(text)):
            number = first + len(rows)
            if not is_decoded:
                _refuse_undecoded(values, name, number)
            rows.append(_row(values, name, number, known) if any(map(str.strip, values)) else ())
    except csv.Error as error:
        raise WrongUse(
            message(
                _("{file}: the row that begins in line {line} cannot be read as CSV"),
                file=name,
                line=first + len(rows),
            ),
            message(_("Look for a quotation mark that is not closed, or a cell without end.")),
        ) from error
    return Sheet(name, tuple(rows))


def _row(values: Sequence[str], name: str, number: int, known: dict[str, str]) -> Row:
    """Return the cells of a row; a text that stands in many rows is one of those `known`."""
    texts = (unguarded(value.strip()) for value in values)
    return tuple(
        Cell(name, place, number, known.setdefault(text, text) or None)
        for place, text in enumerate(texts)
    )


def _refuse_undecoded(values: Sequence[str], name: str, number: int) -> None:
    for place, value in enumerate(values):
        if byte := _UNDECODED.search(value):
            raise WrongUse(
                message(
                    _("{cell}: the byte {byte} fits no encoding that the file can be in"),
                    cell=f"{name}!{column_name(place)}{number}",
                    byte=f"{ord(byte[0]) - 0xDC00:02X}",
                ),
                message(
                    _(
                        "Open the list in a spreadsheet program, write this cell again, look "
                        "through the others, and save it as XLSX or as CSV UTF-8."
                    )
                ),
            )


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    """Return the rows of a text; strictly, since a quotation mark left open would swallow rows."""
    lines = (line[0] for line in _LINE.finditer(text))
    return csv.reader(lines, delimiter=separator, strict=True)


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise not_a_list(name) from None
    data = data.rstrip(_END_OF_DOS_FILE)
    if b"\0" in data:
        raise not_a_list(name)
    text = decoded(data)
    for beginning, kind in _OTHER_FILES.items():
        if re.match(beginning, text, re.IGNORECASE):
            raise WrongUse(
                message(_("{file} is {kind}, not a list"), file=name, kind=message(kind)),
                message(_("Open it in a spreadsheet program, and save it as XLSX or as CSV.")),
            )
    return text


def _given_separator(text: str) -> tuple[str, str]:
    """Return what Excel's own first line `sep=;` says, and the text behind it."""
    first, _, rest = text.partition("\n")
    line = first.strip().strip('"')
    if line.lower().startswith("sep=") and len(line) == 5:
        return line[-1], rest
    return "", text


def _separator(text: str) -> str:
    """Return the separator under which most of the first rows have the same number of cells."""

    def alike(separator: str) -> int:
        rows = islice(_reader(text, separator), LOOKED_AT)
        widths: Counter[int] = Counter()
        with suppress(csv.Error):  # under the wrong separator quotation marks stand anywhere
            for row in rows:
                widths[len(row)] += 1
        return max((count for width, count in widths.items() if width > 1), default=0)

    return max(SEPARATORS, key=alike)
