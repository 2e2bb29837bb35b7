"""The app, which notes down the name of each screen that it shows in the file named first."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from miljo_tui.cli.main import main
from miljo_tui.tui.launch import SETTINGS

os.environ.update(SETTINGS)  # Textual reads them when it is imported, which is here

from textual.app import App

notes = Path(sys.argv.pop(1))
push = App.push_screen


def noted(app: App[Any], screen: Any, *rest: Any, **named: Any) -> Any:
    """Note down the screen that is there, and the one that comes over it."""
    with notes.open("a", encoding="utf-8") as file:
        file.writelines(f"{type(each).__name__}\n" for each in (app.screen, screen))
    return push(app, screen, *rest, **named)


App.push_screen = noted  # type: ignore[method-assign]
main()
