"""A screen whose words are read from the history aside, and come when they are found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import work
from textual.worker import get_current_worker

from miljo_tui.audit import Chronicle
from miljo_tui.model.failures import Failure
from miljo_tui.tui.command_screen import CommandScreen


class HistoryReadingScreen(CommandScreen[bool]):
    """Closes with False, and a sentence, where nothing can be read."""

    @work(thread=True, group="history")
    def look(self, read: Callable[[Chronicle], None]) -> None:
        """Read aside; what is found is handed to `found`."""
        try:
            with Chronicle.open(self.app.workspace.snapshot.path) as chronicle:
                read(chronicle)
        except Failure as failure:
            self.found(self._failed, failure)

    def found(self, show: Callable[..., None], *given: Any) -> None:
        """Show what was found, unless the screen was left meanwhile; for the reading thread."""
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(show, *given)

    def _failed(self, failure: Failure) -> None:
        self.dismiss(False)
        self.app.explain(failure)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
