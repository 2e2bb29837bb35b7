"""What works in the history: among its entries, in one of them, and between two points."""

from __future__ import annotations

from miljo_tui.frozen import replace
from miljo_tui.locale import mark as _
from miljo_tui.tui.commands.browse import UNDO_SAVED
from miljo_tui.tui.commands.command import Command

BACK = Command(
    "back",
    "escape,f10",
    _("Back"),
    _("Go back to where the history was asked for."),
    "(a command opens nothing)",
    shown=True,
)

UNDO = Command(
    "undo",
    "u",
    _("Undo…"),
    _("Undo the change; that is reviewed first, and saved as a new change."),
    "miljo-tui undo COMMIT --reason TEXT",
    shown=True,
)

UNDO_NEWEST = replace(UNDO_SAVED, label=_("Undo my newest…"), shown=False)
"""Beside the undo of the entry under the cursor."""

HISTORY = (
    Command(
        "open",
        "enter",
        _("Open"),
        _("Read the whole of the change."),
        "miljo-tui log RECORD",
        shown=True,
    ),
    Command(
        "filter",
        "slash",
        _("Filter"),
        _("Show only entries in which every word occurs; 2023-01..2023-06 is a period."),
        "miljo-tui log --since DATE --until DATE --author NAME --case NUMBER",
        shown=True,
    ),
    Command(
        "whole",
        "w",
        _("Everything"),
        _("Show the history of all records, or only of the chosen one."),
        "miljo-tui log",
        shown=True,
    ),
    UNDO,
    Command(
        "origins",
        "b,f7",
        _("Who and when"),
        _("Show who gave each field of the record the value that it has, when and why."),
        "miljo-tui blame RECORD",
        shown=True,
    ),
    Command(
        "compare",
        "c",
        _("Compare…"),
        _("Show what differs between two points in time, such as since the last meeting."),
        "miljo-tui diff REV REV",
        shown=True,
    ),
    Command(
        "reload",
        "f5",
        _("Reload"),
        _("Read what has come to the history since."),
        "(every command reads the history anew)",
    ),
    UNDO_NEWEST,
    BACK,
)

HISTORY_ENTRY = (
    Command(
        "step(1)",
        "n,right",
        _("Older"),
        _("Go to the entry before this one in time."),
        "miljo-tui log --until DATE",
        shown=True,
    ),
    Command(
        "step(-1)",
        "p,left",
        _("Newer"),
        _("Go to the entry after this one in time."),
        "miljo-tui log --since DATE",
        shown=True,
    ),
    Command(
        "difference",
        "f4",
        _("File difference"),
        _("Show or hide the change as lines of the file."),
        "miljo-tui diff REV REV",
        shown=True,
    ),
    UNDO,
    Command(
        "restore",
        "t",
        _("Restore…"),
        _(
            "Restore the record, or one field, to what it was then; of a removal, to what it "
            "was before."
        ),
        "miljo-tui restore RECORD --at REV --reason TEXT",
        shown=True,
    ),
    UNDO_NEWEST,
    BACK,
)

ORIGINS = (
    Command(
        "open",
        "enter",
        _("All values"),
        _("Show all values that the field has had, who gave them, when and why."),
        "miljo-tui log RECORD --key KEY",
        shown=True,
    ),
    BACK,
)

COMPARE = (BACK,)
