"""`miljo-tui set RECORD KEY=VALUE… --reason TEXT`: change fields and commit the change."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from miljo_tui.cli.check import as_json
from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain, tell, tell_json
from miljo_tui.cli.records import the_record
from miljo_tui.locale import Language, language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import words
from miljo_tui.model.problems import Problem
from miljo_tui.session.assigning import assign
from miljo_tui.session.drafting import Draft, Why
from miljo_tui.session.inspection import placed
from miljo_tui.session.saving import (
    ChangedUnderneath,
    Saved,
    Unacceptable,
    acceptable,
    diff,
    save,
)

EXAMPLES = _(
    "examples:\n"
    '  miljo-tui set measures/pollinatorsprojekt end=2025 --reason "Extended by decision"\n'
    "  miljo-tui set pollinatorsprojekt participants+=Hagforshem objectives-=13 --reason …\n"
    "  miljo-tui set agreement page.published_by=Kommunledningsavdelningen --reason …\n"
    '  miljo-tui set pollinatorsprojekt criterion= --reason "No longer of use"\n'
    "\n"
    "A list is written with commas; an item that holds a comma stands in double quotes.\n"
    "An empty value takes the key away."
)


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.epilog = f"{say(EXAMPLES)}\n\n{parser.epilog}"
    parser.add_argument(
        "record", metavar=say(_("RECORD")), help=say(_("an id, such as measures/…"))
    )
    parser.add_argument(
        "changes",
        metavar=say(_("KEY=VALUE")),
        nargs="+",
        help=say(_("a new value; += and -= add to and take from a list")),
    )
    parser.add_argument(
        "--reason", default="", metavar=say(_("TEXT")), help=say(_("why, for those who review"))
    )
    parser.add_argument(
        "--case", default="", metavar=say(_("NUMBER")), help=say(_("the registry number"))
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=say(_("print the difference, write nothing"))
    )
    parser.add_argument("--json", action="store_true", help=say(_("print as JSON")))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Change a record; 1 where the check refuses the change."""
    workspace, speaker = context.open(), context.language
    record = the_record(workspace.folder, arguments.record)
    draft = Draft(record, workspace.folder)
    for assignment in arguments.changes:
        assign(draft, assignment)
    try:
        if arguments.dry_run:
            acceptable(draft, Why("-"))
            difference = diff(draft)
            saved = None
        else:
            difference = ""
            spoken = language(workspace.folder.agreement.value.language or speaker.code)
            saved = save(workspace, draft, Why(arguments.reason, arguments.case), spoken)
    except Unacceptable as refusal:
        for problem in refusal.problems:
            complain(speaker, problem.message)
        raise
    except ChangedUnderneath as refusal:
        _compare(draft, refusal, speaker)
        raise
    warnings = draft.problems()
    if arguments.json:
        tell_json(_as_json(draft, saved, difference, warnings, speaker))
        return 0
    for problem in warnings:
        complain(speaker, problem.message)
    for change in draft.changes:
        tell(speaker.say(words(change)))
    if difference:
        for line in difference.splitlines():
            tell(line)
    elif saved:
        tell(speaker.say(_("Committed as {commit}"), commit=saved.commit))
    elif not draft.changed:
        tell(speaker.say(_("Nothing to change: the values stand there already")))
    return 0


def _compare(draft: Draft, refusal: ChangedUnderneath, speaker: Language) -> None:
    for who, changes in ((_("Yours"), draft.changes), (_("Theirs"), refusal.theirs)):
        for change in changes:
            complain(speaker, message("{who}: {change}", who=message(who), change=words(change)))


def _as_json(
    draft: Draft,
    saved: Saved | None,
    difference: str,
    problems: list[Problem],
    speaker: Language,
) -> dict[str, object]:
    return {
        "format": 1,
        "record": draft.record.address,
        "commit": saved.commit if saved else None,
        "changes": [
            {"key": ".".join(map(str, change.path)), "old": change.old, "new": change.new}
            for change in draft.changes
        ],
        "diff": difference or None,
        "problems": [as_json(finding, speaker) for finding in placed(draft.result, problems)],
    }
