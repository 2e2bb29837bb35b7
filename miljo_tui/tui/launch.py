"""The way into the application: make the terminal ready, run, give it back."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from miljo_tui.locale import Language
from miljo_tui.tui.terminal.signals import give_back_the_terminal

SETTINGS = {
    "TEXTUAL_ANIMATIONS": "none",  # over a slow link every byte is felt
    "TEXTUAL_FPS": "1000",  # what a key changes waits for the next frame
    "TEXTUAL_DISABLE_KITTY_KEY": "1",  # several terminals lose letters in that mode
    "TEXTUAL_SMOOTH_SCROLL": "0",  # its reports make mouse positions collapse
    "TEXTUAL_THEME": "ansi-dark",  # the colours of the person's own terminal
}


def launch(path: Path, speaker: Language) -> int:
    """Run the application and return its exit code. Raises Missing."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    for name in ("COLUMNS", "LINES"):  # exported ones would freeze the size
        os.environ.pop(name, None)
    if not os.environ.get("TEXTUAL_DRIVER", "-"):
        del os.environ["TEXTUAL_DRIVER"]
    if sys.__stderr__ is not None and hasattr(sys.__stderr__, "reconfigure"):
        sys.__stderr__.reconfigure(encoding="utf-8", errors="replace")

    # Here, since Textual reads its settings when it is loaded.
    from miljo_tui.tui.app import MiljoApp

    give_back_the_terminal()
    app = MiljoApp(path, speaker)
    app.run()
    if app.failure:
        raise app.failure
    return app.return_code or 0
