"""`miljo-tui set RECORD… KEY=VALUE… --reason TEXT`: change fields and commit the change."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from miljo_tui.cli import saving
from miljo_tui.cli.assignments import assign, is_assignment
from miljo_tui.cli.context import Context
from miljo_tui.cli.record_argument import the_record
from miljo_tui.editing import Draft
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.query import matches, search_text

EXAMPLES = _(
    "examples:\n"
    '  miljo-tui set measures/pollinatorsprojekt end=2025 --reason "Extended by decision"\n'
    "  miljo-tui set pollinatorsprojekt participants+=Hagforshem objectives-=13 --reason …\n"
    "  miljo-tui set agreement page.published_by=Kommunledningsavdelningen --reason …\n"
    '  miljo-tui set pollinatorsprojekt criterion= --reason "No longer of use"\n'
    "\n"
    "A list is written with commas; an item that holds a comma stands in double quotes.\n"
    "An empty value takes the key away.\n"
    "\n"
    "An entry is named in square brackets, by what it is known by or by its number:\n"
    '  "follow_ups[2023].status=H"                     the follow-up for 2023; made if missing\n'
    '  "follow_ups[2023,Tekniska enheten].status=H"    where a year has several reporters\n'
    '  "actions+=Slåtter i Wilenska parken"            a new sub-action by its title\n'
    '  "actions[Slåtter i Wilenska parken].status=G"   or  "actions[2].status=G"\n'
    '  "actions[2]-="                                  remove it\n'
    '  "actions[2]@=1"                                 put it first\n'
    '  "indicators[Ängsyta].values[2023].value=4,5"    an entry within an entry\n'
    "\n"
    "Several records at once, in one commit:\n"
    "  miljo-tui set pollinatorsprojekt ny-renhallningsordning end=2025 --reason …\n"
    '  miljo-tui set --filter "Tekniska enheten" responsible=Samhällsbyggnadsavdelningen '
    "--reason …"
)


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.epilog = f"{say(EXAMPLES)}\n\n{parser.epilog}"
    parser.add_argument(
        "words",
        metavar=say(_("RECORD… KEY=VALUE")),
        nargs="+",
        help=say(
            _("ids, such as measures/…, and new values; += and -= add to and take from a list")
        ),
    )
    parser.add_argument(
        "--filter",
        metavar=say(_("TERMS")),
        help=say(_("every measure in which all these terms occur")),
    )
    saving.configure(parser, say)


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Change one or several records; 1 where the check refuses the change."""
    snapshot = context.open()
    names, assignments = _parted(arguments.words)
    records = _records(snapshot.folder, names, arguments.filter, context.language)
    drafts = [Draft(record, snapshot.folder) for record in records]
    for draft in drafts:
        for assignment in assignments:
            assign(draft, assignment)
    saving.commit(context, snapshot, [draft.proposal() for draft in drafts], arguments)
    return 0


def _parted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the names of records and the assignments. Raises WrongUse where either is in doubt."""
    names: list[str] = []
    for word in words:
        if is_assignment(word):
            break
        names.append(word)
    assignments = list(words[len(names) :])
    if not assignments:
        raise WrongUse(
            message(_("No change was given")),
            message(_("Write KEY=VALUE, or KEY+=VALUE and KEY-=VALUE for lists.")),
        )
    return names, assignments


def _records(
    folder: Folder, names: Sequence[str], terms: str | None, language: Language
) -> list[AnyRecord]:
    found: dict[str, AnyRecord] = {}
    for name in names:
        record = the_record(folder, name)
        found[record.address] = record
    if terms is not None:
        for measure in folder.measures.values():
            if matches(terms, search_text(measure, folder, language)):
                found[measure.address] = measure
        if not found:
            raise WrongUse(
                message(_("No measure holds “{terms}”"), terms=terms),
                message(_("Try with: miljo-tui list measures --filter TERMS")),
            )
    if not found:
        raise WrongUse(
            message(_("No record was named")),
            message(_("List them with: miljo-tui list measures")),
        )
    return list(found.values())
