"""`miljo-tui drafts`: what the app kept of changes that were not committed."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from miljo_tui.cli.context import Context
from miljo_tui.cli.output import having, tell, tell_json
from miljo_tui.editing import DiskComparison, Draft, Journal, Snapshot, StoredDraft
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import Change
from miljo_tui.model.failures import Failure, WrongUse
from miljo_tui.model.paths import spell


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "what",
        nargs="?",
        default="list",
        choices=("list", "show", "discard"),
        help=say(_("what to do; without it, list them")),
    )
    parser.add_argument(
        "draft", nargs="?", metavar=say(_("DRAFT")), help=say(_("a record, or the draft's number"))
    )
    parser.add_argument("--json", action="store_true", help=say(_("print as JSON")))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """List the drafts that an earlier run of the app left behind, show one or throw it away."""
    snapshot, say = context.open(), context.language.say
    journal = Journal(snapshot.path, os.environ)
    found = journal.found()
    if journal.obstacle:
        raise journal.obstacle
    if arguments.what == "list":
        listed = [(n, each, _why_unreadable(each, snapshot)) for n, each in _numbered(found)]
        if arguments.json:
            drafts = [
                {**_as_json(n, each), "problem": failure and say(failure.message)}
                for n, each, failure in listed
            ]
            tell_json({"format": 1, "drafts": drafts})
            return 0
        for number, each, failure in listed:
            tell(f"{number}  {say(_heading(each, snapshot))}")
            if failure and failure.remedy:
                tell(f"   ! {say(failure.message)}. {say(failure.remedy)}")
        return 0
    number, kept = _chosen(found, arguments.draft)
    if arguments.what == "discard":
        journal.discard(kept)
        done = message(_("Discarded the draft of {record}"), record=kept.name(snapshot))
        with having(done):
            tell(say(done))
        return 0
    draft = kept.restored(snapshot)
    since = DiskComparison.of_draft(draft, snapshot, is_new=kept.is_new)
    if arguments.json:
        tell_json({"format": 1, **_as_json(number, kept), **_whole(draft, since)})
        return 0
    tell(say(_heading(kept, snapshot)))
    if since.headline:
        tell(f"! {say(since.headline)}")
    for said in draft.words():
        tell(say(said))
    if draft.why.reason:
        tell(f"{say(_('Reason'))}: {draft.why.reason}")
    for problem in draft.problems():
        tell(f"! {say(problem.message)}")
    for said in since.words():
        tell(f"! {say(said)}")
    return 0


def _heading(kept: StoredDraft, snapshot: Snapshot) -> Message:
    when, name = kept.when.isoformat(" ", "minutes"), kept.name(snapshot)
    return message("{when}  {name} ({record})", when=when, name=name, record=kept.record)


def _why_unreadable(kept: StoredDraft, snapshot: Snapshot) -> Failure | None:
    try:
        kept.restored(snapshot)
    except Failure as failure:
        return failure
    return None


def _whole(draft: Draft, since: DiskComparison) -> dict[str, object]:
    cls, raw = draft.record.kind.cls, draft.result.raw
    return {
        "changes": [_change(change) for change in draft.changes],
        "unread": [
            {"key": spell(cls, raw, path), "text": value.text} for path, value in draft.unparsed()
        ],
        "reason": draft.why.reason,
        "case": draft.why.case,
        "since": {
            "state": since.state,
            "changes": [_change(change) for change in since.theirs],
            "conflicts": [spell(cls, raw, conflict.path) for conflict in since.conflicts],
        },
    }


def _change(change: Change) -> dict[str, object]:
    return {"key": change.key, "old": change.old, "new": change.new}


def _numbered(found: list[StoredDraft]) -> list[tuple[int, StoredDraft]]:
    return list(enumerate(found, 1))


def _chosen(found: list[StoredDraft], name: str | None) -> tuple[int, StoredDraft]:
    matching = [
        (number, each)
        for number, each in _numbered(found)
        if name in (str(number), each.record, each.record.rpartition("/")[2])
    ]
    if len(matching) != 1:
        known = [f"{number} {each.record}" for number, each in _numbered(found)]
        raise WrongUse(
            message(_("Which draft is meant?")),
            message(_("There are: {known}."), known=known)
            if known
            else message(_("There are none.")),
        )
    return matching[0]


def _as_json(number: int, kept: StoredDraft) -> dict[str, object]:
    return {
        "number": number,
        "record": kept.record,
        "when": kept.when.isoformat(),
        "file": str(kept.file),
    }
