"""What works in a form."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.tui.commands.command import Command

FORM = (
    Command(
        "review",
        "f2,ctrl+s",
        _("Review…"),
        _("Look at the changes, give a reason and commit them."),
        "miljo-tui set RECORD KEY=VALUE --dry-run",
        shown=True,
    ),
    Command(
        "back",
        "escape,f10",
        _("Back"),
        _("Leave the form; what was changed stays as a draft."),
        "(a command keeps no draft)",
        shown=True,
    ),
    Command(
        "undo",
        "ctrl+z",
        _("Undo"),
        _("Take back the latest change of the draft."),
        "(a command keeps no draft)",
        shown=True,
    ),
    Command(
        "redo",
        "ctrl+y",
        _("Redo"),
        _("Do again what was taken back."),
        "(a command keeps no draft)",
    ),
    Command(
        "next_part(1)",
        "f6",
        _("Next part"),
        _("Go to the next list or group of fields."),
        "(a command names its field)",
    ),
    Command(
        "next_part(-1)",
        "shift+f6",
        _("Part before"),
        _("Go to the list or group of fields before this one."),
        "(a command names its field)",
    ),
    Command(
        "go_to_field",
        "ctrl+g",
        _("Go to field…"),
        _("Find a field by a part of its name."),
        "(a command names its field)",
        shown=True,
    ),
    Command(
        "editor",
        "f4,ctrl+o",
        _("Editor"),
        _("Edit the field in the program that EDITOR names."),
        "(any editor may change the files)",
        shown=True,
    ),
    Command(
        "origin",
        "f7",
        _("Who and when"),
        _("Show all values that the field has had, who gave them, when and why."),
        "miljo-tui log RECORD --key KEY",
    ),
    Command(
        "discard",
        "f9",
        _("Discard…"),
        _("Discard the draft of this record, after a question."),
        "(a command keeps no draft)",
    ),
)
