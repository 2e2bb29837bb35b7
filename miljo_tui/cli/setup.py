"""`miljo-tui setup server|shared FOLDER`: a repository to push to, or a clone for a group."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from miljo_tui.cli.context import Context
from miljo_tui.cli.output import having, tell
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.sharing import set_up_server, share_clone


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "what",
        choices=("server", "shared"),
        help=say(_("a bare repository that several people push to, or a clone that a group uses")),
    )
    parser.add_argument(
        "folder", metavar=say(_("FOLDER")), help=say(_("a new one or a bare repository; the clone"))
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help=say(_("every change of a record must be stated by its commit")),
    )
    parser.add_argument(
        "--allowed-signers",
        metavar=say(_("FILE")),
        help=say(_("every commit must be signed with one of the SSH keys in this file")),
    )

    parser.add_argument(
        "--group",
        metavar=say(_("NAME")),
        help=say(_("with shared: the group of users that works in the clone")),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Make or take the repository, and put the hook into it."""
    if arguments.what == "shared":
        return _share(context, arguments)
    if arguments.group:
        raise WrongUse(
            message(_("--group is for a clone that several users work in")),
            message(_("Say setup shared FOLDER --group NAME.")),
        )
    signers = Path(arguments.allowed_signers) if arguments.allowed_signers else None
    made = set_up_server(Path(arguments.folder), strict=arguments.strict, signers=signers)
    text = _("{folder} looks at what is pushed from now on")
    if not made.is_changed:
        text = _("{folder} looks at what is pushed already")
    done = message(text, folder=made.folder)
    with having(done):
        tell(context.language.say(done))
    return 0


def _share(context: Context, arguments: argparse.Namespace) -> int:
    if not arguments.group or arguments.strict or arguments.allowed_signers:
        raise WrongUse(
            message(_("A shared clone needs a group, and nothing else")),
            message(_("Say setup shared FOLDER --group NAME.")),
        )
    made = share_clone(Path(arguments.folder), arguments.group)
    text = _("{folder} is shared with the group {group}")
    if not made.is_changed:
        text = _("{folder} is shared with the group {group} already")
    done = message(text, folder=made.folder, group=arguments.group)
    trust = _("Each of the others runs once: git config --global --add safe.directory {folder}")
    with having(done):
        tell(context.language.say(done))
        tell(context.language.say(trust, folder=pasted(made.folder)))
    return 0
