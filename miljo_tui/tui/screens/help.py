"""The help: every key of the screen it was asked on, and the scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from miljo_tui.locale import mark as _
from miljo_tui.model.statuses import BROKEN, LETTERS, STATUSES, UNREPORTED
from miljo_tui.tui.commands import Command
from miljo_tui.tui.host import Host
from miljo_tui.tui.literal import label


class HelpScreen(ModalScreen[None]):
    """What every key does."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f1,question_mark,enter,f10", "dismiss", _("Back"), show=False),
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
            yield Static(self._text())

    def _text(self) -> Content:
        say = self.app.say
        lines = [label(say(_("Keys")), "bold")]
        for command in self._commands:
            lines.append(label(f"{command.key_names:<14} {say(command.help)}"))
        lines.append(label(f"{'j k g G':<14} {say(_('Down, up, first and last in lists.'))}"))
        lines += [label(""), label(say(_("How far a measure has come")), "bold")]
        for option in STATUSES:
            lines.append(label(f"{LETTERS[str(option.value)]:<3}{say(option.wording)}"))
        lines.append(label(f"{UNREPORTED:<3}{say(_('Not reported yet'))}"))
        lines.append(label(f"{BROKEN:<3}{say(_('Cannot be read: its file is broken'))}"))
        lines += [label(""), label(say(_("Marks")), "bold")]
        lines.append(label(f"*  {say(_('Changed, but not yet committed'))}"))
        lines.append(label(f"!  {say(_('Has problems; they stand at their fields'))}"))
        return Content("\n").join(lines)

    def action_topics(self) -> None:
        """Ask for a topic to read about."""
        from miljo_tui.tui.screens.help_topics import choose_topic

        choose_topic(self.app)

    def action_scroll(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
