"""The help: every key of the screen it was asked on, and the scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from miljo_tui.locale import mark as _
from miljo_tui.model.statuses import BROKEN, LETTERS, OWED, STATUSES, UNREPORTED
from miljo_tui.tui import screens
from miljo_tui.tui.commands import EVERYWHERE, Command
from miljo_tui.tui.dialog import Dialog
from miljo_tui.tui.literal import label

KEYS, MARKS = 14, 3
"""The cells of what stands before a sentence."""


class HelpScreen(Dialog[None]):
    """What every key does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,enter,f10", "dismiss", _("Back"), show=False),
        Binding("t", "topics", _("Topics"), show=False),
        Binding("j", "scroll(1)", _("Down"), show=False),
        Binding("k", "scroll(-1)", _("Up"), show=False),
    ]

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Show the keys, then the scale and the marks."""
        say = self.app.say
        with VerticalScroll(classes="dialog page") as page:
            page.border_title = label(say(_("Help")))
            page.border_subtitle = label(say(_("t topics · Esc closes")))
            yield Static()

    def on_resize(self) -> None:
        """Break the lines for the width that there is now."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        page = self.query_one(VerticalScroll)
        width = page.scrollable_content_region.width
        self.query_one(Static).update(Content("\n").join(self._lines(width)))

    def _lines(self, width: int) -> Iterator[Content]:
        """Yield the keys in groups, the most used first, then the scale and the marks."""
        say = self.app.say
        everywhere = [each for each in self._commands if each in EVERYWHERE]
        here = [each for each in self._commands if each not in EVERYWHERE]
        for heading, commands in (
            (_("Most used here"), [each for each in here if each.shown]),
            (_("Also here"), [each for each in here if not each.shown]),
            (_("On every screen"), everywhere),
        ):
            if commands:
                yield label(say(heading), "bold")
            for said, alike in groupby(commands, lambda command: command.help):
                names = [key for each in alike for key in each.key_names(self.app.speaker)]
                yield from _hanging(", ".join(names), say(said), KEYS, width)
            if commands:
                yield label("")
        yield label(say(_("In lists")), "bold")
        for keys, said in (
            ("j k ↓ ↑", _("A row down or up.")),
            ("g G Home End", _("To the first or the last row.")),
            ("PgDn PgUp", _("A screenful down or up.")),
        ):
            yield from _hanging(keys, say(said), KEYS, width)
        yield from (label(""), label(say(_("How far a measure has come")), "bold"))
        for option in STATUSES:
            yield from _hanging(LETTERS[str(option.value)], say(option.wording), MARKS, width)
        yield from _hanging(UNREPORTED, say(_("Not reported yet")), MARKS, width)
        yield from _hanging(OWED, say(_("To be reported")), MARKS, width)
        yield from _hanging(BROKEN, say(_("Cannot be read: its file is broken")), MARKS, width)
        yield from (label(""), label(say(_("Marks")), "bold"))
        for sign, said in (
            ("•", _("Changed, but not yet committed")),
            ("!", _("Something to see to; its field says what")),
            ("*", _("Must be given")),
            ("■", _("Marked, for what is done with several at once")),
            ("✓", _("An area that the agreement has chosen")),
        ):
            yield from _hanging(sign, say(said), MARKS, width)

    def action_topics(self) -> None:
        """Ask for a topic to read about."""
        screens.choose_topic(self.app)

    def action_scroll(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def _hanging(first: str, text: str, indent: int, width: int) -> Iterator[Content]:
    """Yield a sentence behind a key or a mark, its further lines below its first word."""
    lines = wrap(text, max(10, width - indent)) or [""]
    if len(first) >= indent:
        lines.insert(0, "")
    for place, line in enumerate(lines):
        yield label(f"{first if place == 0 else '':<{indent}}{line}")
