"""Overview: how far the agreement has come, in bars and numbers."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.figures import AS_OF, FOR_YEAR
from miljo_tui.model.groups import GROUPINGS
from miljo_tui.tui.command_screen import CommandScreen
from miljo_tui.tui.commands import OVERVIEW
from miljo_tui.tui.fixed_text import FixedText
from miljo_tui.tui.host import News
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels.overview import Overview


class OverviewScreen(CommandScreen[None]):
    """The figures of one year; what is not committed is not among them."""

    COMMANDS_HERE = OVERVIEW
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, period: range) -> None:
        super().__init__()
        self._period = period
        self._year = min(max(date.today().year, period[0]), period[-1])
        self._reading = AS_OF
        self._by = next(iter(GROUPINGS))

    def compose(self) -> ComposeResult:
        """Lay out the title, the figures and the keys."""
        yield FixedText(id="title")
        with VerticalScroll(id="words"):
            yield Static(id="what")
        yield self.key_line()

    def on_mount(self) -> None:
        """Show the figures, once the width is known."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Draw the bars for the new width."""
        self._show()

    def on_news(self, _event: News) -> None:
        """Show what somebody else has changed."""
        self._show()

    def _show(self) -> None:
        workspace, say = self.app.workspace, self.app.say
        read = (
            _("state as of {year}, by the newest follow-ups")
            if self._reading is AS_OF
            else _("reported for {year}")
        )
        title = f"{say(_('Overview'))} · {say(message(read, year=self._year))}"
        self.query_one("#title", FixedText).update(label(title, "bold"))
        shown = Overview(
            workspace.folder,
            self._year,
            self._reading,
            self._by,
            date.today(),
            self.app.speaker,
            self.app.size.width - 3,
        )
        self.query_one("#what", Static).update(shown.content())

    def action_step(self, steps: int) -> None:
        """Go to another year."""
        self._year = min(max(self._year + steps, self._period[0]), self._period[-1])
        self._show()

    def action_group(self) -> None:
        """Group by the next thing."""
        order = list(GROUPINGS)
        self._by = order[(order.index(self._by) + 1) % len(order)]
        self._show()
        self.query_one("#words").scroll_home(animate=False)  # where the groups are

    def action_reading(self) -> None:
        """Read the state as of the year, or only what was reported for it."""
        self._reading = FOR_YEAR if self._reading is AS_OF else AS_OF
        self._show()

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
