"""The parts of an XLSX file, looked at before openpyxl makes an object of each cell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from miljo_tui.frozen import frozen

LARGEST_CONTENT = 100_000_000
"""Bytes that a workbook may have when it is unpacked, without its empty cells and rows."""

LARGEST_SHEETS = 500_000_000
"""Bytes that its sheets may have with them: a million rows that are only formatted have a fifth."""

_SHEETS = "xl/worksheets/"
_PIECE = 250_000
"""Bytes that are unpacked of a sheet at once."""

_CELL = rb'<c r="[^<>]*+(?:(?<=/)>|></c>)'
_EMPTY_CELLS = re.compile(rb"(?:" + _CELL + rb"\s*+)++")
_EMPTY_ROWS = re.compile(
    rb'(?:<row r="[^<>]*+(?:(?<=/)>|>\s*+(?:' + _CELL + rb"\s*+)*+</row>)\s*+)++"
)
"""All that follow each other, as one; only with their numbers: what has none is counted from what
stands before it."""

_HELD = ((b"v", b"<v"), (b"i", b"<is"), (b"f", b"<f"), (b"D", b"</sheetData"))
"""One of which stands where a cell holds anything, and where the rows end; to look for the one
letter takes a tenth of the time, and it is rarely there."""

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
"""How a formula begins; some programs write a prefix before every name."""


@frozen
class Package:
    """The parts of a workbook by their names, without cells and rows that are only formatted.

    Programs write a million of those behind a list of twenty rows.
    """

    parts: Mapping[str, bytes]

    @property
    def file(self) -> BytesIO:
        """The workbook as openpyxl takes it."""
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as out:
            for name, part in self.parts.items():
                out.writestr(name, part)
        return packed

    @property
    def sheets(self) -> list[bytes]:
        """The parts that hold the cells."""
        return [part for name, part in self.parts.items() if _holds_cells(name)]

    @property
    def computes(self) -> bool:
        """Whether a cell holds a formula."""
        return any(_FORMULA.search(part) for part in self.sheets)


def unpacked(data: bytes) -> Package:
    """Unpack a workbook. Raises what zipfile raises on a damaged one, ValueError on a bomb."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        parts: dict[str, bytes] = {}
        infos = packed.infolist()
        sheets = sum(part.file_size for part in infos if _holds_cells(part.filename))
        left = LARGEST_CONTENT + sheets - sum(part.file_size for part in infos)
        if left < 0 or sheets > LARGEST_SHEETS:
            raise ValueError("too large when unpacked")
        for name in packed.namelist():
            if _holds_cells(name):
                parts[name] = b"".join(_slim(packed, name, left))
                left -= len(parts[name])
            else:
                parts[name] = packed.read(name)
        return Package(parts)


def _holds_cells(name: str) -> bool:
    return name.startswith(_SHEETS)


def _slim(packed: zipfile.ZipFile, name: str, most: int) -> Iterator[bytes]:
    """Yield a sheet by pieces of whole rows, so that no more is held than what stands in them.

    Raises ValueError where that is more than so many bytes.
    """
    rest, kept = b"", 0
    with packed.open(name) as part:
        while piece := part.read(_PIECE):
            whole, row, begun = (rest + piece).rpartition(b"<row ")
            slim = b"" if _is_empty(whole) else _without_empty(whole)
            rest = row + begun
            kept += len(slim)
            if kept + len(rest) > most:
                raise ValueError("too large when unpacked")
            yield slim
    yield _without_empty(rest)


def _is_empty(rows: bytes) -> bool:
    """Tell whether whole rows hold nothing, which is known sooner than what of them does."""
    return (
        rows.startswith(b"<row ")
        and not any(letter in rows and mark in rows for letter, mark in _HELD)
        and rows.count(b"<row ") == rows.count(b'<row r="')
    )


def _without_empty(part: bytes) -> bytes:
    return _EMPTY_CELLS.sub(b"", _EMPTY_ROWS.sub(b"", part))
