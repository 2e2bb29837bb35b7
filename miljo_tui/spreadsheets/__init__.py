"""Lists as offices keep them, brought in; and published workbooks, out and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

if TYPE_CHECKING:
    from miljo_tui.spreadsheets.files.list_file import ListFile as ListFile
    from miljo_tui.spreadsheets.lists.heading_meanings import NO_COLUMN as NO_COLUMN
    from miljo_tui.spreadsheets.lists.heading_meanings import PERIOD_COLUMN as PERIOD_COLUMN
    from miljo_tui.spreadsheets.lists.heading_meanings import column_keys as column_keys
    from miljo_tui.spreadsheets.lists.headings import ListColumn as ListColumn
    from miljo_tui.spreadsheets.lists.import_plan import ImportChoices as ImportChoices
    from miljo_tui.spreadsheets.lists.import_plan import plan_import as plan_import
    from miljo_tui.spreadsheets.lists.import_result import ImportPlan as ImportPlan
    from miljo_tui.spreadsheets.lists.rows import CellProblem as CellProblem
    from miljo_tui.spreadsheets.published.edit_plan import (
        plan_workbook_import as plan_workbook_import,
    )
    from miljo_tui.spreadsheets.published.edits import WorkbookImport as WorkbookImport
    from miljo_tui.spreadsheets.published.one_sheet import one_sheet as one_sheet
    from miljo_tui.spreadsheets.published.recognition import PublishedWorkbook as PublishedWorkbook
    from miljo_tui.spreadsheets.published.recognition import (
        recognise_workbook as recognise_workbook,
    )
    from miljo_tui.spreadsheets.published.sheets import cut_texts as cut_texts
else:
    __getattr__ = opened(
        __name__,
        {
            "files.list_file": ("ListFile",),
            "lists.heading_meanings": ("NO_COLUMN", "PERIOD_COLUMN", "column_keys"),
            "lists.headings": ("ListColumn",),
            "lists.import_plan": ("ImportChoices", "plan_import"),
            "lists.import_result": ("ImportPlan",),
            "lists.rows": ("CellProblem",),
            "published.edit_plan": ("plan_workbook_import",),
            "published.edits": ("WorkbookImport",),
            "published.one_sheet": ("one_sheet",),
            "published.recognition": ("PublishedWorkbook", "recognise_workbook"),
            "published.sheets": ("cut_texts",),
        },
    )
