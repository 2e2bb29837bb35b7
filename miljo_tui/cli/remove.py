"""`miljo-tui remove RECORD --reason TEXT`: take a record away and commit that."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from miljo_tui.cli import saving
from miljo_tui.cli.context import Context
from miljo_tui.cli.record_argument import the_record
from miljo_tui.editing import Proposal
from miljo_tui.locale import mark as _


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "record", metavar=say(_("RECORD")), help=say(_("an id, such as measures/…"))
    )
    saving.configure(parser, say)


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Remove a record; 1 where others still refer to it."""
    snapshot = context.open()
    record = the_record(snapshot.folder, arguments.record)
    saving.commit(context, snapshot, [Proposal.removing(record, snapshot.folder)], arguments)
    return 0
