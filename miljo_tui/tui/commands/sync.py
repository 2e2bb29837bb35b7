"""What works while changes are shared, and when they are."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.tui.commands.command import Command

SYNC = (
    Command(
        "again",
        "Y,f5",
        _("Share again"),
        _("Ask the remote again, and join and share what there is."),
        "miljo-tui sync",
        shown=True,
    ),
    Command(
        "back",
        "escape,f10",
        _("Back"),
        _("Call it off while it goes on, with nothing half done; then go back."),
        "(a command is called off with Ctrl+C)",
        shown=True,
    ),
)
