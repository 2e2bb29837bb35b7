"""CSV as offices write it: any common separator, and any common encoding."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.formulas import unguarded
from miljo_tui.store.sheets import Cell, Sheet, column_name, not_a_list

SEPARATORS = ";\t,"
"""The likeliest first: Swedish numbers have commas."""

LOOKED_AT = 50
"""So many rows decide on the separator."""

LARGEST_CELL = 1_000_000
"""Characters of the longest cell."""


def read_separated(data: bytes, name: str) -> Sheet:
    """Read the bytes of a CSV file. Raises WrongUse where they are none."""
    before = csv.field_size_limit(LARGEST_CELL)
    try:
        return _read(_decoded(data, name), name)
    finally:
        csv.field_size_limit(before)


def _read(text: str, name: str) -> Sheet:
    given, text = _given_separator(text)
    reader = _reader(text, given or _separator(text))
    rows: list[list[str]] = []
    try:
        rows += reader
    except csv.Error as error:
        raise WrongUse(
            message(
                _("{file}: the row that begins in line {line} cannot be read as CSV"),
                file=name,
                line=len(rows) + (2 if given else 1),
            ),
            message(_("Look for a quotation mark that is not closed, or a cell without end.")),
        ) from error
    return Sheet(
        name,
        tuple(
            tuple(
                Cell(f"{name}!{column_name(place)}{number}", unguarded(value.strip()) or None)
                for place, value in enumerate(row)
            )
            if any(value.strip() for value in row)
            else ()
            for number, row in enumerate(rows, 2 if given else 1)
        ),
    )


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    """Return the rows of a text; strictly, since a quotation mark left open would swallow rows."""
    return csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data:
        raise not_a_list(name)
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise not_a_list(name)


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
