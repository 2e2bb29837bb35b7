"""Everything a key can do: key line, palette, help and bindings are all read from these lists.

Each is loaded with the screen that it is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

if TYPE_CHECKING:
    from miljo_tui.tui.commands.browse import BROWSE as BROWSE
    from miljo_tui.tui.commands.command import Command as Command
    from miljo_tui.tui.commands.command import bindings as bindings
    from miljo_tui.tui.commands.conflict import CONFLICT as CONFLICT
    from miljo_tui.tui.commands.everywhere import EVERYWHERE as EVERYWHERE
    from miljo_tui.tui.commands.follow_up import FOLLOW_UP as FOLLOW_UP
    from miljo_tui.tui.commands.follow_up import REPORT_MEASURE as REPORT_MEASURE
    from miljo_tui.tui.commands.form import FORM as FORM
    from miljo_tui.tui.commands.history import COMPARE as COMPARE
    from miljo_tui.tui.commands.history import HISTORY as HISTORY
    from miljo_tui.tui.commands.history import HISTORY_ENTRY as HISTORY_ENTRY
    from miljo_tui.tui.commands.history import ORIGINS as ORIGINS
    from miljo_tui.tui.commands.import_list import FILE_READING as FILE_READING
    from miljo_tui.tui.commands.import_list import IMPORT_LIST as IMPORT_LIST
    from miljo_tui.tui.commands.import_list import IMPORT_WORKBOOK as IMPORT_WORKBOOK
    from miljo_tui.tui.commands.overview import OVERVIEW as OVERVIEW
    from miljo_tui.tui.commands.page import PAGE as PAGE
    from miljo_tui.tui.commands.recovered_drafts import RECOVERED_DRAFTS as RECOVERED_DRAFTS
    from miljo_tui.tui.commands.review import REVIEW as REVIEW
    from miljo_tui.tui.commands.sync import SYNC as SYNC
else:
    __getattr__ = opened(
        __name__,
        {
            "browse": ("BROWSE",),
            "command": (
                "Command",
                "bindings",
            ),
            "conflict": ("CONFLICT",),
            "everywhere": ("EVERYWHERE",),
            "follow_up": (
                "FOLLOW_UP",
                "REPORT_MEASURE",
            ),
            "form": ("FORM",),
            "history": (
                "COMPARE",
                "HISTORY",
                "HISTORY_ENTRY",
                "ORIGINS",
            ),
            "import_list": (
                "FILE_READING",
                "IMPORT_LIST",
                "IMPORT_WORKBOOK",
            ),
            "overview": ("OVERVIEW",),
            "page": ("PAGE",),
            "recovered_drafts": ("RECOVERED_DRAFTS",),
            "review": ("REVIEW",),
            "sync": ("SYNC",),
        },
    )
