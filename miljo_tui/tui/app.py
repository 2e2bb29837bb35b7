"""The application: one desk, the browsing screen, and what works everywhere."""

from __future__ import annotations

from inspect import isawaitable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from miljo_tui.locale import Language, Message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.session.desk import Desk
from miljo_tui.tui.commands import EVERYWHERE, Command, bindings
from miljo_tui.tui.literal import visible
from miljo_tui.tui.order import OrderedApp
from miljo_tui.tui.screens.browse import BrowseScreen

if TYPE_CHECKING:
    from miljo_tui.tui.screens.palette import Entry

FIRST = 100
"""So many measures are read before the first paint; the rest follow."""


class MiljoApp(OrderedApp):
    """The agreement in the terminal."""

    CSS_PATH = "styles/app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(EVERYWHERE)
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    def __init__(self, path: Path, speaker: Language) -> None:
        super().__init__()
        self.speaker = speaker
        self.desk = Desk(path, speaker, first=FIRST)

    def say(self, what: str | Message, **values: object) -> str:
        """Return a marked text in the language of the screen."""
        return self.speaker.say(what, **values)

    def get_default_screen(self) -> BrowseScreen:
        """The browsing screen is the first."""
        return BrowseScreen(self.desk)

    def on_mount(self) -> None:
        """Paint first; then read the rest and ask git, which costs more than the first paint."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.call_after_refresh(self.finish_opening)

    @work(thread=True, group="opening", exit_on_error=False)
    def finish_opening(self) -> None:
        """Read what the first paint left out, and ask git."""
        if not self.desk.complete:
            workspace = self.desk.read_all()
            self.call_from_thread(self.desk.take, workspace)
            self.call_from_thread(self.show_news)
        self.desk.repository = self.desk.ask_git()
        self.call_from_thread(self.show_news)

    def show_news(self) -> None:
        """Let the browsing screen show what has changed on the desk."""
        for screen in self.screen_stack:
            if isinstance(screen, BrowseScreen):
                screen.show_news()

    def tell(self, what: str | Message, *, bad: bool = False) -> None:
        """Show a passing message."""
        self.notify(
            visible(self.say(what)),
            severity="error" if bad else "information",
            timeout=8,
            markup=False,
        )

    def explain(self, failure: Failure) -> None:
        """Show what stopped the work, and the remedy."""
        parts = [self.say(failure.message), failure.detail]
        if failure.remedy:
            parts.append(self.say(failure.remedy))
        self.notify(
            visible("\n".join(part for part in parts if part), lines=True),
            severity="error",
            timeout=12,
            markup=False,
        )

    def commands(self) -> tuple[Command, ...]:
        """Return the commands that work on the current screen."""
        here: tuple[Command, ...] = getattr(self.screen, "COMMANDS_HERE", ())
        actions = {command.action for command in here}
        return (*here, *(each for each in EVERYWHERE if each.action not in actions))

    def action_help(self) -> None:
        """Show the help for the current screen."""
        from miljo_tui.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.commands()))

    def action_palette(self) -> None:
        """Show the palette."""
        from miljo_tui.tui.screens.palette import PaletteScreen

        if not isinstance(self.screen, PaletteScreen):
            self.push_screen(PaletteScreen(self.desk, self.commands()), self._do)

    async def _do(self, entry: Entry | None) -> None:
        done = entry.do() if entry else None
        if isawaitable(done):
            await done

    def action_repaint(self) -> None:
        """Paint everything anew."""
        self.refresh(layout=True)

    async def action_quit(self) -> None:
        """Leave, after a question where changes are unsaved."""
        from miljo_tui.tui.screens.question import QuestionScreen

        pending = self.desk.unsaved()
        if not pending:
            self.exit()
            return
        names = [draft.record.name for draft in pending]
        question = self.say(_("Unsaved changes in: {names}"), names=names)
        self.push_screen(
            QuestionScreen(question, self.say(_("Quit and throw them away"))),
            lambda sure: self.exit() if sure else None,
        )

    def go_to(self, address: str) -> None:
        """Show a record on the browsing screen."""
        if isinstance(self.screen, BrowseScreen):
            self.screen.go_to(address)
            return
        self.tell(_("Leave the form first; what was changed stays as a draft"))
