"""What works on the page that the public will read, before it goes out."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.tui.commands.command import Command

PAGE = (
    Command(
        "write",
        "w",
        _("Write…"),
        _("Write the page into a file, as HTML or as another format by the file's name."),
        "miljo-tui publish html -o FILE",
        shown=True,
    ),
    Command(
        "remember",
        "r",
        _("Mark as published"),
        _("Mark with a tag in git that what was just written is published from today on."),
        "miljo-tui publish html -o FILE --tag",
        shown=True,
    ),
    Command(
        "changes",
        "c",
        _("What has changed"),
        _("Show what has changed for the public since the last publication that was tagged."),
        "miljo-tui publish --since-last",
        shown=True,
    ),
    Command(
        "text",
        "t",
        _("Text"),
        _("Show the page's text again."),
        "miljo-tui publish md",
        shown=True,
    ),
    Command(
        "back",
        "escape,f10",
        _("Back"),
        _("Go back to where the page was asked for."),
        "(a command opens nothing)",
        shown=True,
    ),
)
