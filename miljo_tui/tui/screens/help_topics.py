"""The help topics on the screen: found by any word in them, and read whole."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from miljo_tui.locale import mark as _
from miljo_tui.locale.help_topics import Topic, topic, topic_names
from miljo_tui.tui.dialog import Dialog
from miljo_tui.tui.host import Host
from miljo_tui.tui.literal import label
from miljo_tui.tui.screens.palette import PaletteEntry, PaletteScreen


def choose_topic(app: Host) -> None:
    """Ask for a topic by any word in it, and show it."""
    entries = {}
    for name in topic_names():
        found = topic(name, app.speaker)
        show = partial(app.push_screen, TopicScreen(found))
        entries[name] = PaletteEntry(found.title, name, show, words=found.text)
    app.push_screen(
        PaletteScreen(entries, app.say(_("Help topics"))),
        lambda entry: entry.do() if entry else None,
    )


class TopicScreen(Dialog[None]):
    """One topic, to be read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,enter,f10", "dismiss", _("Back"), show=False),
        Binding("j", "scroll(1)", _("Down"), show=False),
        Binding("k", "scroll(-1)", _("Up"), show=False),
    ]

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self._topic = topic

    def compose(self) -> ComposeResult:
        """Show the text, its headings bold."""
        with VerticalScroll(classes="dialog page") as page:
            page.border_title = label(self._topic.title)
            page.border_subtitle = label(self.app.say(_("Esc closes")))
            _title, *rest = self._topic.lines
            lines = [
                label(line.lstrip("# "), "bold") if line.startswith("#") else label(line)
                for line in rest[1:]
            ]
            yield Static(Content("\n").join(lines))

    def action_scroll(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
