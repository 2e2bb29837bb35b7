"""What others have shared is joined, and what was saved here is shared: seen as it goes."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from threading import Event

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from miljo_tui.audit import Entry
from miljo_tui.editing import Draft
from miljo_tui.locale import Message, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure, unforeseen
from miljo_tui.sharing import (
    Disagreement,
    Settled,
    Synced,
    TwoValues,
    sync,
)
from miljo_tui.tui import screens
from miljo_tui.tui.command_screen import CommandScreen
from miljo_tui.tui.commands import SYNC
from miljo_tui.tui.hanging_text import HangingText
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels.changes import record_lines


class SyncScreen(CommandScreen[None]):
    """Shares as soon as it is opened; a field with two values is asked about on the way."""

    COMMANDS_HERE = SYNC
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self) -> None:
        super().__init__()
        self._is_at_work = False
        self._is_called_off = False
        self._called_off = Event()
        self._settled: Settled = {}
        """What was settled on the way, for the same versions only."""
        self._lines: list[Content] = []

    def compose(self) -> ComposeResult:
        """Lay out the title, what is being done, what came, and the keys."""
        yield Static(label(self.app.say(_("Share")), "bold"), id="title")
        yield Static(id="doing")
        with VerticalScroll(id="words"):
            yield HangingText(id="what")
        yield self.key_line()

    def on_mount(self) -> None:
        """Begin."""
        self.app.clear_notifications()
        self.action_again()

    def on_unmount(self) -> None:
        """Leave nothing at work that nobody sees."""
        self._call_off()

    def action_again(self) -> None:
        """Begin anew, once it is over."""
        if not self._is_at_work:
            self._settled = {}
            self._begin()

    def action_back(self) -> None:
        """Call it off; go back where it is over."""
        if self._is_at_work:
            self._doing(message(_("Calling it off…")))
            self._call_off()
        else:
            self.dismiss(None)

    def _begin(self) -> None:
        self._is_at_work, self._is_called_off = True, False
        self._called_off, self._lines = Event(), []
        self._show()
        self._share()

    def _call_off(self) -> None:
        if self._is_at_work:
            self._is_called_off = True
            self._called_off.set()
            self.app.workspace.call_off()

    @work(thread=True, group="sharing")
    def _share(self) -> None:
        app, path = self.app, self.app.workspace.snapshot.path
        try:
            done = sync(
                path,
                app.workspace.speaker,
                show_progress=self._tell,
                show_received=lambda entries: app.call_from_thread(self._came, entries),
                settled=self._settled,
                called_off=self._called_off,
            )
        except Failure as failure:
            app.call_from_thread(self._refused, failure)
        except Exception as error:  # the last door: nothing has changed
            app.call_from_thread(self._refused, Failure(unforeseen(error)))
        else:
            app.call_from_thread(self._done, done)

    def _tell(self, said: Message) -> None:
        """Say from another thread how far it has come; the app may be just ending."""
        with suppress(RuntimeError, CancelledError):
            self.app.call_from_thread(self._doing, said)

    def _doing(self, said: Message) -> None:
        if self.is_attached:
            self.query_one("#doing", Static).update(label(self.app.say(said)))

    def _came(self, entries: Sequence[Entry]) -> None:
        """Show what came, before it is joined."""
        for entry in reversed(entries):
            head = f"{entry.date.date().isoformat()}  {entry.author}"
            self._lines.append(label(head, "bold"))
            for record in entry.records:
                self._lines += record_lines(record, self.app.speaker)
            self._lines += [label(f"> {line}", "dim") for line in entry.reason.splitlines()]
        self._show()

    def _done(self, done: Synced) -> None:
        self._is_at_work = False
        came, shared = len(done.received), len(done.shared)
        said = (
            counted(_("{count} change came"), _("{count} changes came"), count=came),
            counted(_("{count} change was shared"), _("{count} changes were shared"), count=shared),
        )
        text = ", ".join(map(self.app.say, said))
        self._doing(message("{said}", said=text))
        self._lines += [label(f"| {line}") for line in done.server_message.splitlines()]
        self._show()

    def _refused(self, failure: Failure) -> None:
        self._is_at_work = False
        if self._is_called_off:
            self._doing(message(_("Called off: nothing was changed here")))
            return
        if isinstance(failure, TwoValues) and all(each.versions for each in failure.found):
            self._settle(list(failure.found))
            return
        self._doing(failure.message)
        self._lines += [label(self.app.say(said)) for said in failure.particulars(self.app.speaker)]
        self._lines += [label(f"| {line}") for line in failure.detail.splitlines()]
        if failure.remedy:
            self._lines.append(label(self.app.say(failure.remedy), "bold"))
        self._show()

    def _settle(self, found: list[Disagreement]) -> None:
        """Ask about the first record with two values, then about the next; then begin anew."""
        if not found:
            self._begin()
            return
        first, *others = found
        versions = first.versions
        assert versions is not None

        def settled(draft: Draft | None) -> None:
            if draft is None:
                self._doing(message(_("Called off: nothing was changed here")))
                return
            try:
                text = versions.settled(draft)
            except Failure as failure:
                self._refused(failure)
                return
            key = (first.path, versions.base, versions.ours, versions.theirs)
            self._settled = {**self._settled, key: text}
            self._settle(others)

        self.app.push_screen(screens.ConflictScreen(versions.rebased), settled)

    def _show(self) -> None:
        if self.is_attached:
            self.query_one("#what", Static).update(Content("\n").join(self._lines))
