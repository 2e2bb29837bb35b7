"""The file of a list: read once, and unpacked once where it is packed, whoever looks into it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from miljo_tui.spreadsheets.files import ZIP, file_bytes
from miljo_tui.spreadsheets.files.xlsx_package import Package, unpacked


class ListFile:
    """What a file is called, and what it holds. Raises Missing or WrongUse as `file_bytes` does."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.data = file_bytes(path)

    @property
    def is_packed(self) -> bool:
        """Whether it may be a workbook."""
        return self.data.startswith(ZIP)

    @cached_property
    def package(self) -> Package:
        """The parts of a workbook. Raises what `unpacked` raises."""
        return unpacked(self.data)
