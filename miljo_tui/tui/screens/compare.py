"""Two points in time side by side: what has happened in between, record by record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from miljo_tui.audit import Chronicle, Comparison, Entry
from miljo_tui.locale import mark as _
from miljo_tui.tui.commands import COMPARE
from miljo_tui.tui.hanging_text import HangingText
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels.changes import record_lines
from miljo_tui.tui.panels.history_rows import reason_of
from miljo_tui.tui.screens.history_reading import HistoryReadingScreen


class CompareScreen(HistoryReadingScreen):
    """What differs, and then who changed it last and why."""

    COMMANDS_HERE = COMPARE
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, old: str, new: str | None) -> None:
        super().__init__()
        self._old = old
        self._new = new

    def compose(self) -> ComposeResult:
        """Lay out the title, what differs and the keys."""
        say = self.app.say
        until = self._new or say(_("the files as they are now"))
        yield Static(label(f"{say(_('Compared'))} · {self._old} → {until}", "bold"), id="title")
        with VerticalScroll(id="words"):
            yield HangingText(label(say(_("Reading…"))), id="what")
        yield self.key_line()

    def on_mount(self) -> None:
        """Begin to compare."""
        self.look(self._read)

    def _read(self, chronicle: Chronicle) -> None:
        compared = Comparison.of(chronicle, self._old, self._new, self.app.workspace.snapshot.path)
        self.found(self._show, compared, {})
        self.found(self._show, compared, compared.behind(chronicle))

    def _show(self, compared: Comparison, behind: Mapping[str, Sequence[Entry]]) -> None:
        lines = Content("\n").join(self._lines(compared, behind))
        self.query_one("#what", Static).update(lines)

    def _lines(
        self, compared: Comparison, behind: Mapping[str, Sequence[Entry]]
    ) -> Iterator[Content]:
        for record in compared.records:
            yield from record_lines(record, self.app.speaker)
            for entry in behind.get(record.address, ()):
                when, reason = entry.date.date().isoformat(), reason_of(entry)
                yield label(f"    {when} {entry.author} {entry.case} {reason}", "dim")
        if not compared.records:
            yield label(self.app.say(_("Nothing differs")))
