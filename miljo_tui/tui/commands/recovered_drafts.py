"""What works among the drafts that an earlier run left behind."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.tui.commands.command import Command

RECOVERED_DRAFTS = (
    Command(
        "go_on",
        "enter",
        _("Go on with it"),
        _("Take the draft up again; what was changed on disk since is joined when it is saved."),
        "miljo-tui drafts show DRAFT",
        shown=True,
    ),
    Command(
        "throw_away",
        "delete",
        _("Discard…"),
        _("Discard the draft, after a question."),
        "miljo-tui drafts discard DRAFT",
        shown=True,
    ),
    Command(
        "back",
        "escape,f10",
        _("Later"),
        _("Leave the drafts as they are; they are offered again."),
        "miljo-tui drafts list",
        shown=True,
    ),
)
