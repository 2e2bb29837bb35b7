"""Findings that somebody has looked into: an empty commit of its own says so, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from miljo_tui.audit.agreement_at import folder_at
from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.findings import Finding
from miljo_tui.frozen import frozen
from miljo_tui.locale import language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.repository.commits import Commit, commits
from miljo_tui.repository.empty_commit import commit_nothing
from miljo_tui.repository.message import compose_note
from miljo_tui.repository.revisions import contains
from miljo_tui.repository.signatures import Trust, signatures
from miljo_tui.repository.state import look

ACKNOWLEDGES = "Miljo-Acknowledges"

NEVER = ("rewritten", "unknown-growth")
"""The kinds of findings that are about the whole history, not about one commit."""


@frozen
class Acknowledged:
    """A finding, and who has looked into it and why it may stand."""

    finding: Finding
    commit: str
    """The commit that says so."""
    by: str
    reason: str


def acknowledged(
    chronicle: Chronicle,
    findings: Sequence[Finding],
    tips: Sequence[str],
    *,
    head: str | None = None,
    signers: Path | None = None,
) -> list[Acknowledged]:
    """Return the findings that the history up to some tips acknowledges.

    What is not in `head` yet counts only where another person says it than the one who made the
    commit; with allowed signers, only what is signed. Raises GitFailed.
    """
    wanted = {each.commit for each in findings if each.kind not in NEVER}
    if not wanted:
        return []
    said: dict[str, Commit] = {}
    for commit in commits(chronicle.where.root, [f"--grep=^{ACKNOWLEDGES}:", *tips], ()):
        for target in _targets(commit) & wanted:
            is_known = head is None or contains(chronicle.where, commit.id, head)
            if is_known or commit.email != _author(chronicle, target):
                said.setdefault(target, commit)
    if signers is not None and said:
        said = _signed(chronicle, said, signers)
    return [
        Acknowledged(
            each, said[each.commit].id, said[each.commit].author, _reason(said[each.commit])
        )
        for each in findings
        if each.kind not in NEVER and each.commit in said
    ]


def acknowledge(chronicle: Chronicle, agreement: Path, finding: Finding, reason: str) -> str:
    """Commit that a finding was looked into, and return the commit's id.

    Raises WrongUse without a reason, or what forbids a commit.
    """
    if not reason.strip():
        raise WrongUse(
            message(_("A reason is missing: an acknowledgement says what the examination showed")),
            message(_("Give it with --reason TEXT.")),
        )
    spoken = language(_language(chronicle))
    subject = spoken.say(_("Acknowledge the finding about {commit}"), commit=finding.commit[:10])
    return commit_nothing(
        look(agreement), compose_note(subject, reason, [(ACKNOWLEDGES, finding.commit)])
    )


def _language(chronicle: Chronicle) -> str:
    return folder_at(chronicle, "HEAD").agreement.value.language or "sv"


def _author(chronicle: Chronicle, commit: str) -> str:
    """Return the address of who made a commit."""
    (found,) = commits(chronicle.where.root, ["--no-walk", commit], ())
    return found.email


def _targets(commit: Commit) -> set[str]:
    """Return what a commit acknowledges; one that changes anything does so for nothing."""
    if commit.touched or len(commit.parents) != 1:
        return set()
    return {value for name, value in commit.trailers if name == ACKNOWLEDGES}


def _signed(chronicle: Chronicle, said: Mapping[str, Commit], signers: Path) -> dict[str, Commit]:
    ids: Collection[str] = {commit.id for commit in said.values()}
    found = signatures(chronicle.where.root, ["--no-walk", *sorted(ids)], signers)
    good = {commit for commit, signature in found.items() if signature.trust is Trust.GOOD}
    return {target: commit for target, commit in said.items() if commit.id in good}


def _reason(commit: Commit) -> str:
    return commit.text.strip("\n").partition("\n")[2].strip()
