"""History: what was changed, by whom, when and why; of everything, one record, or one field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from miljo_tui.audit import (
    Chronicle,
    Entry,
    EntryFilter,
    EntrySearch,
    HistoryCache,
    Reversion,
)
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Failure
from miljo_tui.model.folder import AnyRecord
from miljo_tui.tui import screens
from miljo_tui.tui.commands import HISTORY
from miljo_tui.tui.fixed_text import FixedText
from miljo_tui.tui.forms.line import Line
from miljo_tui.tui.gc_tuning import look_for_garbage
from miljo_tui.tui.hanging_text import HangingText
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels.entry_text import entry_lines
from miljo_tui.tui.panels.history_rows import EntryList, Row, row_of
from miljo_tui.tui.screens.record_actions import undo_saved
from miljo_tui.tui.screens.undo import UndoScreen

MOST_LINES = 80
"""Lines of an entry that are shown beside the list."""


class HistoryScreen(UndoScreen):
    """The entries as a list, the newest first; what is not read yet comes while one reads."""

    COMMANDS_HERE = HISTORY
    AUTO_FOCUS = "EntryList"
    # Beside the list stands the entry only where the list's lines keep their words.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (160, "-wide")]

    def __init__(self, record: AnyRecord | None = None, key: str = "", field: str = "") -> None:
        super().__init__()
        self._record = record
        self._narrowing = EntryFilter(key=key)
        self._field = field
        """What people call the field that the key names."""
        self._is_whole = record is None
        """Whether all records are shown, and not only the one that was asked for."""
        self._rows: dict[str, Row] = {}
        self._is_reading = True
        self._told: Entry | None = None
        """The entry that stands in full below the list."""

    def compose(self) -> ComposeResult:
        """Lay out the title, the filter, the entries and the keys."""
        say = self.app.say
        yield FixedText(id="title")
        yield Line(placeholder=say(_("Search words (all must occur), or a period")), id="filter")
        with Container(id="panels"):
            yield EntryList()
            with VerticalScroll(id="entry", can_focus=False):
                yield HangingText()
        yield self.key_line()

    def on_mount(self) -> None:
        """Begin to read."""
        self._show()
        self._read()

    def returned(self) -> None:
        """Read what has just been committed."""
        self._read()

    @work(thread=True, exclusive=True, group="history")
    def _read(self) -> None:
        """Read entries aside, and show them as they come."""
        worker, app = get_current_worker(), self.app
        self._is_reading, of_one = True, not self._is_whole
        rows: dict[str, Row] = {}
        held, shown = self._rows, dict[str, Row]()
        try:
            with Chronicle.open(app.workspace.snapshot.path, signatures=True) as chronicle:
                for entries in self._entries(chronicle):
                    for entry in entries:
                        if worker.is_cancelled:
                            return
                        if entry.commit not in rows:
                            rows[entry.commit] = row_of(
                                entry, app.workspace.folder, app.speaker, of_one=of_one
                            )
                    shown = {entry.commit: rows[entry.commit] for entry in entries}
                    # What was there stays until it is read again: the cursor may be on it.
                    app.call_from_thread(self._take, {**shown, **held} | shown)
        except Failure as failure:
            app.call_from_thread(app.explain, failure)
        self._is_reading = False
        app.call_from_thread(self._take, shown)

    @property
    def _seen(self) -> HistoryCache:
        """The history as it was read on any screen of this window."""
        if self.app.seen is None:
            self.app.seen = HistoryCache()
        return self.app.seen

    def _entries(self, chronicle: Chronicle) -> Iterator[Sequence[Entry]]:
        """Yield all entries that are known so far, each time there are more."""
        if self._is_whole or self._record is None:
            yield from self._seen.read(chronicle)
            return
        yield from self._narrowing.read(chronicle, self._record.address)

    def _take(self, rows: dict[str, Row]) -> None:
        self._rows = rows
        look_for_garbage()  # all these entries stay: looking through them again is felt by the keys
        if self._is_whole and self._seen.was_rewritten:
            self._seen.was_rewritten = False
            self.app.tell(_("The history was rewritten since: commits that were there are gone"))
        self._show()

    def _show(self) -> None:
        terms, rows = self.query_one("#filter", Line).value, self._rows
        search = EntrySearch(terms)
        left = [id for id, row in rows.items() if search.finds(row.entry, row.text)]
        table = self.query_one(EntryList)
        why = self.app.say(_("Reading…")) if self._is_reading else self._why_empty(terms)
        table.explain_empty("" if left else why)
        table.set_rows(left, lambda id: rows[id].cells)
        self._show_under_cursor()
        self.query_one("#filter").set_class(bool(terms) or self._filter_has_focus, "open")
        count = f"{len(left)}/{len(rows)}" if terms.strip() else str(len(rows))
        if self._is_reading:
            count = f"{count} …" if rows else "…"
        title = label(f"{self.app.say(_('History'))} · {self._about()} · {count}", "bold")
        self.query_one("#title", FixedText).update(title)

    def _show_under_cursor(self) -> None:
        """Say the entry under the cursor in full, as much of it as is looked at from a list."""
        entry, lines = self._entry, list[Content]()
        if entry is self._told:
            return  # more has been read; what stands there is neither laid out nor scrolled again
        self._told = entry
        if entry is not None:
            lines = list(islice(entry_lines(entry, self.app.speaker), MOST_LINES + 1))
            if len(lines) > MOST_LINES:
                lines[MOST_LINES:] = [label(self.app.say(_("… Enter shows all of it")), "dim")]
        pane = self.query_one("#entry", VerticalScroll)
        pane.scroll_home(animate=False)
        pane.query_one(Static).update(Content("\n").join(lines))

    def _why_empty(self, terms: str) -> str:
        if terms.strip():
            text = _("No change matches “{terms}”. Esc shows all again.")
            return self.app.say(message(text, terms=terms))
        if self._is_whole or self._record is None:
            return self.app.say(_("Nothing has been committed yet."))
        return self.app.say(_("Nothing of this has been committed yet. w shows all records."))

    @property
    def _filter_has_focus(self) -> bool:
        return isinstance(self.focused, Line)

    def _about(self) -> str:
        if self._is_whole or self._record is None:
            return self.app.say(_("all records"))
        return f"{self._record.name} · {self._field}" if self._field else self._record.name

    def on_input_changed(self) -> None:
        """Filter as somebody types."""
        self._show()

    def on_input_submitted(self) -> None:
        """Go from the filter to what it found."""
        self.query_one(EntryList).focus()
        self._show()

    def on_table_highlighted(self) -> None:
        """Follow the cursor."""
        self._show_under_cursor()

    def on_table_opened(self) -> None:
        """Read the entry under the cursor."""
        self.action_open()

    def action_open(self) -> None:
        """Open the entry under the cursor, with the way to those beside it."""
        table = self.query_one(EntryList)
        if table.cursor_id is None:
            return
        entries = [self._rows[id].entry for id in table.row_ids]
        place = table.row_ids.index(table.cursor_id)

        def closed(at: int | None) -> None:
            if at is not None:
                self.query_one(EntryList).move_to(entries[at].commit)
            self._read()

        key = "" if self._is_whole else self._narrowing.key
        self.app.push_screen(screens.HistoryEntryScreen(entries, place, key), closed)

    def action_filter(self) -> None:
        """Put the cursor into the filter."""
        line = self.query_one("#filter", Line)
        line.add_class("open")
        line.focus()

    def action_whole(self) -> None:
        """Show all records, or again the one."""
        if self._record is None:
            self.app.tell(_("All records are shown already"))
            return
        self._is_whole = not self._is_whole
        self._rows = {}
        self._show()
        self._read()

    action_undo_saved = undo_saved

    def action_origins(self) -> None:
        """Show where each value of the record comes from; of all, that under the cursor."""
        record = self._record
        if self._is_whole or record is None:
            addresses = [each.address for each in self._entry.records] if self._entry else []
            record = next(
                (each for each in self.app.workspace.folder.records() if each.address in addresses),
                None,
            )
        if record is None:
            self.app.tell(_("The record is not there any more; open the change to read it"))
        else:
            self.app.push_screen(screens.OriginsScreen(record, partial(self._open_field, record)))

    def _open_field(self, record: AnyRecord, key: str, about: str) -> None:
        self.app.push_screen(HistoryScreen(record, key, about))

    @property
    def _entry(self) -> Entry | None:
        id = self.query_one(EntryList).cursor_id
        return self._rows[id].entry if id is not None else None

    def action_compare(self, typed: str = "") -> None:
        """Ask for two points, and show what differs between them."""
        hint = _(
            "A date, a commit or a tag, such as 2023-02-15; up to another: 2022-12-31..2023-12-31"
        )

        def asked(text: str | None) -> None:
            if text:
                old, _dots, new = text.partition("..")
                compared = screens.CompareScreen(old.strip(), new.strip() or None)
                self.app.push_screen(
                    compared, lambda found: self.action_compare(text) if found is False else None
                )

        title, hint = self.app.say(_("What has changed since")), self.app.say(hint)
        self.app.push_screen(screens.TextQuestionScreen(title, "", hint, typed), asked)

    def action_undo(self) -> None:
        """Take the change under the cursor back."""
        entry = self._entry
        if entry is not None:
            self.bring_back(lambda chronicle, folder: Reversion.of(chronicle, folder, entry))

    def action_reload(self) -> None:
        """Read what has come since."""
        self._read()

    def action_back(self) -> None:
        """Out of the filter first, then back."""
        line = self.query_one("#filter", Line)
        if line.value or self._filter_has_focus:
            line.value = ""
            self.query_one(EntryList).focus()
            self._show()
        else:
            self.dismiss(None)
