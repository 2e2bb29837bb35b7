"""What works in the matrix of the follow-ups, and on one measure of a year's round."""

from __future__ import annotations

from miljo_tui.frozen import replace
from miljo_tui.locale import mark as _
from miljo_tui.tui.commands.browse import UNDO_SAVED
from miljo_tui.tui.commands.command import Command
from miljo_tui.tui.commands.form import FORM

FOLLOW_UP = (
    Command(
        "report",
        "enter,r",
        _("Report…"),
        _("Report on the measure for the year; the next one that is missing comes by itself."),
        "miljo-tui set RECORD follow_ups[2023].status=G --reason TEXT",
        shown=True,
    ),
    Command(
        "next",
        "n",
        _("Next missing"),
        _("Go to the next measure that is to report for the year and has not."),
        "miljo-tui follow-up YEAR --missing",
        shown=True,
    ),
    Command(
        "review",
        "f2",
        _("Review…"),
        _("Look at all that was reported and not committed yet, and commit it as one."),
        "miljo-tui set RECORD follow_ups[2023].status=G --dry-run",
        shown=True,
    ),
    Command(
        "back",
        "escape,f10",
        _("Back"),
        _("Go back to the areas and measures; what was reported stays as drafts."),
        "(a command opens nothing)",
        shown=True,
    ),
    Command(
        "step(-1)",
        "left",
        _("Year before"),
        _("Go to the year before."),
        "miljo-tui follow-up YEAR",
        shown=True,
    ),
    Command(
        "step(1)",
        "right,l",
        _("Next year"),
        _("Go to the year after."),
        "miljo-tui follow-up YEAR",
        shown=True,
    ),
    UNDO_SAVED,
)

REPORT_MEASURE = (
    Command(
        "next",
        "f3,ctrl+n,enter",
        _("Next"),
        _("Go to the next measure that is missing; this one is committed with the others."),
        "miljo-tui follow-up YEAR --missing",
        shown=True,
    ),
    *(
        Command(
            f"status('{value}')",
            key,
            label,
            _("Give the measure this status, unless a text is being written."),
            f"miljo-tui set RECORD follow_ups[2023].status={value} --reason TEXT",
        )
        for key, value, label in (
            ("g", "G", _("Done")),
            ("h", "H", _("Half or more")),
            ("p", "P", _("Started")),
            ("e", "E", _("Not started")),
            ("n", "not_relevant", _("Not relevant")),
        )
    ),
    *FORM,
    replace(UNDO_SAVED, shown=False),  # Ctrl+Z is nearer in the line of keys
)
