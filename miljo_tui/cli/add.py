"""`miljo-tui add measure|area TITLE [KEY=VALUE…] --reason TEXT`: make a record and commit it."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from miljo_tui.cli import saving
from miljo_tui.cli.assignments import assign
from miljo_tui.cli.context import Context
from miljo_tui.cli.record_argument import the_record
from miljo_tui.editing import NewRecords
from miljo_tui.locale import mark as _
from miljo_tui.model.records import AREA, MEASURE

EXAMPLES = _(
    "examples:\n"
    '  miljo-tui add measure "Solceller på skolorna" areas=fysisk-planering start=2023 --reason …\n'
    '  miljo-tui add measure "Fler ängar" --like pollinatorsprojekt --reason …\n'
    '  miljo-tui add area "Klimatanpassning" focus_area="Klimat" --reason …\n'
    "\n"
    "A measure begins with what stands in templates/measure.toml. Its id is made from the title;\n"
    "one that is taken gets -2. An area gets the number after the highest.\n"
    "KEY=VALUE is written as for the command set."
)


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.epilog = f"{say(EXAMPLES)}\n\n{parser.epilog}"
    parser.add_argument("kind", choices=(MEASURE.name, AREA.name), help=say(_("what to make")))
    parser.add_argument("title", metavar=say(_("TITLE")), help=say(_("its title or name")))
    parser.add_argument(
        "changes", metavar=say(_("KEY=VALUE")), nargs="*", help=say(_("the values of its fields"))
    )
    parser.add_argument(
        "--like",
        metavar=say(_("RECORD")),
        help=say(_("copy another record, without what was reported on it")),
    )
    saving.configure(parser, say)


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Make the record; 1 where the check refuses it."""
    snapshot = context.open()
    kind = MEASURE if arguments.kind == MEASURE.name else AREA
    like = None if arguments.like is None else the_record(snapshot.folder, arguments.like)
    draft = NewRecords(snapshot, kind).add(arguments.title, like)
    for assignment in arguments.changes:
        assign(draft, assignment)
    saving.commit(context, snapshot, [draft.proposal()], arguments)
    return 0
