"""`miljo-tui status`: the branch and its remote, what is unfinished, what is not shared yet."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Mapping

from miljo_tui.cli.check import closing
from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain, tell, tell_json
from miljo_tui.editing import (
    Journal,
    PlacedProblem,
)
from miljo_tui.locale import Message, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.model.problems import Severity
from miljo_tui.sharing import Standing, where_one_stands


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument("--json", action="store_true", help=say(_("print as JSON")))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Tell where the clone stands as of the last fetch; always 0, whatever there is to tell."""
    snapshot = context.open()
    journal = Journal(snapshot.path, os.environ)
    standing, others = Standing(), dict[str, int]()
    try:
        standing = where_one_stands(snapshot.path)
        others = journal.of_others()
    except Failure as failure:
        complain(context.language, failure.message)
    findings = PlacedProblem.all_of(snapshot)
    drafts = len(journal.found())
    if arguments.json:
        tell_json(_as_json(standing, drafts, others, findings))
        return 0
    for said in _words(standing, drafts, others):
        tell(context.language.say(said))
    tell(closing(findings, context.language))
    return 0


def _words(standing: Standing, drafts: int, others: Mapping[str, int]) -> Iterator[Message]:
    if standing.upstream:
        text = _("Branch {branch}, which follows {upstream}")
        yield message(text, branch=standing.branch, upstream=standing.upstream)
        yield _difference(standing)
    elif standing.branch:
        yield message(_("Branch {branch}, which follows none at a remote"), branch=standing.branch)
    elif standing.is_in_git and not standing.operation:
        yield message(_("The git repository is on no branch (detached HEAD)"))
    if under_way := standing.operation:
        yield message(_("Git is in the middle of: git {kind}"), kind=under_way.kind)
        if under_way.left:
            yield message(_("Left to settle: {files}"), files=list(under_way.left))
        yield message(
            _("To go on: {command}; to give up: {give_up}"),
            command=under_way.command,
            give_up=under_way.give_up,
        )
    if drafts:
        yield counted(_("{count} draft"), _("{count} drafts"), count=drafts)
    for user, count in others.items():
        yield counted(
            _("{user} has {count} draft in this folder"),
            _("{user} has {count} drafts in this folder"),
            count=count,
            user=user,
        )


def _difference(standing: Standing) -> Message:
    """Return how far the two have parted; what the remote has since, only a fetch tells."""
    unshared, behind = standing.unshared or 0, standing.behind or 0
    said = counted(
        _("{count} saved change is not shared yet"),
        _("{count} saved changes are not shared yet"),
        count=unshared,
    )
    came = counted(_("{count} commit to join"), _("{count} commits to join"), count=behind)
    if standing.fetched is None:
        return message(_("{unshared}; {behind}"), unshared=said, behind=came)
    when = standing.fetched.isoformat(" ", "minutes")[:16]
    text = _("{unshared}; {behind}, as of the last fetch ({when})")
    return message(text, unshared=said, behind=came, when=when)


def _as_json(
    standing: Standing,
    drafts: int,
    others: Mapping[str, int],
    findings: list[PlacedProblem],
) -> dict[str, object]:
    under_way = standing.operation
    errors = sum(each.problem.severity is Severity.ERROR for each in findings)
    return {
        "format": 1,
        "branch": standing.branch,
        "upstream": standing.upstream,
        "ahead": standing.ahead,
        "behind": standing.behind,
        "fetched": standing.fetched.isoformat(timespec="seconds") if standing.fetched else None,
        "operation": under_way
        and {
            "kind": under_way.kind,
            "left": list(under_way.left),
            "command": under_way.command,
            "give_up": under_way.give_up,
        },
        "unshared": standing.unshared,
        "drafts": drafts,
        "others_drafts": [{"user": user, "drafts": count} for user, count in others.items()],
        "problems": {"errors": errors, "warnings": len(findings) - errors},
    }
