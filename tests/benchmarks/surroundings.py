"""What every measured program is started with: the same interpreter, settings and variables."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from miljo_tui.tui.launch import SETTINGS

CHECKOUT = Path(__file__).resolve().parents[2]


def environment(home: Path) -> dict[str, str]:
    """Return the variables; compiled modules are kept, as where the program is installed."""
    home.mkdir(exist_ok=True)
    identity = home / "gitconfig"
    identity.write_text("[user]\n\tname = Test\n\temail = test@example.org\n", encoding="utf-8")
    return {
        **SETTINGS,
        "HOME": str(home),
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(CHECKOUT),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(identity),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }


def program(*arguments: str) -> list[str]:
    """Return the command line that the installed `miljo-tui` amounts to."""
    return [sys.executable, "-c", "from miljo_tui.cli.main import main; main()", *arguments]


def bare_app(*arguments: str) -> list[str]:
    """Return the command line of the bare app, which looks for garbage when the program does."""
    begin = "import gc; gc.disable(); from tests.benchmarks.bare import main; main()"
    return [sys.executable, "-c", begin, *arguments]
