"""The application: the browsing screen first, and what works everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.screen import ScreenResultCallbackType

from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.query import sort
from miljo_tui.tui import screens
from miljo_tui.tui.commands import EVERYWHERE, Command, bindings
from miljo_tui.tui.host import WIDE, Host, News
from miljo_tui.tui.screens.browse import BrowseScreen
from miljo_tui.tui.terminal.driver import SturdyDriver

if TYPE_CHECKING:
    from miljo_tui.editing import Draft
    from miljo_tui.tui.screens.palette import PaletteEntry


class MiljoApp(Host):
    """The agreement in the terminal."""

    CSS_PATH = "styles/app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(EVERYWHERE)
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]

    def get_default_screen(self) -> BrowseScreen:
        """The browsing screen is the first."""
        return BrowseScreen(self.workspace)

    def on_mount(self) -> None:
        """Repaint all after a pause, since Textual leaves tables blank."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def on_app_focus(self) -> None:
        """See at once what was written in the window from which the person comes back."""
        first = self.screen_stack[0]
        if isinstance(first, BrowseScreen):
            first.live_reload.look_now()

    def commands(self) -> tuple[Command, ...]:
        """Return the commands that work on the current screen."""
        here: tuple[Command, ...] = getattr(self.screen, "COMMANDS_HERE", ())
        actions = {command.action for command in here}
        return (*here, *(each for each in EVERYWHERE if each.action not in actions))

    def action_help(self) -> None:
        """Show the help for the current screen."""
        self.push_screen(screens.HelpScreen(self.commands()))

    def action_palette(self) -> None:
        """Show the palette."""
        if not isinstance(self.screen, screens.PaletteScreen):
            title = self.say(_("Go to…"))
            self.push_screen(screens.PaletteScreen(dict(self._entries()), title), self._do)

    def _entries(self) -> Iterator[tuple[str, PaletteEntry]]:
        """Yield everything there is to go to and to do, by an id that is searched too."""
        entry = screens.PaletteEntry
        for command in self.commands():
            do = partial(self.screen.run_action, command.action)
            words = f"{self.say(command.label)}  {' '.join(command.key_names(self.speaker))}"
            yield f"command {command.action}", entry(words, self.say(_("Command")), do)
        folder = self.workspace.folder
        measures = sort(folder.measures.values())
        records: list[AnyRecord] = [folder.agreement, *folder.in_order(), *measures]
        for record in records:
            kind = self.say(record.kind.label)
            yield record.address, entry(record.name, kind, partial(self.go_to, record.address))
        for theme in sorted(self.available_themes):
            choose = partial(self._choose_theme, theme)
            yield f"theme {theme}", entry(theme, self.say(_("Theme")), choose)

    def _choose_theme(self, theme: str) -> None:
        self.theme = theme
        self.remember(theme=theme)

    async def _do(self, entry: PaletteEntry | None) -> None:
        done = entry.do() if entry else None
        if isawaitable(done):
            await done

    def go_to(self, address: str) -> None:
        """Show a record on the browsing screen."""
        if isinstance(self.screen, BrowseScreen):
            self.screen.go_to(address)
        else:
            self.tell(_("Leave the form first; what was changed stays as a draft"))

    def review(self, drafts: Sequence[Draft], closed: ScreenResultCallbackType[bool]) -> None:
        """Review drafts together, or say why their files cannot be written."""
        try:
            proposals = [draft.proposal() for draft in drafts]
        except Failure as failure:
            self.explain(failure)
        else:
            self.push_screen(screens.ReviewScreen(proposals), closed)

    def introduce(self, again: Callable[[], object] | None) -> None:
        """Ask who is at the keyboard; `again` does what had to wait for that."""

        def introduced(done: bool | None) -> None:
            if done:
                self.workspace.repository.state = self.workspace.repository.ask()
                self.screen.post_message(News())
                if again:
                    again()

        try:
            asked = screens.IdentityScreen(self.workspace.snapshot.path)
        except Failure as failure:
            self.explain(failure)
        else:
            self.push_screen(asked, introduced)

    def action_repaint(self) -> None:
        """Paint everything anew, whatever another program has written on the screen."""
        if isinstance(self.driver, SturdyDriver):
            self.driver.forget_screen()
        self.refresh(layout=True)

    def action_help_quit(self) -> None:
        """Say on Ctrl+C which key leaves: with Textual's own words it would be in English."""
        self.tell(f"Ctrl+Q: {self.say(_('Quit; unsaved changes are asked about first.'))}")

    async def action_quit(self) -> None:
        """Leave, after a question where changes are unsaved."""
        pending = self.workspace.drafts.unsaved()
        if not pending:
            self.exit()
            return

        def reviewed(_saved: bool | None) -> None:
            self.screen.post_message(News())

        def answered(sure: bool | None) -> None:
            if sure is None:
                self.review(pending, reviewed)
            elif sure:
                for draft in pending:
                    self.workspace.discard(draft)
                self.exit()

        names = [draft.record.name for draft in pending]
        question = self.say(_("Unsaved changes in: {names}"), names=names)
        self.push_screen(
            screens.QuitScreen(question, self.say(_("Quit and discard them"))), answered
        )
