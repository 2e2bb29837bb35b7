"""`miljo-tui diff REV [REV]`: what differs between two points in time, record by record."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence

from miljo_tui.audit import Chronicle, Comparison, Entry
from miljo_tui.cli.context import Context
from miljo_tui.cli.log import SHORT, changes_json
from miljo_tui.cli.output import tell, tell_json
from miljo_tui.locale import Language
from miljo_tui.locale import mark as _

EXAMPLES = _(
    "A point is a date, a commit or a tag; a date is the end of that day.\n"
    "examples:\n"
    "  miljo-tui diff 2023-02-15                what has happened since that meeting\n"
    "  miljo-tui diff 2022-12-31 2023-12-31     what happened in 2023"
)


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.epilog = f"{say(EXAMPLES)}\n\n{parser.epilog}"
    parser.add_argument("old", metavar=say(_("REV")), help=say(_("the earlier point")))
    parser.add_argument(
        "new",
        nargs="?",
        metavar=say(_("REV")),
        help=say(_("the later point; without it, the files as they are on disk")),
    )
    parser.add_argument("--json", action="store_true", help=say(_("print as JSON")))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Compare two points; 0 whether anything differs or not."""
    with Chronicle.open(context.history) as chronicle:
        new = arguments.new or ("HEAD" if context.bare else None)
        found = Comparison.of(chronicle, arguments.old, new, context.history)
        if arguments.json:
            tell_json({"format": 1, "changes": changes_json(found.records)})
            return 0
        behind = found.behind(chronicle)
    for line in _lines(found, behind, context.language):
        tell(line)
    return 0


def _lines(
    found: Comparison, behind: Mapping[str, Sequence[Entry]], language: Language
) -> Iterator[str]:
    for record in found.records:
        yield language.say(record.heading)
        for said in record.words():
            yield f"  {language.say(said)}"
        for entry in behind[record.address]:
            when = entry.date.date().isoformat()
            reason = " ".join(entry.reason.split())
            yield f"    {when}  {entry.commit[:SHORT]}  {entry.author}  {reason}".rstrip()
    if not found.records:
        yield language.say(_("Nothing differs"))
