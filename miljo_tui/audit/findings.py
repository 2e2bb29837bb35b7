"""The findings about one commit, and the notes that a reviewer should read besides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from miljo_tui.audit.claims import FILE, Claim
from miljo_tui.audit.entries import REDOES, RESTORES, UNDOES, Entry
from miljo_tui.audit.undo_links import Fit, Links, link
from miljo_tui.audit.verdicts import happened
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.parse_input import a_number
from miljo_tui.model.record_changes import WHOLE_RECORD, What

_CHANGE = re.compile(r"([^→]*) → ([^→…]+?)(?=$|, )")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

UNCHANGED = "(unchanged)"
"""The actual change where nothing of what is claimed was changed."""


@frozen
class Finding:
    """Something that is not as it should be; what is claimed and what is so, as trailers write."""

    commit: str
    kind: str
    record: str
    claimed: str
    actual: str
    message: Message


@frozen
class Note:
    """Something that a reviewer should know of, and that is no fault."""

    commit: str
    message: Message


def untrue(entry: Entry) -> Iterator[Finding]:
    """Yield where a commit did something else than it claims, or a merge anything by itself."""
    if entry.is_merge:
        for truth in happened(entry.records):
            text = _("{record}: the merge itself changed {actual}")
            yield _finding(entry, "merge-changed", text, None, truth)
    untold = list(entry.verdict.untold)
    for claim in entry.verdict.false:
        other = next((each for each in untold if _place(each) == _place(claim)), None)
        if not claim.record:
            text = _("The message states {claimed}, but names no record")
            yield _finding(entry, "claimed-only", text, claim, None)
        elif other is not None:
            untold.remove(other)
            text = _("{record}: the message states {claimed}, but the file shows {actual}")
            yield _finding(entry, "claimed-otherwise", text, claim, other)
        else:
            text = _("{record}: the message states {claimed}, but nothing was changed there")
            yield _finding(entry, "claimed-only", text, claim, None)
    for other in untold:
        text = _("{record}: {actual} is not stated in the message")
        yield _finding(entry, "not-claimed", text, None, other)


def _finding(
    entry: Entry, kind: str, text: str, claim: Claim | None, truth: Claim | None
) -> Finding:
    about = claim or truth
    assert about is not None
    claimed, actual = str(claim or ""), str(truth or UNCHANGED)
    said = message(text, record=about.record, claimed=claimed, actual=actual)
    return Finding(entry.commit, kind, about.record, claimed, actual, said)


def _place(claim: Claim) -> tuple[str, str]:
    return claim.record, claim.key


def remarks(entry: Entry) -> Iterator[Note]:
    """Yield the notes on a commit."""
    if entry.is_cut:
        yield Note(entry.commit, message(_("What was before this commit is not in this clone")))
    elif entry.beside:
        text = _(
            "Changes are stated outside the trailers that end the message, where git does not "
            "read them"
        )
        yield Note(entry.commit, message(text))
    elif entry.records and not entry.is_merge and entry.is_outside:
        yield Note(entry.commit, message(_("Made outside the program: no changes are stated")))
    if entry.records and not entry.reason:
        yield Note(entry.commit, message(_("No reason is given")))
    for claim in entry.verdict.moved:
        text = _(
            "{record}: the message states {claimed}; the new value is right, the old one "
            "was another"
        )
        yield Note(entry.commit, message(text, record=claim.record, claimed=str(claim)))
    for said in contradictions(entry):
        text = _("The first line says {text}, but the stated changes do not")
        yield Note(entry.commit, message(text, text=said))
    for record in entry.records:
        if record.what in _UNSEEN:
            yield Note(entry.commit, message(_UNSEEN[record.what], record=record.address))


_UNSEEN = {
    What.UNREADABLE: _("{record} cannot be read"),
    What.UNKNOWN: _("{record} was changed; what it held is not in this clone"),
}
"""The note on a record whose fields are not known."""


def followed(links: Links, entry: Entry) -> Iterator[Finding | Note]:
    """Yield findings and notes on a commit that names another as undone, redone or restored.

    Raises GitFailed.
    """
    said = link(entry)
    if said is None or entry.is_cut or entry.verdict.is_folded:
        return  # of several messages in one it cannot be told which of them says it
    fit = links.follow(entry).fit
    text = _LINKED.get((said.name, fit))
    if fit is Fit.NONE:
        assert text is not None
        told = message(text, commit=said.target)
        yield Finding(entry.commit, "not-undone", "", f"{said.name}: {said.target}", "", told)
    elif text:
        yield Note(entry.commit, message(text, commit=said.target))


_LINKED = {
    (UNDOES, Fit.NONE): _(
        "It says that it undoes {commit}, but undoes no earlier change with that id"
    ),
    (REDOES, Fit.NONE): _("It says that it redoes {commit}, but no undoing of that is reversed"),
    (RESTORES, Fit.NONE): _(
        "It says that it restores what {commit} held, but nothing is as it was then"
    ),
    (UNDOES, Fit.PART): _("It says that it undoes {commit}, but undoes only a part of it"),
    (REDOES, Fit.PART): _("It says that it redoes {commit}, but makes only a part of it again"),
    (RESTORES, Fit.PART): _(
        "It says that it restores what {commit} held, but not all is as it was then"
    ),
    (UNDOES, Fit.MOVED): _("It undoes {commit}, which has got another id since, as by a rebase"),
    (REDOES, Fit.MOVED): _("It redoes {commit}, which has got another id since, as by a rebase"),
    (RESTORES, Fit.MOVED): _(
        "It says that it restores what {commit} held, but that commit is not in this history"
    ),
}
"""The message about a trailer, by how it fits; none where it is right."""


def contradictions(entry: Entry) -> Iterator[str]:
    """Yield what a first line of this program's says of a number or a date, and no claim does.

    Words change with the release and the language. What takes a change back quotes its first line.
    """
    if not entry.operation or entry.trailers.keys() & {UNDOES, REDOES}:
        return
    claims = [
        each for each in (*entry.beside, *entry.claims) if each.key not in (WHOLE_RECORD, FILE)
    ]
    if not claims or any(map(_is_unclear, claims)):
        return
    for before, new in _CHANGE.findall(entry.subject):
        old = before.split(" ")[-1]
        if _plain(new) is not None and not any(_says(each, old, before, new) for each in claims):
            yield f"{old} → {new}"


def _is_unclear(claim: Claim) -> bool:
    """Tell whether where a value ends in a line cannot be seen: a list, or one with an arrow."""
    return any(value.startswith("[") or "→" in value for value in (claim.old, claim.new))


def _says(claim: Claim, old: str, before: str, new: str) -> bool:
    was, now = claim.old.strip('"'), claim.new.strip('"')
    is_old = _plain(old) is None or _plain(old) == _plain(was) or before.endswith(was)
    return is_old and _plain(now) == _plain(new)


def _plain(text: str) -> str | float | None:
    """Return a plain number or date so that two of them can be compared, None for anything else."""
    if _DAY.fullmatch(text):
        return text
    try:
        return float(a_number(text))
    except (ValueError, OverflowError):
        return None
