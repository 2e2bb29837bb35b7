"""`miljo-tui init FOLDER`: an empty agreement with the seven areas and its own repository."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from miljo_tui.cli.context import Context
from miljo_tui.cli.output import tell
from miljo_tui.locale import mark as _
from miljo_tui.session.founding import found


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "folder",
        metavar=say(_("FOLDER")),
        help=say(_("a new or empty folder, or an agreement that has no repository yet")),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Make the agreement and say what to do next."""
    language = context.language
    made = found(Path(arguments.folder), language)
    tell(language.say(_("Made {folder}, commit {commit}"), folder=made.folder, commit=made.commit))
    tell(language.say(_("Open it with: miljo-tui -C {folder}"), folder=arguments.folder))
    return 0
