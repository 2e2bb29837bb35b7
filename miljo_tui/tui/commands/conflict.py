"""What works where two changes of one field stand side by side."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.tui.commands.command import Command

CONFLICT = (
    Command(
        "take",
        "f2,ctrl+s",
        _("Use selected"),
        _("Take the values that were chosen, and go on to the review."),
        "miljo-tui settle RECORD --ours KEY --theirs KEY --reason TEXT",
        shown=True,
    ),
    Command(
        "turn",
        "space,enter",
        _("Theirs or mine"),
        _("Let the other value of the field count."),
        "miljo-tui settle RECORD --ours KEY --theirs KEY --reason TEXT",
        shown=True,
    ),
    Command(
        "back",
        "escape,f10",
        _("Back"),
        _("Go back; nothing was written."),
        "(a command writes nothing where it is refused)",
        shown=True,
    ),
)
