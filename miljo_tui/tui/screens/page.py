"""The page as the public will read it, looked at before it goes out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from miljo_tui.audit import Chronicle
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Failure
from miljo_tui.publishing import (
    FORMATS,
    changed_between,
    cut_short,
    form_of,
    last_published,
    publication,
    publish_to,
    tagged,
)
from miljo_tui.tui.command_screen import CommandScreen
from miljo_tui.tui.commands import PAGE
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels.changes import record_lines

if TYPE_CHECKING:
    from miljo_tui.publishing import Publication

SUGGESTED = "miljooverenskommelsen.html"


class PageScreen(CommandScreen[None]):
    """The text of the newest commit's page; drafts and files that are not committed are not in it.

    It is read aside, so that a long page or a slow disk holds nobody up.
    """

    COMMANDS_HERE = PAGE
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self) -> None:
        super().__init__()
        self._written: Publication | None = None
        """What was written into a file last, and may be remembered as published."""

    def compose(self) -> ComposeResult:
        """Lay out the title, the text and the keys."""
        say = self.app.say
        yield Static(label(say(_("The page, as it was committed")), "bold"), id="title")
        with VerticalScroll(id="words"):
            yield Static(label(say(_("Reading…"))), id="what")
        yield self.key_line()

    def on_mount(self) -> None:
        """Begin to read."""
        self.action_text()

    @work(thread=True, exclusive=True, group="page")
    def action_text(self) -> None:
        """Show the page's text."""
        try:
            with Chronicle.open(self.app.workspace.snapshot.path) as chronicle:
                text = FORMATS["md"].render(publication(chronicle)).decode("utf-8")
        except Failure as failure:
            self.app.call_from_thread(self.app.explain, failure)
        else:
            self.app.call_from_thread(self._show, list(_lines(text)))

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
        self.query_one("#what", Static).update(Content("\n").join(lines))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_write(self, typed: str = "") -> None:
        """Ask for a file, and write the page into it."""
        from miljo_tui.tui.screens.text_question import AskScreen

        say = self.app.say
        hint = say(_("The name decides the format: {formats}"), formats=list(FORMATS))
        asked = AskScreen(say(_("Write into the file")), SUGGESTED, hint, typed)
        self.app.push_screen(asked, self._named)

    def _named(self, name: str | None) -> None:
        from miljo_tui.tui.screens.confirmation import QuestionScreen
        from miljo_tui.tui.screens.text_question import file_named

        if not name:
            return
        file = file_named(name)
        if not os.path.lexists(file):
            self._write(file)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._write(file)

        question = self.app.say(_("{file} is there already."), file=file)
        self.app.push_screen(QuestionScreen(question, self.app.say(_("Write over it"))), answered)

    @work(thread=True, exclusive=True, group="page")
    def _write(self, file: Path) -> None:
        path = self.app.workspace.snapshot.path
        try:
            form = form_of(file)
            with Chronicle.open(path) as chronicle:
                published = publication(chronicle)
                data = FORMATS[form].render(published)
            publish_to(file, data, path)
            short = cut_short(published, form)
        except Failure as failure:
            self.app.call_from_thread(self.action_write, str(file))
            self.app.call_from_thread(self.app.explain, failure)
            return
        self._written = published
        said = message(_("Written: {file}. r remembers it as published."), file=file)
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


def _lines(text: str) -> Iterator[Content]:
    """Yield the lines of a Markdown text, its headings in bold."""
    for line in text.splitlines():
        yield label(line, "bold" if line.startswith("#") else "")
