"""`miljo-tui receive`: the hook of a server, which takes or refuses what is pushed."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain
from miljo_tui.locale import language, message
from miljo_tui.locale import mark as _
from miljo_tui.sharing import refusals

HOOKS = _(
    "Git runs it as the pre-receive hook, which “miljo-tui setup server FOLDER” puts in place."
)


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.epilog = f"{say(HOOKS)}\n\n{parser.epilog}"
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
    """Look at what is pushed, as git tells it on standard input; 1 refuses all of it."""
    with open(0, "rb", closefd=False) as given:
        lines = given.read().decode("utf-8", "surrogateescape").splitlines()
    if not lines:
        return 0
    signers = Path(arguments.allowed_signers) if arguments.allowed_signers else None
    found = refusals(Path.cwd(), lines, strict=arguments.strict, signers=signers)
    for refusal in found:
        spoken = language(refusal.language)
        for said in refusal.said:
            complain(spoken, said)
        complain(spoken, message(_("Nothing of this push was taken.")))
    return int(bool(found))
