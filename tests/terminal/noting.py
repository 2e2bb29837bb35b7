"""The app, which notes down what it shows in the folder named first.

The name of each screen goes into `screens`, and what Textual draws into `drawn`, whatever the
driver makes of it.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any

from miljo_tui.cli.main import main
from miljo_tui.tui.launch import SETTINGS

os.environ.update(SETTINGS)  # Textual reads them when it is imported
app_class = importlib.import_module("textual.app").App
host_class = importlib.import_module("miljo_tui.tui.host").Host
notes = Path(sys.argv.pop(1))
notes.mkdir()
drawn = (notes / "drawn").open("ab", buffering=0)
push, get_driver_class = app_class.push_screen, host_class.get_driver_class


def noted(app: Any, screen: Any, *rest: Any, **named: Any) -> Any:
    """Note down the screen that is there, and the one that comes over it."""
    with (notes / "screens").open("a", encoding="utf-8") as file:
        file.writelines(f"{type(each).__name__}\n" for each in (app.screen, screen))
    return push(app, screen, *rest, **named)


def noting_driver(app: Any) -> Any:
    """Return the driver that the app would take, which notes down all that it is given."""
    driver_class: Any = get_driver_class(app)
    write = driver_class.write

    def noted_write(driver: Any, data: str) -> None:
        drawn.write(data.encode("utf-8", "replace"))
        write(driver, data)

    return type("NotingDriver", (driver_class,), {"write": noted_write})


app_class.push_screen = noted
host_class.get_driver_class = noting_driver
main()
