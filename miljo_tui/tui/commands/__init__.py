"""Everything a key can do: key line, palette, help and bindings are all read from these lists."""

from miljo_tui.tui.commands.browse import BROWSE
from miljo_tui.tui.commands.command import Command, bindings
from miljo_tui.tui.commands.conflict import CONFLICT
from miljo_tui.tui.commands.everywhere import EVERYWHERE
from miljo_tui.tui.commands.follow_up import FOLLOW_UP, ROUND
from miljo_tui.tui.commands.form import FORM
from miljo_tui.tui.commands.history import COMPARE, ENTRY, HISTORY, ORIGINS
from miljo_tui.tui.commands.import_list import BRING, READING, TAKE_BACK
from miljo_tui.tui.commands.overview import OVERVIEW
from miljo_tui.tui.commands.page import PAGE
from miljo_tui.tui.commands.recovered_drafts import KEPT
from miljo_tui.tui.commands.review import REVIEW
from miljo_tui.tui.commands.sync import SYNC

__all__ = [
    "BRING",
    "BROWSE",
    "COMPARE",
    "CONFLICT",
    "ENTRY",
    "EVERYWHERE",
    "FOLLOW_UP",
    "FORM",
    "HISTORY",
    "KEPT",
    "ORIGINS",
    "OVERVIEW",
    "PAGE",
    "READING",
    "REVIEW",
    "ROUND",
    "SYNC",
    "TAKE_BACK",
    "Command",
    "bindings",
]
