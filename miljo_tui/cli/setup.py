"""`miljo-tui setup server FOLDER`: a shared repository that takes nothing untrue."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from miljo_tui.cli.context import Context
from miljo_tui.cli.output import having, tell
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.sharing import set_up_server


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "what", choices=("server",), help=say(_("a bare repository that several people push to"))
    )
    parser.add_argument(
        "folder", metavar=say(_("FOLDER")), help=say(_("a new one, or a bare repository"))
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help=say(_("every change of a record must be claimed by its commit")),
    )
    parser.add_argument(
        "--allowed-signers",
        metavar=say(_("FILE")),
        help=say(_("every commit must be signed with one of the SSH keys in this file")),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Make or take the repository, and put the hook into it."""
    signers = Path(arguments.allowed_signers) if arguments.allowed_signers else None
    made = set_up_server(Path(arguments.folder), strict=arguments.strict, signers=signers)
    text = _("{folder} looks at what is pushed from now on")
    if not made.is_changed:
        text = _("{folder} looks at what is pushed already")
    done = message(text, folder=made.folder)
    with having(done):
        tell(context.language.say(done))
    return 0
