"""`miljo-tui` without a command: the terminal application, where there is a terminal."""

from __future__ import annotations

import argparse
import os
import sys

from miljo_tui.cli.context import Context
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Open the agreement in the terminal. Raises WrongUse where there is no terminal."""
    path = context.path
    if not (sys.stdin.isatty() and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        raise WrongUse(
            message(_("The app needs a terminal")),
            message(_("Without one, run: miljo-tui list measures, show, set or check.")),
        )
    from miljo_tui.tui.launch import launch

    return launch(path, context.language)
