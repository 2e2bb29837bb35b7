"""What works in the overview."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.tui.commands.command import Command

OVERVIEW = (
    Command(
        "group",
        "g,space",
        _("Group"),
        _("Group by area, responsible unit, focus area or national objective."),
        "miljo-tui follow-up YEAR --json",
        shown=True,
    ),
    Command(
        "reading",
        "s",
        _("State or year"),
        _("Read the newest follow-up up to the year, or only what was reported for it."),
        "miljo-tui follow-up YEAR",
        shown=True,
    ),
    Command(
        "back",
        "escape,f10",
        _("Back"),
        _("Go back to where the overview was asked for."),
        "(a command opens nothing)",
        shown=True,
    ),
    Command(
        "step(-1)",
        "left",
        _("Year before"),
        _("Go to the year before."),
        "miljo-tui follow-up YEAR --json",
        shown=True,
    ),
    Command(
        "step(1)",
        "right",
        _("Next year"),
        _("Go to the year after."),
        "miljo-tui follow-up YEAR --json",
        shown=True,
    ),
)
