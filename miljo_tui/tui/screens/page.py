"""The page as the public will read it, looked at before it goes out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from miljo_tui.audit import Chronicle
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Failure
from miljo_tui.publishing import (
    FORMATS,
    changed_between,
    drawn_page,
    form_of,
    lacking,
    last_published,
    publication,
    publish_to,
    tagged,
)
from miljo_tui.tui import screens
from miljo_tui.tui.command_screen import CommandScreen
from miljo_tui.tui.commands import PAGE
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels.changes import record_lines
from miljo_tui.tui.panels.page_text import PageText
from miljo_tui.tui.panels.record_text import COLOURS

if TYPE_CHECKING:
    from miljo_tui.publishing import Publication

SUGGESTED = "miljooverenskommelsen.html"

LOOKS: Mapping[str, str] = {
    "title": "bold reverse",
    "heading": "bold",
    "strong": "bold",
    "link": "underline",
    "faint": "dim",
    "bar": "cyan",
    **{value: f"bold {colour}" for value, colour in COLOURS.items() if value},
}
"""How the parts of a drawn page look; a status is told by its letter too."""

DrawnLine = tuple[tuple[str, str], ...]
"""Pieces of text, each with its look."""


class PageScreen(CommandScreen[None]):
    """The text of the newest commit's page; drafts and files that are not committed are not in it.

    It is read aside, so that a long page or a slow disk holds nobody up.
    """

    COMMANDS_HERE = PAGE
    AUTO_FOCUS = "PageText"

    def __init__(self) -> None:
        super().__init__()
        self._page: Publication | None = None
        """The page that is shown, None where something else is."""
        self._drawn_for = 0
        """The width that it is drawn for."""
        self._lines: list[Content] = []
        """What is shown in the place of a page, its lines not yet broken."""
        self._written: Publication | None = None
        """What was written into a file last, and may be remembered as published."""

    def compose(self) -> ComposeResult:
        """Lay out the title, the text and the keys."""
        say = self.app.say
        yield Static(label(say(_("The page, as it was committed")), "bold"), id="title")
        yield PageText(id="words")
        yield self.key_line()

    def on_mount(self) -> None:
        """Begin to read."""
        self._show([label(self.app.say(_("Reading…")))])
        self.action_text()

    @work(thread=True, exclusive=True, group="page")
    def action_text(self) -> None:
        """Show the page's text."""
        try:
            with Chronicle.open(self.app.workspace.snapshot.path) as chronicle:
                page = publication(chronicle)
        except Failure as failure:
            self.app.call_from_thread(self.app.explain, failure)
        else:
            self._draw(page, is_new=True)

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew, or draw the page where it has got another width."""
        if self._page is None:
            self._break_lines()
        elif self._drawn_for != self._room():
            self._draw_anew(self._page)

    @work(thread=True, exclusive=True, group="page")
    def _draw_anew(self, page: Publication) -> None:
        self._draw(page, is_new=False)

    def _room(self) -> int:
        """The cells that a line has, with the scrollbar there."""
        scroll = self.query_one(PageText)
        return self.size.width - 2 - scroll.styles.scrollbar_size_vertical

    def _draw(self, page: Publication, *, is_new: bool) -> None:
        """Draw a page, in a thread of its own: that of 2,000 measures takes seconds."""
        room = self.app.call_from_thread(self._room)
        lines = drawn_page(page, room)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show_page, page, lines, room, is_new)

    def _show_page(self, page: Publication, lines: list[DrawnLine], room: int, new: bool) -> None:
        self._page, self._drawn_for = page, room
        text = self.query_one(PageText)
        text.show(len(lines), lambda at: _content(lines[at]))
        if new:
            text.scroll_home(animate=False)
        if room != self._room():  # the window has changed meanwhile
            self._draw_anew(page)

    @work(thread=True, exclusive=True, group="page")
    def action_changes(self) -> None:
        """Show what has changed since the last publication."""
        say = self.app.say
        try:
            with Chronicle.open(self.app.workspace.snapshot.path) as chronicle:
                last = last_published(chronicle)
                found = changed_between(chronicle, last)
        except Failure as failure:
            self.app.call_from_thread(self.app.explain, failure)
            return
        lines = [label(say(_("Since {tag}:"), tag=last), "bold")]
        for record in found:
            lines += record_lines(record, self.app.speaker)
        if not found:
            lines.append(label(say(_("Nothing differs"))))
        self.app.call_from_thread(self._show, lines)

    def _show(self, lines: list[Content]) -> None:
        self._page, self._lines = None, lines
        self._break_lines()
        self.query_one(PageText).scroll_home(animate=False)

    def _break_lines(self) -> None:
        shown = [part for each in self._lines for part in each.wrap(self._room())]
        self.query_one(PageText).show(len(shown), shown.__getitem__)

    def action_write(self, typed: str = "") -> None:
        """Ask for a file, and write the page into it."""
        say = self.app.say
        hint = say(_("The name decides the format: {formats}"), formats=list(FORMATS))
        asked = screens.TextQuestionScreen(say(_("Write into the file")), SUGGESTED, hint, typed)
        self.app.push_screen(asked, self._named)

    def _named(self, name: str | None) -> None:
        if not name:
            return
        file = screens.file_named(name)
        if not os.path.lexists(file):
            self._write(file)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._write(file)

        question = self.app.say(_("{file} is there already."), file=file)
        self.app.push_screen(
            screens.ConfirmationScreen(question, self.app.say(_("Write over it"))), answered
        )

    @work(thread=True, exclusive=True, group="page")
    def _write(self, file: Path) -> None:
        path = self.app.workspace.snapshot.path
        try:
            form = form_of(file)
            with Chronicle.open(path) as chronicle:
                published = publication(chronicle)
                data = FORMATS[form].render(published)
            publish_to(file, data, path)
            short = lacking(published, form)
        except Failure as failure:
            self.app.call_from_thread(self.action_write, str(file))
            self.app.call_from_thread(self.app.explain, failure)
            return
        self._written = published
        said = message(_("Written: {file}. r marks it as published."), file=file)
        told = " ".join(map(self.app.say, [said, *short]))
        self.app.call_from_thread(self.app.tell, told)

    @work(thread=True, exclusive=True, group="page")
    def action_remember(self) -> None:
        """Leave a tag on the commit that was written, whatever has come since."""
        if self._written is None:
            self.app.call_from_thread(self.app.tell, _("Write the page into a file first: w"))
            return
        try:
            with Chronicle.open(self.app.workspace.snapshot.path) as chronicle:
                name = tagged(chronicle, self._written, date.today())
        except Failure as failure:
            self.app.call_from_thread(self.app.explain, failure)
            return
        self._written = None
        self.app.call_from_thread(self.app.tell, message(_("Published as {tag}"), tag=name))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)


def _content(line: DrawnLine) -> Content:
    """Return a line with the looks of its parts."""
    return Content("").join(label(text, LOOKS.get(look, "")) for text, look in line)
