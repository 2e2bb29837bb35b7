"""What works while a list is brought in."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.tui.commands.command import Command

IMPORT_LIST = (
    Command(
        "review",
        "f2,ctrl+s",
        _("Review…"),
        _("Look at the new measures, give a reason and commit them."),
        "miljo-tui import FILE --dry-run",
        shown=True,
    ),
    Command(
        "open",
        "enter",
        _("Change"),
        _("Choose what the column means; among the rows, read the whole of one."),
        "miljo-tui import FILE --map COLUMN=title --dry-run",
        shown=True,
    ),
    Command(
        "next_table",
        "tab,shift+tab",
        _("Columns, rows"),
        _("Go from the columns to the rows, or back."),
        "(a command has no panels)",
        shown=True,
    ),
    Command(
        "skip",
        "x",
        _("Leave out errors"),
        _("Leave out the rows that have errors, or not."),
        "miljo-tui import FILE --skip-errors --reason TEXT",
        shown=True,
    ),
    Command(
        "sheet",
        "s",
        _("Sheet"),
        _("Choose another sheet of the workbook."),
        "miljo-tui import FILE --sheet SHEET --dry-run",
        shown=True,
    ),
    Command(
        "year",
        "y",
        _("Year"),
        _("Choose the year of follow-ups whose heading names none."),
        "miljo-tui import FILE --year YEAR --dry-run",
        shown=True,
    ),
    Command(
        "all_rows",
        "a",
        _("All rows"),
        _("Bring in the rows that look like no measure, too, or not."),
        "miljo-tui import FILE --all-rows --reason TEXT",
        shown=True,
    ),
    Command(
        "back",
        "escape,f10",
        _("Back"),
        _("Go back; nothing has been written."),
        "(a command writes nothing either with --dry-run)",
        shown=True,
    ),
)

FILE_READING = (
    Command(
        "back",
        "escape,f10",
        _("Stop"),
        _("Stop reading the file; nothing has been written."),
        "(a command is stopped with Ctrl+C)",
        shown=True,
    ),
)

IMPORT_WORKBOOK = (
    Command(
        "review",
        "f2,ctrl+s",
        _("Review…"),
        _("Choose where others changed the same, look at each record's draft, and commit them."),
        "miljo-tui import FILE --dry-run",
        shown=True,
    ),
    Command(
        "open",
        "enter",
        _("Whole row"),
        _("Read the whole of a row."),
        "miljo-tui import FILE --dry-run",
        shown=True,
    ),
    Command(
        "skip",
        "x",
        _("Leave out errors"),
        _("Leave out the records that have errors, or not."),
        "miljo-tui import FILE --skip-errors --reason TEXT",
        shown=True,
    ),
    Command(
        "back",
        "escape,f10",
        _("Back"),
        _("Go back; what was reviewed stays as drafts, and nothing is committed."),
        "(a command writes nothing either with --dry-run)",
        shown=True,
    ),
)
