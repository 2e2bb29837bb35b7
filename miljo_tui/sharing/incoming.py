"""What came from a remote, looked at before it is joined: nothing that came is trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from miljo_tui import audit
from miljo_tui.locale import Language, Message, Whole, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState, Refused
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.repository.branches import SEEN
from miljo_tui.repository.commits import between
from miljo_tui.repository.merge_commits import merge_base
from miljo_tui.repository.revisions import contains, is_cut_between
from miljo_tui.repository.upstreams import Upstream
from miljo_tui.repository.work_tree import edited

SHORT = 10
"""Characters of a commit's short id."""

MOST_NAMED = 5
"""So many files are named; a hundred may have come."""


class Rewritten(BadState):
    """The remote's history no longer holds what this clone has seen of it."""

    def __init__(
        self, gone: Sequence[audit.Entry], upstream: Upstream, before: str, there: str | None
    ) -> None:
        if there is None:
            what = message(
                _("{upstream} is gone, though this clone has seen it"), upstream=upstream.name
            )
        else:
            what = message(
                _("{upstream} no longer holds what this clone has seen of it: it was rewritten"),
                upstream=upstream.name,
            )
        remote, seen = pasted(upstream.remote), pasted(f"{SEEN}{upstream.name}")
        new = there[:SHORT] if there else ""
        merges = f"git merge {before[:SHORT]}; git merge {new}; " if new else ""
        super().__init__(
            what,
            message(
                _(
                    "Ask who did that. To bring back what is gone: {back}. To let it go, with all "
                    "that was saved here on top of it: {let_go}"
                )
                if new
                else _("Ask who did that. To bring back what is gone: {back}"),
                back=Whole(f"{merges}git push {remote} HEAD:{pasted(upstream.branch)}"),
                let_go=Whole(f"git update-ref {seen} {new}; git reset --keep {new}"),
            ),
        )
        self.gone = tuple(gone)
        """The saved changes that are gone, the newest first."""

    def particulars(self, speaker: Language) -> Iterator[Message]:
        """Yield what is gone, a line each."""
        for entry in self.gone:
            yield message(
                _("Gone: {commit} of {author}: {subject}"),
                commit=entry.commit[:SHORT],
                author=entry.author,
                subject=entry.subject,
            )


class Untrue(Refused):
    """Something that came does not do what it claims, or is not signed as it should be."""

    def __init__(self, report: audit.VerificationReport) -> None:
        super().__init__(
            message(_("What came failed verification; it was not joined")),
            message(
                _(
                    "Ask who made it, and look at it: git show {commit}. If it may stand: "
                    "miljo-tui verify --acknowledge {commit} --reason TEXT, then share again."
                ),
                commit=report.findings[0].commit[:SHORT],
            ),
        )
        self.findings = report.findings

    def particulars(self, speaker: Language) -> Iterator[Message]:
        """Yield what is not true, a line each."""
        for finding in self.findings:
            commit = finding.commit[:SHORT]
            yield message("{commit}: {problem}", commit=commit, problem=finding.message)


def require_grown(
    chronicle: audit.Chronicle, upstream: Upstream, before: str | None, there: str | None
) -> None:
    """Make sure that a remote still holds what was seen of it. Raises Rewritten, BadState."""
    if before is None or (there and contains(chronicle.where, before, there)):
        return
    if there:
        require_connected(chronicle, upstream, before, there)
    gone = chronicle.entries([f"^{there}", before] if there else [before])
    raise Rewritten(list(gone), upstream, before, there)


def require_connected(
    chronicle: audit.Chronicle, upstream: Upstream, here: str, there: str
) -> None:
    """Make sure that what came is here down to where it parted from a commit. Raises BadState.

    In a shallow clone nobody knows otherwise whether anything was rewritten, or how to join it.
    """
    if is_cut_between(chronicle.where, here, there):
        raise BadState(
            message(
                _("The changes between this clone and {upstream} are not all in this clone"),
                upstream=upstream.name,
            ),
            message(_("Fetch the whole history with: git fetch --unshallow")),
        )


def require_true(chronicle: audit.Chronicle, head: str, there: str) -> None:
    """Verify what came. Raises Untrue, GitFailed."""
    report = audit.VerificationReport.of(chronicle, [f"^{head}", there], head=head)
    if report.findings:
        raise Untrue(report)


def require_no_edits(chronicle: audit.Chronicle, head: str, there: str) -> None:
    """Make sure that no file that came holds uncommitted edits here. Raises BadState, GitFailed."""
    root = chronicle.where.root
    parted = merge_base(root, (head, there))
    came = {each.path for each in between(root, parted, there, ())}
    found = edited(chronicle.where, sorted(came))
    if found:
        raise BadState(
            message(
                _("What came changes files that hold uncommitted edits here: {files}"),
                files=[*found[:MOST_NAMED], *["…"] * (len(found) > MOST_NAMED)],
            ),
            message(
                _("Commit them first (F2 in the program, or: miljo-tui commit), or take them back.")
            ),
        )
