"""What works on every screen."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.tui.commands.command import Command

EVERYWHERE = (
    Command(
        "app.help",
        "f1,question_mark",
        _("Help"),
        _("Show what every key does, and what the letters of the scale mean."),
        "miljo-tui --help",
        shown=True,
    ),
    Command(
        "app.palette",
        "ctrl+p",
        _("Go to…"),
        _("Find a record, a command or a theme by a part of its name."),
        "miljo-tui list measures --filter TERMS",
    ),
    Command(
        "app.repaint",
        "ctrl+l",
        _("Repaint"),
        _("Paint the screen again, when something else wrote on it."),
        "(nothing is painted)",
    ),
    Command(
        "app.quit",
        "q,ctrl+q",
        _("Quit"),
        _("Quit; unsaved changes are asked about first."),
        "(a command ends by itself)",
    ),
)
