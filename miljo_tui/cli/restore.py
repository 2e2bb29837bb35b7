"""`miljo-tui restore RECORD --at REV`: a record, or one field, as it was at some point."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from miljo_tui.audit import Chronicle, record_address, restore
from miljo_tui.cli import saving
from miljo_tui.cli.context import Context
from miljo_tui.locale import mark as _


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "record", metavar=say(_("RECORD")), help=say(_("a record, also one that was removed"))
    )
    parser.add_argument(
        "--key",
        default="",
        metavar=say(_("KEY")),
        help=say(_("only this field or entry; without it, the whole record byte for byte")),
    )
    parser.add_argument(
        "--at",
        required=True,
        metavar=say(_("REV")),
        help=say(_("as it was then: a date, a commit or a tag; a commit's ~1 is what was before")),
    )
    saving.configure(parser, say)


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Restore; 1 where the check refuses what was once accepted."""
    snapshot = context.open()
    with Chronicle.open(context.path) as chronicle:
        kind, name = record_address(chronicle, context.path, arguments.record)
        proposal = restore(chronicle, snapshot.folder, kind, name, arguments.at, arguments.key)
    saving.commit(context, snapshot, [proposal], arguments)
    return 0
