"""`miljo-tui merge-file BASE OURS THEIRS`: the merge that git asks for."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain, tell
from miljo_tui.editing import MergedFile
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.setup import MERGE_ATTRIBUTE, install_merge_driver

SETUP = _(
    "Git uses it once it is told to. New agreements are; any other clone, or one that an older\n"
    "version has told, is with:\n"
    "  miljo-tui merge-file --install\n"
    "and for all clones, in .gitattributes:\n"
    "  *.toml merge=miljo-tui"
)


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.epilog = f"{say(SETUP)}\n\n{parser.epilog}"
    for name, metavar, meaning in (
        ("base", _("BASE"), _("the version both come from")),
        ("ours", _("OURS"), _("our version, which is changed")),
        ("theirs", _("THEIRS"), _("the other version")),
        ("name", _("PATH"), _("the file's path in the repository; without it, that of OURS")),
    ):
        parser.add_argument(name, nargs="?", metavar=say(metavar), help=say(meaning))
    parser.add_argument(
        "--install",
        action="store_true",
        help=say(_("have git use it in this clone, where .gitattributes says so")),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Merge; 1 where the two conflict, and the file then has git's marks."""
    if arguments.install:
        return _install(context)
    if arguments.theirs is None:
        raise WrongUse(
            message(_("Three versions of a file are needed")),
            message(_("Give BASE, OURS and THEIRS; git does, once it is told with --install.")),
        )
    ours = Path(arguments.ours)
    name = arguments.name or str(ours.absolute())
    merged = MergedFile.of(Path(arguments.base), ours, Path(arguments.theirs), name)
    ours.write_bytes(merged.data)
    if merged.is_joined:
        return 0
    complain(context.language, message(_("{file}: the changes conflict"), file=name))
    return 1


def _install(context: Context) -> int:
    is_asked_for = install_merge_driver(context.path)
    tell(context.language.say(_("In this clone git joins two versions of a record by fields")))
    if not is_asked_for:
        text = _(".gitattributes does not ask for it yet; add the line: {line}")
        complain(context.language, message(text, line=MERGE_ATTRIBUTE))
    return 0
