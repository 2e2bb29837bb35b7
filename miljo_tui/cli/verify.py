"""`miljo-tui verify [RANGE]`: whether the history tells the truth."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from miljo_tui.audit import (
    Chronicle,
    Finding,
    VerificationReport,
)
from miljo_tui.cli.context import Context
from miljo_tui.cli.log import SHORT
from miljo_tui.cli.output import having, tell, tell_json
from miljo_tui.cli.waiting import progress
from miljo_tui.locale import Language, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse

LIMITS = _(
    "what the files and messages themselves cannot show:\n"
    "  a commit that was removed: only the id of a commit that you noted down earlier tells\n"
    "  (--grown-from); an author, a date or a reason that was rewritten: only that, or a\n"
    "  signature (--allowed-signers)"
)
"""What this cannot find, and what can."""

FOLDING = _(
    "after folding commits into one:\n"
    "  keep all their messages, the oldest first, as “squash” of git rebase -i does: changes "
    "that\n"
    "  follow each other are read as one. “fixup” keeps one message, which then states what the\n"
    "  files do not show. Before others have the commit, mend that with git commit --amend: "
    "write\n  what verify says that it was into the Miljo-Change lines, and into the first line."
)
"""What to do about the claims of commits that became one."""


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "range",
        nargs="?",
        metavar=say(_("RANGE")),
        help=say(_("OLD..NEW, or one point and all before it; without it, everything")),
    )
    parser.add_argument(
        "--allowed-signers",
        metavar=say(_("FILE")),
        help=say(_("every commit must be signed with one of the SSH keys in this file")),
    )
    parser.add_argument(
        "--grown-from",
        metavar=say(_("COMMIT")),
        help=say(_("the history must still hold this commit, which you noted down earlier")),
    )
    parser.add_argument(
        "--acknowledge",
        metavar=say(_("COMMIT")),
        help=say(_("record that the finding about this commit was examined, and why it may stand")),
    )
    parser.add_argument(
        "--reason",
        default="",
        metavar=say(_("TEXT")),
        help=say(_("with --acknowledge: what the examination showed")),
    )
    parser.add_argument("--json", action="store_true", help=say(_("print as JSON")))
    parser.epilog = f"{say(LIMITS)}\n\n{say(FOLDING)}\n\n{parser.epilog}"


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Hold what commits claim against what they did; 1 where anything is not as it should be."""
    signers = Path(arguments.allowed_signers) if arguments.allowed_signers else None
    if arguments.acknowledge is not None:
        return _acknowledge(context, arguments, signers)
    with (
        Chronicle.open(context.history) as chronicle,
        progress(context.language, _("{done} commits")) as count,
    ):
        revisions = chronicle.between(arguments.range) if arguments.range else []
        report = VerificationReport.of(
            chronicle,
            revisions,
            signers=signers,
            grown_from=arguments.grown_from,
            progress=lambda done: count(done, done),
        )
    if arguments.json:
        tell_json(_as_json(report, context.language))
    else:
        _tell(report, context.language)
    return 1 if report.findings else 0


def _acknowledge(context: Context, arguments: argparse.Namespace, signers: Path | None) -> int:
    with Chronicle.open(context.path) as chronicle:
        commit = chronicle.between(arguments.acknowledge)[-1]
        report = VerificationReport.of(chronicle, ["--max-count=1", commit], signers=signers)
        if not report.findings:
            raise WrongUse(
                message(_("There is nothing to acknowledge about {commit}"), commit=commit[:SHORT]),
                message(_("verify lists what was found.")),
            )
        made = report.acknowledge(chronicle, context.path, arguments.reason)
    text = _("Acknowledged, and committed as {commit}")
    done = message(text, commit=made[:SHORT])
    with having(done):
        if arguments.json:
            tell_json({"format": 1, "commit": made, "acknowledges": commit})
        else:
            tell(context.language.say(done))
    return 0


def _tell(report: VerificationReport, language: Language) -> None:
    say = language.say
    for finding in report.findings:
        tell(f"{finding.commit[:SHORT]}  {say(finding.message)}")
    for known in report.acknowledged:
        text = _("acknowledged by {person}: {reason}")
        said = say(text, person=known.by, reason=" ".join(known.reason.split()))
        tell(f"{known.finding.commit[:SHORT]}  {say(known.finding.message)} ({said})")
    for note in report.notes:
        tell(f"{note.commit[:SHORT]}  ({say(note.message)})")
    checked = counted(_("{count} commit"), _("{count} commits"), count=report.checked)
    found = counted(_("{count} finding"), _("{count} findings"), count=len(report.findings))
    noted = counted(_("{count} note"), _("{count} notes"), count=len(report.notes))
    tell(f"{say(checked)}, {say(found)}, {say(noted)}")


def _as_json(report: VerificationReport, language: Language) -> dict[str, object]:
    return {
        "format": 1,
        "findings": [_finding_json(finding, language) for finding in report.findings],
        "acknowledged": [
            {
                **_finding_json(known.finding, language),
                "by": known.by,
                "reason": known.reason,
                "acknowledged_in": known.commit,
            }
            for known in report.acknowledged
        ],
        "notes": [
            {"commit": note.commit, "message": language.say(note.message)} for note in report.notes
        ],
    }


def _finding_json(finding: Finding, language: Language) -> dict[str, object]:
    return {
        "commit": finding.commit,
        "kind": finding.kind,
        "record": finding.record or None,
        "claimed": finding.claimed or None,
        "actual": finding.actual or None,
        "message": language.say(finding.message),
    }
