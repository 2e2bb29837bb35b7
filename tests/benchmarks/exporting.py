"""The exports and the way back from a spreadsheet: the cost per measure of many, beside few."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.editing.opening import Snapshot
from miljo_tui.locale import language
from miljo_tui.publishing.csv_table import separated
from miljo_tui.publishing.open_data import open_data
from miljo_tui.publishing.publish import publication
from miljo_tui.spreadsheets.files.list_file import ListFile
from miljo_tui.spreadsheets.published.edit_plan import plan_workbook_import
from miljo_tui.spreadsheets.published.recognition import recognise_workbook
from miljo_tui.spreadsheets.published.workbook import workbook
from tests.benchmarks.comparison import Comparison


def exports(few: Path, many: Path) -> list[Comparison]:
    """Compare each format's cost per measure: linear is 1, and the fixed part makes it less."""
    costs = [_costs(folder) for folder in (few, many)]
    return [
        Comparison(
            f"{what} per measure, 10,000 against 163", costs[1][what], costs[0][what], 1.5, "µs"
        )
        for what in costs[0]
    ]


def _costs(folder: Path) -> dict[str, float]:
    with Chronicle.open(folder) as chronicle:
        shown = publication(chronicle, language("sv"))
    measures = len(shown.folder.measures)
    file = folder.parent / "export.xlsx"
    file.write_bytes(workbook(shown))
    snapshot = Snapshot.open(folder)

    def back() -> None:
        found = recognise_workbook(ListFile(file))
        if found is None or plan_workbook_import(snapshot, found).taken:
            raise RuntimeError("a round trip without edits is no change")

    works: dict[str, Callable[[], Any]] = {
        "JSON": lambda: open_data(shown),
        "CSV": lambda: separated(shown),
        "XLSX": lambda: workbook(shown),
        "XLSX back": back,
    }
    return {what: _seconds(work) / measures * 1e6 for what, work in works.items()}


def _seconds(work: Callable[[], Any]) -> float:
    """Return the processor's seconds: what else the machine does says nothing of a format."""
    began = time.process_time()
    work()
    return time.process_time() - began
