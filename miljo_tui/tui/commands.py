"""Everything a key can do: key line, palette, help and bindings are all read from these lists."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.tui.command import Command

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
        shown=True,
    ),
    Command(
        "app.repaint",
        "ctrl+l",
        _("Repaint"),
        _("Paint the screen anew, when something else wrote on it."),
        "(nothing is painted)",
    ),
    Command(
        "app.quit",
        "ctrl+q",
        _("Quit"),
        _("Leave; unsaved changes are asked about first."),
        "(a command ends by itself)",
    ),
)

BROWSE = (
    Command(
        "enter",
        "enter",
        _("Open"),
        _("Go into what the cursor is on."),
        "miljo-tui show RECORD",
        shown=True,
    ),
    Command(
        "leave",
        "escape",
        _("Back"),
        _("Go back out; in the filter, clear it."),
        "(a command opens nothing)",
    ),
    Command(
        "filter",
        "slash",
        _("Filter"),
        _("Show only measures in which every word occurs; å, ä, ö may be written a, a, o."),
        "miljo-tui list measures --filter TERMS",
        shown=True,
    ),
    Command(
        "edit",
        "e",
        _("Edit"),
        _("Change the fields of the record."),
        "miljo-tui set RECORD KEY=VALUE --reason TEXT",
        shown=True,
    ),
    Command(
        "review",
        "f2,r",
        _("Review…"),
        _("Look at the changes of the record, give a reason and commit them."),
        "miljo-tui set RECORD KEY=VALUE --dry-run",
        shown=True,
    ),
    Command(
        "new",
        "n",
        _("New…"),
        _("Make a new measure from the template; among the areas, a new area."),
        "miljo-tui add measure TITLE KEY=VALUE --reason TEXT",
    ),
    Command(
        "duplicate",
        "d",
        _("Copy as new…"),
        _("Make a new record like this one, without what was reported on it."),
        "miljo-tui add measure TITLE --like RECORD --reason TEXT",
    ),
    Command(
        "remove",
        "delete",
        _("Remove…"),
        _("Take the record away; refused while another one refers to it."),
        "miljo-tui remove RECORD --reason TEXT",
    ),
    Command(
        "mark",
        "space",
        _("Mark"),
        _("Mark the measure, for what is done with several at once."),
        "miljo-tui set RECORD RECORD KEY=VALUE --reason TEXT",
    ),
    Command(
        "mark_all",
        "a",
        _("Mark all"),
        _("Mark all measures that are shown, or take the marks away."),
        "miljo-tui set --filter TERMS KEY=VALUE --reason TEXT",
    ),
    Command(
        "set_field",
        "m",
        _("Set a field…"),
        _("Give one field the same value on all marked measures."),
        "miljo-tui set RECORD RECORD KEY=VALUE --reason TEXT",
    ),
    Command(
        "choose_area",
        "c",
        _("Choose the area…"),
        _("Put the area into the agreement or take it out; what that means is shown first."),
        "miljo-tui set agreement areas+=AREA --reason TEXT",
    ),
    Command(
        "sort",
        "s",
        _("Sort"),
        _("Sort the measures by the next column."),
        "miljo-tui list measures --sort COLUMN",
    ),
    Command(
        "copy",
        "y",
        _("Copy"),
        _("Copy the record's text to your clipboard (OSC 52)."),
        "miljo-tui show RECORD",
    ),
    Command(
        "reload",
        "f5",
        _("Reload"),
        _("Read all files again."),
        "(every command reads the files anew)",
    ),
    Command(
        "next_panel(1)",
        "tab",
        _("Next panel"),
        _("Move to the next panel."),
        "(a command has no panels)",
    ),
    Command(
        "next_panel(-1)",
        "shift+tab",
        _("Previous panel"),
        _("Move to the panel before."),
        "(a command has no panels)",
    ),
    Command(
        "app.quit",
        "q",
        _("Quit"),
        _("Leave; unsaved changes are asked about first."),
        "(a command ends by itself)",
    ),
)

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
        "editor",
        "f4,ctrl+o",
        _("Editor"),
        _("Edit the field in the program that EDITOR names."),
        "(any editor may change the files)",
        shown=True,
    ),
    Command(
        "discard",
        "f9",
        _("Throw away…"),
        _("Throw away the draft of this record, after a question."),
        "(a command keeps no draft)",
    ),
)

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
        "back",
        "escape,f10",
        _("Back"),
        _("Go back without committing; the reason is kept."),
        "(a command keeps no draft)",
        shown=True,
    ),
)
