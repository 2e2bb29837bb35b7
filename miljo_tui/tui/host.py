"""What every screen may ask of the application it is shown by."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.locale import Language, Message
from miljo_tui.model.failures import Failure
from miljo_tui.session.desk import Desk
from miljo_tui.tui.literal import visible
from miljo_tui.tui.order import OrderedApp

FIRST = 100
"""So many measures are read before the first paint; the rest follow."""


class Host(OrderedApp):
    """An application with a desk, a language, and passing messages."""

    def __init__(self, path: Path, speaker: Language) -> None:
        super().__init__()
        self.speaker = speaker
        self.desk = Desk(path, speaker, first=FIRST)

    def say(self, what: str | Message, **values: object) -> str:
        """Return a marked text in the language of the screen."""
        return self.speaker.say(what, **values)

    def tell(self, what: str | Message) -> None:
        """Show a passing message."""
        self.notify(visible(self.say(what)), timeout=8, markup=False)

    def explain(self, failure: Failure) -> None:
        """Show what stopped the work, and the remedy."""
        parts = [self.say(failure.message), failure.detail]
        if failure.remedy:
            parts.append(self.say(failure.remedy))
        text = visible("\n".join(part for part in parts if part), lines=True)
        self.notify(text, severity="error", timeout=12, markup=False)
