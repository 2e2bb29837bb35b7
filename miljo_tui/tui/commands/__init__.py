"""Everything a key can do: key line, palette, help and bindings are all read from these lists."""

from miljo_tui.tui.commands.browse import BROWSE
from miljo_tui.tui.commands.command import Command, bindings
from miljo_tui.tui.commands.conflict import CONFLICT
from miljo_tui.tui.commands.everywhere import EVERYWHERE
from miljo_tui.tui.commands.follow_up import FOLLOW_UP, REPORT_MEASURE
from miljo_tui.tui.commands.form import FORM
from miljo_tui.tui.commands.history import COMPARE, HISTORY, HISTORY_ENTRY, ORIGINS
from miljo_tui.tui.commands.import_list import FILE_READING, IMPORT_LIST, IMPORT_WORKBOOK
from miljo_tui.tui.commands.overview import OVERVIEW
from miljo_tui.tui.commands.page import PAGE
from miljo_tui.tui.commands.recovered_drafts import RECOVERED_DRAFTS
from miljo_tui.tui.commands.review import REVIEW
from miljo_tui.tui.commands.sync import SYNC

__all__ = [
    "BROWSE",
    "COMPARE",
    "CONFLICT",
    "EVERYWHERE",
    "FILE_READING",
    "FOLLOW_UP",
    "FORM",
    "HISTORY",
    "HISTORY_ENTRY",
    "IMPORT_LIST",
    "IMPORT_WORKBOOK",
    "ORIGINS",
    "OVERVIEW",
    "PAGE",
    "RECOVERED_DRAFTS",
    "REPORT_MEASURE",
    "REVIEW",
    "SYNC",
    "Command",
    "bindings",
]
