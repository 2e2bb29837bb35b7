"""Live reload: the rest is read after the first paint, then what others change is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING

from textual.css.query import NoMatches

from miljo_tui import sharing
from miljo_tui.frozen import replace
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure, Unidentified
from miljo_tui.sharing import SharingChoice
from miljo_tui.tui import screens
from miljo_tui.tui.gc_tuning import look_for_garbage
from miljo_tui.tui.host import Host, News
from miljo_tui.tui.screens.undo import UndoScreen
from miljo_tui.tui.terminal.key_order import ANSWER

if TYPE_CHECKING:
    from miljo_tui.editing import Draft, Snapshot, StoredDraft
    from miljo_tui.tui.screens.browse import BrowseScreen

WATCH = 1.5
"""Seconds between two looks outside."""

TOLD = 1000
"""After so many measures it is told how far the reading has come."""


class LiveReload:
    """Keeps the workspace as the files are, with a thread that looks outside."""

    def __init__(self, screen: BrowseScreen) -> None:
        self.screen = screen
        self.workspace = screen.workspace
        self.standing: sharing.Standing | None = None
        """Where the clone stands, once git was asked."""
        self._choice = SharingChoice.ASK
        """When saved changes are shared."""
        self._over = Event()
        self._wanted = Event()
        """Set where the next look outside is not to be waited for."""
        self._called_off = Event()
        """Set at the end, for what git is asked in the very moment of it."""
        self._watcher = Thread(target=self._look_outside, daemon=True)

    @property
    def _app(self) -> Host:
        return self.screen.app

    def read(self, *, again: bool = False) -> None:
        """Read aside what the first paint left out, or everything again, and ask git."""
        # Keys that were typed ahead are for the measures that come, and wait for them.
        self._aside(partial(self._read, again), "reading" if again else ANSWER)

    def look_around(self) -> None:
        """Ask git where the clone stands; safe in a thread."""
        if self._over.is_set():
            return
        with suppress(Failure):  # why git cannot be asked is told otherwise
            standing = sharing.where_one_stands(self.workspace.snapshot.path)
            self._choice = SharingChoice.of(self.workspace.snapshot.path)
            if self._choice is SharingChoice.OFF:
                standing = replace(standing, ahead=None, behind=None)
            self.standing = standing

    def look_now(self) -> None:
        """Look outside at once, at each file: the person may come from where one was written."""
        self._wanted.set()

    def end(self) -> None:
        """Look no more, and wait for no answer of git, which may never come."""
        self._over.set()
        self._wanted.set()
        self._called_off.set()
        self.workspace.call_off()

    def offer(self, kept: Sequence[StoredDraft]) -> None:
        """Offer the drafts that were found, where nobody has begun anything else."""
        if kept and self.screen.is_active:
            self._app.push_screen(
                screens.RecoveredDraftsScreen(kept), lambda _result: self.screen.show_news()
            )

    def _aside(self, do: Callable[[], None], group: str = "reading") -> None:
        self.screen.run_worker(partial(self._heed, do), group=group, thread=True)

    def _heed(self, do: Callable[[], None]) -> None:
        with self.workspace.heeding(self._called_off):
            do()

    def _read(self, again: bool) -> None:
        app = self._app
        self.workspace.watcher.note_footprint()
        if again or self.workspace.snapshot.unread:
            try:
                snapshot = self.workspace.read_anew(None if again else self._tell_how_far)
            except Failure as failure:
                app.call_from_thread(look_for_garbage)
                app.call_from_thread(app.explain, failure)
                return
            app.call_from_thread(self._take, snapshot)
        app.call_from_thread(look_for_garbage)  # from now on: the measures are there to stay
        app.call_from_thread(self._aside, partial(self._find_out, again))

    def _find_out(self, again: bool) -> None:
        """Ask git, put right what was left, and begin to look outside."""
        app = self._app
        self.workspace.repository.state = self.workspace.repository.ask()
        if self._over.is_set():
            return
        self.workspace.watcher.history_moved()  # from now on
        self.look_around()
        app.call_from_thread(self.screen.show_news)
        in_the_way = self.workspace.repository.obstacle() or self.workspace.repository.lock()
        unsettled = None
        try:
            self._recover()
        except Failure as failure:
            unsettled = failure
        if isinstance(in_the_way, Unidentified):  # it is asked with the first change
            app.call_from_thread(app.tell, in_the_way.message)
        elif in_the_way or unsettled:
            app.call_from_thread(app.explain, in_the_way or unsettled)
        app.call_from_thread(self._watch)
        # What an unsettled save has made of the files would stand beside its draft, as if it held.
        if not (self.workspace.repository.obstacle() or unsettled or again):
            app.call_from_thread(self.offer, self.workspace.drafts.recovered())
            if self.workspace.drafts.obstacle:
                app.call_from_thread(app.explain, self.workspace.drafts.obstacle)

    def _tell_how_far(self, done: int, whole: int) -> None:
        if done and done % TOLD == 0:
            self._app.call_from_thread(self.screen.show_how_far, done, whole)

    def _recover(self) -> bool:
        """Put a save right that was interrupted, and tell of it; tell whether there was one."""
        done = self.workspace.recover()
        if done:
            self._app.call_from_thread(self.workspace.take, self.workspace.read_anew())
            self._app.call_from_thread(self._tell_of_recovery, [each.words for each in done])
        return bool(done)

    def _take(self, snapshot: Snapshot) -> None:
        """Take what was read, show it, and tell the screen that covers this one."""
        self.workspace.take(snapshot)
        self.screen.show_news()
        if not self.screen.is_active:
            self._app.screen.post_message(News())

    def _watch(self) -> None:
        """Look outside from now on, in a thread of its own.

        A timer of Textual's makes a screen that is covered by another paint all of that anew.
        """
        if not self._watcher.is_alive():
            self._watcher.start()

    def _look_outside(self) -> None:
        """Show what somebody else changes; where nobody does, nothing is sent or painted."""
        known: Sequence[Draft] = ()
        while True:
            if is_wanted := self._wanted.wait(WATCH):
                self._wanted.clear()
            if self._over.is_set():
                return
            # F5 will tell what fails; or the program is just ending.
            with suppress(Failure, RuntimeError, CancelledError, NoMatches):
                known = self._look(known, closely=is_wanted)

    def _look(self, known: Sequence[Draft], *, closely: bool) -> Sequence[Draft]:
        """Look once; return the drafts whose records are gone, of which those known are told."""
        if self.workspace.drafts.obstacle:
            self._app.call_from_thread(self.workspace.drafts.try_again)
        snapshot = self.workspace.watcher.outside_changes(closely=closely)
        if snapshot is not None:
            self._app.call_from_thread(self._take, snapshot)
            bereft = self.workspace.drafts.of_removed_records()
            if any(draft not in known for draft in bereft):
                self._app.call_from_thread(self._tell_removed, bereft)
            known = bereft
        if self._recover():
            self._app.call_from_thread(self.offer, self.workspace.drafts.recovered())
        if self.workspace.watcher.history_moved():
            self.look_around()
            self._app.call_from_thread(self.screen.show_title)
            self._app.call_from_thread(self._tell_history_moved)
            self._share()
        return known

    def _share(self) -> None:
        """Share what was just saved, where the person wants that; it stays saved in any case."""
        if self._choice is not SharingChoice.ON_SAVE or not (
            self.standing and self.standing.unshared
        ):
            return
        try:
            sharing.sync(
                self.workspace.snapshot.path, self.workspace.speaker, called_off=self._called_off
            )
        except Failure as failure:
            if not self._over.is_set():
                said = message(_("Saved, but not shared: {why}"), why=failure.message)
                self._app.call_from_thread(self._app.warn, said)

    def _tell_history_moved(self) -> None:
        """Have a history that is on the screen read what has come."""
        above = self._app.screen
        if above is not self.screen and isinstance(above, UndoScreen):
            above.returned()

    def _tell_removed(self, drafts: Sequence[Draft]) -> None:
        text = _("Removed by somebody else, while your changes are kept as a draft: {names}")
        self._app.tell(message(text, names=[draft.name for draft in drafts]))

    def _tell_of_recovery(self, done: Sequence[Message]) -> None:
        self.screen.show_news()
        for each in done:
            self._app.tell(each)
