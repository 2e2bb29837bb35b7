"""`miljo-tui commit RECORD… --reason TEXT`: commit what was made outside the app."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from miljo_tui.cli import saving
from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain, tell
from miljo_tui.cli.record_argument import the_record
from miljo_tui.editing import OutsideChanges, Proposal
from miljo_tui.locale import mark as _
from miljo_tui.locale import message


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "records",
        nargs="*",
        metavar=say(_("RECORD")),
        help=say(_("what is to be committed; without any, all that was made by hand")),
    )
    saving.configure(parser, say)


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Commit records as their files stand; 1 where the check refuses them."""
    snapshot = context.open()
    changes = OutsideChanges(snapshot)
    if changes.obstacle and not arguments.dry_run:
        raise changes.obstacle
    chosen = changes.for_one_commit
    if arguments.records:
        chosen = changes.chosen(arguments.records)
        for name in arguments.records:
            if changes.named(name) is None:  # unchanged, unknown, or no file
                changes.of(the_record(snapshot.folder, name))
    if chosen or arguments.json:
        saving.commit(context, snapshot, chosen, arguments)
    else:
        tell(context.language.say(_("Nothing to commit: nothing was changed outside the program")))
    if not arguments.records:
        _tell_left(context, [each for each in changes.all if each not in chosen])
    return 0


def _tell_left(context: Context, left: Sequence[Proposal]) -> None:
    """Say what was not committed although no record was named."""
    for made in left:
        text = _("{file} was removed, which is committed separately: give the command again")
        if made.record.fault:
            text = _("{file} cannot be committed while it cannot be read")
        complain(context.language, message(text, file=made.record.file))
