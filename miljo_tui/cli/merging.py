"""`miljo-tui merge-file BASE OURS THEIRS`: the merge that git asks for."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.session.merging_files import merge_files

SETUP = _(
    "Git uses it once it is told to, in each clone:\n"
    "  git config merge.miljo-tui.driver 'miljo-tui merge-file %O %A %B %P'\n"
    "and in .gitattributes (new agreements have both):\n"
    "  *.toml merge=miljo-tui"
)


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.epilog = f"{say(SETUP)}\n\n{parser.epilog}"
    parser.add_argument("base", metavar=say(_("BASE")), help=say(_("the version both come from")))
    parser.add_argument(
        "ours", metavar=say(_("OURS")), help=say(_("our version, which is changed"))
    )
    parser.add_argument("theirs", metavar=say(_("THEIRS")), help=say(_("the other version")))
    parser.add_argument(
        "name",
        nargs="?",
        metavar=say(_("PATH")),
        help=say(_("the file's path in the repository; without it, that of OURS")),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Merge; 1 where the two conflict, and the file then has git's marks."""
    ours = Path(arguments.ours)
    name = arguments.name or str(ours.absolute())
    if merge_files(Path(arguments.base), ours, Path(arguments.theirs), name):
        return 0
    complain(context.language, message(_("{file}: the changes conflict"), file=name))
    return 1
