"""Two points in time side by side: what has happened in between, record by record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.session.past.chronicle import Chronicle
from miljo_tui.session.past.comparing import Comparison, compare_points
from miljo_tui.tui.commands import COMPARE, bindings
from miljo_tui.tui.host import Host
from miljo_tui.tui.keyline import KeyLine
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels.changes import record_lines
from miljo_tui.tui.panels.entries import reason_of


class CompareScreen(Screen[None]):
    """What differs, with who changed it last and why."""

    app: Host
    COMMANDS_HERE = COMPARE
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMPARE)
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
            yield Static(label(say(_("Reading…"))), id="what")
        yield KeyLine(COMPARE, self.app.speaker)

    def on_mount(self) -> None:
        """Begin to compare."""
        self._compare()

    @work(thread=True, group="history")
    def _compare(self) -> None:
        path = self.app.desk.workspace.path
        try:
            with Chronicle.open(path) as chronicle:
                found = compare_points(chronicle, self._old, self._new, path)
        except Failure as failure:
            self.app.call_from_thread(self._failed, failure)
        else:
            self.app.call_from_thread(self._show, found)

    def _failed(self, failure: Failure) -> None:
        self.dismiss(None)
        self.app.explain(failure)

    def _show(self, found: Comparison) -> None:
        lines = Content("\n").join(self._lines(found))
        self.query_one("#what", Static).update(lines)

    def _lines(self, found: Comparison) -> Iterator[Content]:
        for record in found.records:
            yield from record_lines(record, self.app.speaker)
            for entry in found.latest_of(record):
                when, reason = entry.date.date().isoformat(), reason_of(entry)
                yield label(f"    {when} {entry.author} {entry.case} {reason}", "dim")
        if not found.records:
            yield label(self.app.say(_("Nothing differs")))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
