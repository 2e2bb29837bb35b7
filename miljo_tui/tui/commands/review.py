"""What works in a review."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.tui.commands.command import Command

REVIEW = (
    Command(
        "commit",
        "f8,ctrl+g",
        _("Commit"),
        _("Write the change into the file and commit it to git."),
        "miljo-tui set RECORD KEY=VALUE --reason TEXT",
        shown=True,
    ),
    Command(
        "difference",
        "f4",
        _("File difference"),
        _("Show or hide the change as lines of the file."),
        "miljo-tui set RECORD KEY=VALUE --dry-run",
        shown=True,
    ),
    Command(
        "outside",
        "f2",
        _("Made outside…"),
        _(
            "Review and commit first what was changed outside the program, where that is in the "
            "way."
        ),
        "miljo-tui commit RECORD --reason TEXT",
    ),
    Command(
        "back",
        "escape,f10",
        _("Back"),
        _("Go back without committing; the reason is kept."),
        "(a command keeps no draft)",
        shown=True,
    ),
)
