"""The parts of an XLSX file, looked at before openpyxl makes an object of each cell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

from miljo_tui.frozen import frozen

LARGEST_CONTENT = 100_000_000
"""Bytes that a workbook may have when it is unpacked."""

_SHEETS = "xl/worksheets/"
_EMPTY_CELL = re.compile(rb'<c r="[^<>]*(?:/>|></c>)')
_EMPTY_ROW = re.compile(rb'<row r="[^<>]*(?:/>|>\s*</row>)')
"""Only with their numbers: what has none is counted from what stands before it."""


@frozen
class Package:
    """The parts of a workbook by their names."""

    parts: Mapping[str, bytes]

    def slim(self) -> Package:
        """Return the workbook without the cells and rows that are only formatted.

        Programs write a million of those behind a list of twenty rows.
        """
        return Package({name: _slim(name, part) for name, part in self.parts.items()})

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
        return [part for name, part in self.parts.items() if name.startswith(_SHEETS)]


def unpacked(data: bytes) -> Package:
    """Unpack a workbook. Raises what zipfile raises on a damaged one, ValueError on a bomb."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST_CONTENT:
            raise ValueError("too large when unpacked")
        return Package({name: packed.read(name) for name in packed.namelist()})


def _slim(name: str, part: bytes) -> bytes:
    if not name.startswith(_SHEETS):
        return part
    return _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", part))
