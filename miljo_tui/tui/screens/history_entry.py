"""One entry of the history in full: what was before and after, who, when, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from miljo_tui.audit import Chronicle, Entry, Reversion, WayBack
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.tui.commands import HISTORY_ENTRY
from miljo_tui.tui.fixed_text import FixedText
from miljo_tui.tui.hanging_text import HangingText
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels.changes import difference
from miljo_tui.tui.panels.entry_text import entry_lines
from miljo_tui.tui.screens.palette import PaletteEntry as Choice
from miljo_tui.tui.screens.palette import PaletteScreen
from miljo_tui.tui.screens.record_actions import undo_saved
from miljo_tui.tui.screens.undo import UndoScreen


class HistoryEntryScreen(UndoScreen):
    """Closes with the place of the entry that was read last."""

    COMMANDS_HERE = HISTORY_ENTRY
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, entries: Sequence[Entry], place: int, key: str = "") -> None:
        super().__init__()
        self._entries = entries
        self._place = place
        self._key = key
        """The field whose values are looked at; empty for whole records."""
        self._difference: list[Content] | None = None
        """The lines of the files that differ, while they are shown."""

    @property
    def _entry(self) -> Entry:
        return self._entries[self._place]

    def compose(self) -> ComposeResult:
        """Lay out the title, the entry and the keys."""
        yield FixedText(id="title")
        with VerticalScroll(id="words"):
            yield HangingText(id="what")
        yield self.key_line()

    def on_mount(self) -> None:
        """Show the entry."""
        self._show()

    def _show(self) -> None:
        say, entry = self.app.say, self._entry
        title = f"{say(_('History'))} · {entry.date.date().isoformat()} · {entry.author}"
        self.query_one("#title", FixedText).update(label(title, "bold"))
        self.query_one("#what", Static).update(Content("\n").join(self._lines()))

    def _lines(self) -> Iterator[Content]:
        yield from entry_lines(self._entry, self.app.speaker)
        if self._difference is not None:
            yield label("")
            yield from self._difference

    def action_step(self, steps: int) -> None:
        """Go to another entry."""
        place = self._place + steps
        if 0 <= place < len(self._entries):
            self._place, self._difference = place, None
            self._show()
            self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_difference(self) -> None:
        """Show or hide the lines of the files that differ."""
        if self._difference is None:
            self._read_difference(self._entry)
        else:
            self._difference = None
            self._show()

    @work(thread=True, exclusive=True, group="history")
    def _read_difference(self, entry: Entry) -> None:
        lines: list[Content] = []
        try:
            with Chronicle.open(self.app.workspace.snapshot.path) as chronicle:
                for record in entry.records:
                    before = chronicle.versions.get(record.before)
                    after = chronicle.versions.get(record.after)
                    lines += difference(before, after, f"{record.address}.toml", self.app.say)
        except Failure as failure:
            self.app.call_from_thread(self.app.explain, failure)
        else:
            self.app.call_from_thread(self._take_difference, entry, lines)

    def _take_difference(self, entry: Entry, lines: list[Content]) -> None:
        if entry is self._entry:
            self._difference = lines
            self._show()

    def action_undo(self) -> None:
        """Take the change back."""
        entry = self._entry
        self.bring_back(lambda chronicle, folder: Reversion.of(chronicle, folder, entry))

    action_undo_saved = undo_saved

    def action_restore(self) -> None:
        """Make the records, or one of their fields, what they were then; asks which, if need be."""
        ways = WayBack.all_of(self._entry, self._key)
        if len(ways) == 1:
            self._restore(ways[0])
            return
        rows = {
            str(place): Choice(self.app.say(way.words), way.name, partial(self._restore, way))
            for place, way in enumerate(ways)
        }
        title = self.app.say(_("What is to be restored to what it was then?"))
        self.app.push_screen(
            PaletteScreen(rows, title), lambda chosen: chosen.do() if chosen else None
        )

    def _restore(self, way: WayBack) -> None:
        self.bring_back(way.made)

    def action_back(self) -> None:
        """Close with the place of the entry."""
        self.dismiss(self._place)
