"""Where each value of a record comes from: who gave it, when and why, and all it was before."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content

from miljo_tui.audit import Chronicle, Entry, FieldOrigin
from miljo_tui.locale import mark as _
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.wording import given
from miljo_tui.tui.columns import Column
from miljo_tui.tui.commands import ORIGINS
from miljo_tui.tui.fixed_text import FixedText
from miljo_tui.tui.literal import cell, label
from miljo_tui.tui.panels.history_rows import reason_of
from miljo_tui.tui.screens.history_reading import HistoryReadingScreen
from miljo_tui.tui.table import Table


class OriginsScreen(HistoryReadingScreen):
    """The fields of a record as it was committed last, each with its origin."""

    COMMANDS_HERE = ORIGINS
    AUTO_FOCUS = "Table"

    def __init__(self, record: AnyRecord, open_field: Callable[[str, str], None]) -> None:
        super().__init__()
        self._record = record
        self._open = open_field
        """Shows all values of a field, by its key and by what people call it."""
        self._found: dict[str, FieldOrigin] = {}

    def compose(self) -> ComposeResult:
        """Lay out the title, the fields and the keys."""
        say = self.app.say
        yield FixedText(id="title")
        yield Table(
            [
                Column("value", say(_("Value")), None, minimum=30),
                Column("date", say(_("Date")), 10),
                Column("author", say(_("Person")), 16),
                Column("reason", say(_("Reason")), None, minimum=14, priority=-1),
            ]
        )
        yield FixedText(id="cell")
        yield self.key_line()

    def on_mount(self) -> None:
        """Say that it is being read."""
        self._title(self.app.say(_("Reading…")))

    def on_screen_resume(self) -> None:
        """Read, and again when somebody comes back: a value may have been restored."""
        self.look(self._read)

    def _title(self, count: str) -> None:
        name = f"{self.app.say(_('Who and when'))} · {self._record.name} · {count}"
        self.query_one("#title", FixedText).update(label(name, "bold"))

    def _read(self, chronicle: Chronicle) -> None:
        self.found(
            self._show, FieldOrigin.of_record(chronicle, self._record.kind, self._record.address)
        )

    def _show(self, found: list[FieldOrigin]) -> None:
        if not found:
            self.dismiss(None)
            self.app.tell(_("The record is not in the newest commit, or cannot be read there"))
            return
        self._found = {each.field.key: each for each in found}
        self.query_one(Table).set_rows(list(self._found), self._cells)
        self.on_table_highlighted()
        self._title(str(len(found)))

    def _cells(self, key: str) -> tuple[Text, ...]:
        origin = self._found[key]
        entry = origin.entry
        return (
            cell(self.app.say(given(origin.field))),
            cell(entry.date.date().isoformat()),
            cell(entry.author),
            cell(self._reason(entry)),
        )

    def _reason(self, entry: Entry) -> str:
        """Return why, after what is to be known of the value's commit."""
        if not entry.is_cut:
            return reason_of(entry)
        cut = self.app.say(_("What was before this commit is not in this clone"))
        return f"! {cut} · {reason_of(entry)}"

    def on_table_highlighted(self) -> None:
        """Say in full what the line under the cursor has no room for."""
        found = self._found.get(self.query_one(Table).cursor_id or "")
        if found:
            said, entry = self.app.say(given(found.field)), found.entry
            lines = [label(said), label(entry.author, "dim"), label(self._reason(entry))]
            self.query_one("#cell", FixedText).update(Content("\n").join(lines))

    def on_table_opened(self) -> None:
        """Show all values of the field under the cursor."""
        self.action_open()

    def action_open(self) -> None:
        """Show all values that the field under the cursor has had."""
        key = self.query_one(Table).cursor_id
        if key is not None:
            say, field = self.app.say, self._found[key].field
            self._open(key, " · ".join([*map(say, field.within), say(field.label)]))
