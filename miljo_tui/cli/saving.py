"""What the commands that change something have in common: their options, and the save."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import nullcontext

from miljo_tui import sharing
from miljo_tui.cli.check import as_json
from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain, having, tell, tell_json
from miljo_tui.cli.waiting import waiting
from miljo_tui.editing import (
    PlacedProblem,
    Proposal,
    Saved,
    Snapshot,
    Why,
    save,
)
from miljo_tui.locale import Language, Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.escape_controls import lines_of
from miljo_tui.model.failures import Failure
from miljo_tui.model.problems import Problem
from miljo_tui.model.wording import words

SAVING = _("The change is being committed …")


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the arguments of every command that changes something."""
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


def commit(
    context: Context,
    snapshot: Snapshot,
    proposals: Sequence[Proposal],
    arguments: argparse.Namespace,
    subject: Message | None = None,
) -> Saved | None:
    """Commit proposals, or only show them on a dry run, and print what was done.

    Raises the Failure that forbids it.
    """
    speaker = context.language
    saved = save_or_check(context, snapshot, proposals, arguments, subject)
    elsewhere = Proposal.consequences(proposals, snapshot.folder)
    difference = "\n".join(each.difference for each in proposals) if arguments.dry_run else ""
    with having(outcome(saved)):
        if arguments.json:
            tell_json(_as_json(proposals, saved, difference, elsewhere, speaker))
        else:
            _tell(proposals, saved, difference, elsewhere, speaker)
    share_on_save(snapshot, saved, speaker)
    return saved


def save_or_check(
    context: Context,
    snapshot: Snapshot,
    proposals: Sequence[Proposal],
    arguments: argparse.Namespace,
    subject: Message | None,
) -> Saved | None:
    """Save proposals; on a dry run only find out whether they may be. Raises as `commit` does."""
    speaker = context.language
    links = tuple(link for each in proposals[:1] for link in each.why.links)
    why = Why(arguments.reason, arguments.case, links)
    with nullcontext() if arguments.dry_run else waiting(speaker, SAVING):
        saved = save(snapshot, proposals, why, speaker, subject, dry_run=arguments.dry_run)
    if saved and saved.warning:
        complain(speaker, saved.warning)
    return saved


def share_on_save(snapshot: Snapshot, saved: Saved | None, speaker: Language) -> None:
    """Share what was saved, for whom wants that; where it fails it is saved all the same."""
    choice = sharing.SharingChoice.among(saved.settings) if saved else None
    if choice is not sharing.SharingChoice.ON_SAVE:
        return
    try:
        done = sharing.sync(snapshot.path, speaker)
    except Failure as failure:
        complain(speaker, message(_("Saved, but not shared: {why}"), why=failure.message))
    else:
        said = message(_("All is shared and joined with {upstream}."), upstream=done.upstream)
        complain(speaker, said)


def outcome(saved: Saved | None) -> Message:
    """Return whether a change is in the history, for somebody who cannot see what was printed."""
    if saved:
        return message(_("The change is committed, as {commit}."), commit=saved.commit)
    return message(_("Nothing was committed."))


def _tell(
    proposals: Sequence[Proposal],
    saved: Saved | None,
    difference: str,
    elsewhere: Sequence[Problem],
    speaker: Language,
) -> None:
    for proposal in proposals:
        for problem in proposal.problems:
            complain(speaker, problem.message)
    for problem in elsewhere:
        complain(
            speaker,
            message("{file}: {problem}", file=problem.file, problem=problem.message),
        )
    for proposal in proposals:
        before = f"{proposal.record.address}: " if len(proposals) > 1 else ""
        for said in proposal.words:
            tell(before + speaker.say(said))
    for line in lines_of(difference):
        tell(line)
    if saved:
        for change in saved.joined:
            tell(speaker.say(_("Somebody else meanwhile: {change}"), change=words(change)))
        tell(speaker.say(_("Committed as {commit}"), commit=saved.commit))
    elif not any(proposal.changed for proposal in proposals):
        tell(speaker.say(_("Nothing to change: the values stand there already")))


def _as_json(
    proposals: Sequence[Proposal],
    saved: Saved | None,
    difference: str,
    elsewhere: Sequence[Problem],
    speaker: Language,
) -> dict[str, object]:
    return {
        "format": 1,
        "commit": saved.commit if saved else None,
        "unreviewed": [each.path for each in saved.unreviewed] if saved else [],
        "records": [_proposal_json(proposal, speaker) for proposal in proposals],
        "diff": difference or None,
        "consequences": [
            {
                "code": problem.code,
                "severity": problem.severity.value,
                "file": problem.file,
                "message": speaker.say(problem.message),
                "remedy": speaker.say(problem.remedy),
            }
            for problem in elsewhere
        ],
    }


def _proposal_json(proposal: Proposal, speaker: Language) -> dict[str, object]:
    what = "created" if proposal.is_new else "removed" if proposal.is_end else "changed"
    return {
        "record": proposal.record.address,
        "what": what,
        "changes": [
            {"key": change.key, "old": change.old, "new": change.new} for change in proposal.changes
        ],
        "problems": [
            as_json(found, speaker)
            for found in PlacedProblem.placed(proposal.record, proposal.problems)
        ],
    }
