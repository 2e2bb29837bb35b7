"""The verification of a history: the claims of every commit compared with its files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Self

from miljo_tui.audit.acknowledgements import Acknowledged, acknowledge, acknowledged
from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.commit_dates import CommitDates
from miljo_tui.audit.entries import Entry
from miljo_tui.audit.findings import Finding, Note, followed, remarks, untrue
from miljo_tui.audit.undo_links import Links, link
from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.changes import compare
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.record_changes import What
from miljo_tui.repository import revisions
from miljo_tui.repository.signatures import Trust, signatures

_ID = re.compile(r"[0-9a-fA-F]{7,64}")

Progress = Callable[[int], None]
"""Told how many commits have been read."""


@frozen
class VerificationReport:
    """What came of a verification."""

    checked: int
    """How many commits were looked at."""
    findings: tuple[Finding, ...]
    """What is not as it should be, and nobody has acknowledged."""
    notes: tuple[Note, ...]
    acknowledged: tuple[Acknowledged, ...] = ()

    @classmethod
    def of(
        cls,
        chronicle: Chronicle,
        revision_range: Sequence[str],
        *,
        signers: Path | None = None,
        grown_from: str | None = None,
        head: str | None = None,
        progress: Progress = lambda _done: None,
    ) -> Self:
        """Verify the commits of a range: claims, merges, and as wanted signatures and growth.

        With `head`, what the range acknowledges of itself counts only as another person's word.
        Raises WrongUse where the signers cannot be read or what it has grown from is no id, and
        GitFailed.
        """
        findings: list[Finding] = []
        notes: list[Note] = []
        if grown_from is not None:
            findings += _growth(
                chronicle, grown_from, revision_range[-1] if revision_range else "HEAD"
            )
        checked, dates = 0, CommitDates()
        told: list[Finding | Note | Entry] = []
        links = Links(chronicle)
        for entry in chronicle.every(revision_range):
            checked += 1
            progress(checked)
            dates.add(entry)
            told += [*untrue(entry), *remarks(entry)]
            links.add_needed(entry)
            if link(entry) or any(each.what is What.MENDED for each in entry.records):
                told.append(entry)  # what there is to say of it is looked for in other commits
        for each in told:
            more = [each] if not isinstance(each, Entry) else _elsewhere(chronicle, links, each)
            findings += [one for one in more if isinstance(one, Finding)]
            notes += [one for one in more if isinstance(one, Note)]
        notes += dates.notes(chronicle.where.root)
        if signers is not None:
            found = list(_signed(chronicle, revision_range, signers))
            findings += [each for each in found if isinstance(each, Finding)]
            notes += [each for each in found if isinstance(each, Note)]
        tips = [*([head] if head else []), revision_range[-1] if revision_range else "HEAD"]
        known = acknowledged(chronicle, findings, tips, head=head, signers=signers)
        settled = {id(each.finding) for each in known}
        left = tuple(each for each in findings if id(each) not in settled)
        return cls(checked, left, tuple(notes), tuple(known))

    def acknowledge(self, chronicle: Chronicle, agreement: Path, reason: str) -> str:
        """Commit that what was found in one commit was looked into; return the new commit's id.

        Raises WrongUse without a reason, or what forbids a commit.
        """
        return acknowledge(chronicle, agreement, self.findings[0], reason)


def _elsewhere(chronicle: Chronicle, links: Links, entry: Entry) -> list[Finding | Note]:
    return [*_mended(chronicle, entry), *followed(links, entry)]


def _mended(chronicle: Chronicle, entry: Entry) -> Iterator[Note]:
    """Yield what has other values than before it could not be read: no commit claims those."""
    for record in entry.records if len(entry.parents) == 1 else ():
        now = chronicle.versions.get(record.after)
        if record.what is not What.MENDED or now is None:
            continue
        before = chronicle.following.of(chronicle.place.path(record.address), entry.parents)
        blobs = (touched.after for commit in before for touched in commit.touched)
        versions = filter(None, map(chronicle.versions.get, blobs))
        was = next((version.raw for version in versions if version.is_readable), {})
        keys = [change.key for change in compare(record.kind.cls, was, now.raw)]
        if keys:
            text = _("{record} can be read again, and differs from when it last could be: {keys}")
            yield Note(entry.commit, message(text, record=record.address, keys=keys))


def _signed(
    chronicle: Chronicle, revision_range: Sequence[str], signers: Path
) -> Iterator[Finding | Note]:
    if not signers.is_file():
        raise WrongUse(
            message(_("There is no file {file} with allowed signers"), file=signers),
            message(_("It has a line for each: an address, and a public SSH key.")),
        )
    texts = {
        Trust.UNSIGNED: _("The commit is not signed"),
        Trust.UNKNOWN: _("The commit is signed by somebody who is not among the allowed signers"),
        Trust.BAD: _("The commit's signature does not fit it: it was changed after it was signed"),
        Trust.UNCHECKED: _("The commit's signature cannot be checked, or its key is out of date"),
        Trust.ANOTHER: _("The commit says that {person} made it, and is signed by {signer}"),
    }
    found = signatures(chronicle.where.root, revision_range or ["HEAD"], signers)
    for commit, signature in found.items():
        who = {"person": signature.committer, "signer": signature.signer}
        if signature.trust in texts:
            kind, said = signature.trust.value, message(texts[signature.trust], **who)
            claimed = signature.committer if signature.trust is Trust.ANOTHER else ""
            yield Finding(commit, kind, "", claimed, signature.signer, said)
        elif not signature.is_by_author:
            text = _("The commit names {person} as its author, and is signed by {signer}")
            yield Note(commit, message(text, **{**who, "person": signature.author}))


def _growth(chronicle: Chronicle, commit: str, tip: str) -> Iterator[Finding]:
    """Yield a finding unless the history up to `tip` holds a commit, known by its id alone.

    A name, a date, and a tag that looks like an id too, go along with a history that is rewritten.
    """
    if not _ID.fullmatch(commit):
        raise WrongUse(
            message(_("“{text}” is not the id of a commit"), text=commit),
            message(_("Give the one that you noted down, of at least seven characters.")),
        )
    try:
        known: str | None = revisions.point(chronicle.where, commit)
    except WrongUse:
        known = None
    if known and known.startswith(commit.lower()):
        if revisions.contains(chronicle.where, known, tip):
            return
    elif revisions.shallow(chronicle.where):
        text = _("Whether the history holds the commit {commit} is not known: this clone is cut")
        yield Finding(commit, "unknown-growth", "", commit, "", message(text, commit=commit))
        return
    text = _("The history no longer holds the commit {commit}: it was rewritten")
    yield Finding(commit, "rewritten", "", commit, "", message(text, commit=commit))
