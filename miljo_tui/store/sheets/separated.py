"""CSV as offices write it: any common separator, and any common encoding."""

from __future__ import annotations

import csv
from collections import Counter

from miljo_tui.store.sheets import Cell, Sheet, column_name, not_a_list

SEPARATORS = ";\t,"
"""The likeliest first: Swedish numbers have commas."""

LOOKED_AT = 50
"""So many rows decide on the separator."""


def read_separated(data: bytes, name: str) -> Sheet:
    """Read the bytes of a CSV file. Raises WrongUse where they are none."""
    text = _decoded(data, name)
    given, text = _given_separator(text)
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=given or _separator(text)))
    except csv.Error as error:
        raise not_a_list(name) from error
    return Sheet(
        name,
        tuple(
            tuple(
                Cell(f"{name}!{column_name(place)}{number}", value.strip() or None)
                for place, value in enumerate(row)
            )
            if any(value.strip() for value in row)
            else ()
            for number, row in enumerate(rows, 2 if given else 1)
        ),
    )


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
        lines = text.splitlines(keepends=True)[:LOOKED_AT]
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator))
        return max((count for width, count in widths.items() if width > 1), default=0)

    return max(SEPARATORS, key=alike)
