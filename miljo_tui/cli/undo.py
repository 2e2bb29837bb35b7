"""`miljo-tui undo [COMMIT]`: a saved change taken back, as a new commit that names it."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from miljo_tui.audit import Chronicle, Reversion
from miljo_tui.cli import saving
from miljo_tui.cli.context import Context
from miljo_tui.cli.log import SHORT
from miljo_tui.cli.output import complain
from miljo_tui.editing import Snapshot
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.model.paths import spell
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.model.wording import words


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "commit",
        nargs="?",
        metavar=say(_("COMMIT")),
        help=say(
            _("the change to undo; without it, the newest that you have made with the program")
        ),
    )
    saving.configure(parser, say)


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Undo; 3 where somebody has changed the same fields since."""
    snapshot = context.open()
    with Chronicle.open(context.path) as chronicle:
        if arguments.commit is None:
            made = Reversion.of_newest(chronicle, snapshot.folder)
        else:
            entry = chronicle.named(arguments.commit)
            made = Reversion.of(chronicle, snapshot.folder, entry)
        return take_back(context, snapshot, made, arguments)


def take_back(
    context: Context, snapshot: Snapshot, returned: Reversion, arguments: argparse.Namespace
) -> int:
    """Commit what takes an entry back. Raises BadState where fields of it were changed since."""
    for rebased in returned.open:
        for change in rebased.theirs:
            said = message(
                _("{record} since: {change}"),
                record=rebased.draft.record.address,
                change=words(change),
            )
            complain(context.language, said)
    if returned.open:
        rebased = returned.open[0]
        record = rebased.draft.record
        conflict = rebased.conflicts[0]
        raise BadState(
            message(
                _("{record} was changed since in the same fields; nothing was written"),
                record=record.address,
            ),
            message(
                _("Restore field by field: miljo-tui restore {record} --key {key} --at {commit}~1"),
                record=pasted(record.address),
                key=pasted(spell(record.kind.cls, rebased.draft.result.raw, conflict.path)),
                commit=returned.commit[:SHORT],
            ),
        )
    saving.commit(context, snapshot, returned.proposals, arguments, returned.subject)
    return 0
