"""Everything a key can do: key line, palette, help and bindings are all read from these lists."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding, BindingType

from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _


@frozen
class Command:
    """One thing to do: its action, its keys, its words."""

    action: str
    keys: str
    """Textual's names of the keys, with commas."""
    label: str
    """The words in the key line and the palette, a marked msgid."""
    help: str
    """The sentence in the help, a marked msgid."""
    shown: bool = False
    """Whether it stands in the key line; at most six of a screen do."""

    @property
    def key_names(self) -> str:
        """The keys as people call them: `Ctrl+S F2`."""
        return " ".join(_key_name(key) for key in self.keys.split(","))


def _key_name(key: str) -> str:
    names = {"question_mark": "?", "slash": "/", "escape": "Esc", "enter": "Enter", "tab": "Tab"}
    return names.get(key) or "+".join(
        part.capitalize() if len(part) > 1 or "+" in key else part for part in key.split("+")
    )


def bindings(commands: Sequence[Command]) -> list[BindingType]:
    """Return the bindings of commands."""
    # None has priority: a key with priority overtakes those typed before it.
    return [
        Binding(command.keys, command.action, command.label, show=False) for command in commands
    ]


EVERYWHERE = (
    Command(
        "app.help",
        "f1,question_mark",
        _("Help"),
        _("Show what every key does, and what the letters of the scale mean."),
        shown=True,
    ),
    Command(
        "app.palette",
        "ctrl+p",
        _("Go to…"),
        _("Find a record, a command or a theme by a part of its name."),
        shown=True,
    ),
    Command(
        "app.repaint",
        "ctrl+l",
        _("Repaint"),
        _("Paint the screen anew, when something else wrote on it."),
    ),
    Command(
        "app.quit",
        "ctrl+q",
        _("Quit"),
        _("Leave; unsaved changes are asked about first."),
    ),
)

BROWSE = (
    Command(
        "enter",
        "enter",
        _("Open"),
        _("Go into what the cursor is on."),
        shown=True,
    ),
    Command("leave", "escape", _("Back"), _("Go back out; in the filter, clear it.")),
    Command(
        "filter",
        "slash",
        _("Filter"),
        _("Show only measures in which every word occurs; å, ä, ö may be written a, a, o."),
        shown=True,
    ),
    Command("edit", "e", _("Edit"), _("Change the fields of the record."), shown=True),
    Command(
        "review",
        "f2,r",
        _("Review…"),
        _("Look at the changes of the record, give a reason and commit them."),
        shown=True,
    ),
    Command("sort", "s", _("Sort"), _("Sort the measures by the next column.")),
    Command("copy", "y", _("Copy"), _("Copy the record's text to your clipboard (OSC 52).")),
    Command("reload", "f5", _("Reload"), _("Read all files again.")),
    Command("next_panel(1)", "tab", _("Next panel"), _("Move to the next panel.")),
    Command("next_panel(-1)", "shift+tab", _("Previous panel"), _("Move to the panel before.")),
    Command("app.quit", "q", _("Quit"), _("Leave; unsaved changes are asked about first.")),
)

FORM = (
    Command(
        "review",
        "f2,ctrl+s",
        _("Review…"),
        _("Look at the changes, give a reason and commit them."),
        shown=True,
    ),
    Command(
        "back",
        "escape,f10",
        _("Back"),
        _("Leave the form; what was changed stays as a draft."),
        shown=True,
    ),
    Command(
        "undo",
        "ctrl+z",
        _("Undo"),
        _("Take back the latest change of the draft."),
        shown=True,
    ),
    Command(
        "redo",
        "ctrl+y",
        _("Redo"),
        _("Do again what was taken back."),
    ),
    Command(
        "editor",
        "f4,ctrl+o",
        _("Editor"),
        _("Edit the field in the program that EDITOR names."),
        shown=True,
    ),
    Command(
        "discard",
        "f9",
        _("Throw away…"),
        _("Throw away the draft of this record, after a question."),
    ),
)

REVIEW = (
    Command(
        "commit",
        "f8,ctrl+g",
        _("Commit"),
        _("Write the change into the file and commit it to git."),
        shown=True,
    ),
    Command(
        "difference",
        "f4",
        _("File difference"),
        _("Show or hide the change as lines of the file."),
        shown=True,
    ),
    Command(
        "back",
        "escape,f10",
        _("Back"),
        _("Go back without committing; the reason is kept."),
        shown=True,
    ),
)
