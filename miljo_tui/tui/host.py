"""What every screen may ask of the application it is shown by."""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.driver import Driver
from textual.events import AppBlur
from textual.message import Message as TuiMessage
from textual.screen import ScreenResultCallbackType
from textual.worker import WorkerFailed

from miljo_tui import editing
from miljo_tui.locale import Language, Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure, Unidentified, unforeseen
from miljo_tui.tui.literal import visible
from miljo_tui.tui.terminal.driver import VARIABLE, SturdyDriver
from miljo_tui.tui.terminal.key_order import OrderedApp
from miljo_tui.tui.terminal.lean_driver import LeanDriver
from miljo_tui.tui.textual_internals import FailingApp

if TYPE_CHECKING:
    from miljo_tui.audit import HistoryCache
    from miljo_tui.editing import Draft, Workspace

WIDE = 100
"""From so many columns panels stand side by side."""

LATER_STYLES = Path(__file__).parent / "styles" / "screens.tcss"
"""The styles of the other screens, which take as long to read as all that the first is made of."""

FEW = 200
"""So many measures are read at once after the first frame; more of them aside, while keys wait."""


class Keeping(TuiMessage):
    """Drafts have ceased to be kept on the disk, or are kept again."""


class News(TuiMessage):
    """The workspace has taken what somebody else has changed, or what was still to be read."""


class Host(OrderedApp, FailingApp):
    """An application with a workspace, a language, and passing messages."""

    def __init__(self, path: Path, speaker: Language) -> None:
        super().__init__()
        self.left_typed: dict[tuple[str, str], str] = {}
        """What was typed in answer to a question and left, by the question and its first text."""
        self.seen: HistoryCache | None = None
        """The history of all records, once a screen has begun to read it."""
        self._early: list[events.Key | events.Paste] | None = []
        """What was typed before there were rows, which it is for; None from then on."""
        self._goes_at: tuple[str, ...] | None = ()
        """The keys that take the message away: none, some of them, or with None every one."""
        self.failure: Failure | None = None
        """Why there is nothing to open, where the agreement has gone since it was found."""
        self._folder = path
        self.speaker = speaker.knowing(
            lambda area: self.workspace.folder.area_name(area), in_app=True
        )
        self.choices = editing.Workspace.choices()
        """What the person has chosen for the screen, in this agreement or another."""
        if self.choices.theme in self.available_themes:
            self.theme = self.choices.theme

    @cached_property
    def workspace(self) -> Workspace:
        """The agreement, and what the person has in mind; opened after the first frame."""
        workspace = editing.Workspace(self._folder, self.speaker, most=FEW)
        workspace.drafts.on_keeping = self._tell_of_drafts
        return workspace

    @property
    def is_open(self) -> bool:
        """Tell whether the agreement is open."""
        return "workspace" in vars(self)

    def get_driver_class(self) -> type[Driver]:
        """Read keys in a way that no odd byte ends, and send only what changes."""
        if os.environ.get(VARIABLE) == "textual":
            return SturdyDriver
        return LeanDriver

    def on_app_blur(self, event: AppBlur) -> None:
        """Keep the focus where it is while another window has it: nothing is painted for that."""
        event.prevent_default()

    def survives(self, error: Exception) -> bool:
        """Tell of what failed aside, which Textual would end the program for; the rest goes on."""
        if not isinstance(error, WorkerFailed):
            return False
        if self.is_running:
            self.explain(Failure(unforeseen(error.error)))
        return True

    def last_words(self, error: Exception) -> Text:
        """End with sentences and what was unsaved, where Textual would print a traceback."""
        lines = [self.say(unforeseen(error))]
        for draft in self.workspace.drafts.unsaved() if self.is_open else ():
            lines.append(self.say(_("Unsaved in {record}:"), record=draft.name))
            lines += [f"  {self.say(said)}" for said in draft.words()]
        return Text(visible("\n".join(lines), lines=True))

    def _tell_of_drafts(self, obstacle: Failure | None) -> None:
        """Tell once that drafts are not kept just now, and once that they are again."""
        if obstacle:
            self.explain(obstacle)
        else:
            self.tell(_("Drafts are kept again"))
        self.screen.post_message(Keeping())

    @abstractmethod
    def go_to(self, address: str) -> None:
        """Show a record on the browsing screen."""

    @abstractmethod
    def review(self, drafts: Sequence[Draft], closed: ScreenResultCallbackType[bool]) -> None:
        """Review drafts together, or say why their files cannot be written."""

    @abstractmethod
    def introduce(self, again: Callable[[], object] | None) -> None:
        """Ask who is at the keyboard; `again` does what had to wait for that."""

    def say(self, what: str | Message, **values: object) -> str:
        """Return a marked text in the language of the screen."""
        return self.speaker.say(what, **values)

    def tell(self, what: str | Message) -> None:
        """Show a passing message, in the place of the one before; Esc takes it away too."""
        self.clear_notifications()
        self.notify(visible(self.say(what)), timeout=8, markup=False)
        self._goes_at = ("escape",)

    def tell_until_a_key(self, what: str | Message) -> None:
        """Show a message that the next key takes away."""
        self.clear_notifications()
        self.notify(visible(self.say(what)), timeout=120, markup=False)
        self._goes_at = None

    async def on_event(self, event: events.Event) -> None:
        """Take away what was shown until a key; keep a key that comes before there are rows."""
        if self._early is not None and isinstance(event, events.MouseEvent):
            return  # there is nothing yet that could be meant
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._early is not None:
                self._early.append(event)
                return
            key = event.key if isinstance(event, events.Key) else ""
            if self._goes_at is None or key in self._goes_at:
                self._goes_at = ()
                self.clear_notifications()
        await super().on_event(event)

    def get_going(self) -> None:
        """Be ready for keys, and hear those that were typed before."""
        self.stylesheet.read(LATER_STYLES)
        self.stylesheet.parse()
        early, self._early = self._early or (), None
        for event in early:
            self.post_message(event)

    def remember(self, **chosen: str | bool) -> None:
        """Remember what was chosen for the screen, or say why it holds for this window only."""
        try:
            self.choices.remember(os.environ, **chosen)
        except Failure as failure:
            self.tell(message(_("Not remembered for the next start: {why}"), why=failure.message))

    def warn(self, what: str | Message) -> None:
        """Show a message that is not to be missed, until the next one comes."""
        self.clear_notifications()
        self.notify(visible(self.say(what)), severity="warning", timeout=120, markup=False)
        self._goes_at = ()

    def explain(self, failure: Failure, again: Callable[[], object] | None = None) -> None:
        """Show what stopped the work, and the remedy; `again` does it once that is known.

        Who is at the keyboard can be said here.
        """
        self.clear_notifications()
        if isinstance(failure, Unidentified):
            self.introduce(again)
            return
        parts = [self.say(failure.message), failure.detail]
        if failure.remedy:
            parts.append(self.say(failure.remedy))
        text = visible("\n".join(part for part in parts if part), lines=True)
        self.notify(text, severity="error", timeout=12, markup=False)
        self._goes_at = ("escape",)
