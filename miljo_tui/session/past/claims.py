"""What the trailers of a commit claim, held against what its files tell."""

from __future__ import annotations

from collections.abc import Sequence

from miljo_tui.frozen import frozen
from miljo_tui.history.message import one_line, parse_change
from miljo_tui.model.literals import NONE, brief
from miljo_tui.session.past.changed import RECORD, RecordChange, What

FILE = "(file)"
"""What stands for a record's file where no value is named: only comments, order or spaces."""


@frozen
class Claim:
    """One change that a commit's trailers claim, its values as they stand there."""

    record: str
    key: str
    old: str
    new: str


def claimed(trailers: Sequence[tuple[str, str]]) -> tuple[Claim, ...]:
    """Return what trailers claim; a record that is named and no more counts as touched."""
    record, claims = "", []
    for name, value in trailers:
        if name == "Miljo-Record":
            record = value
            claims.append(_touched(record))
        elif name == "Miljo-Change":
            change = parse_change(value)
            claims.append(
                Claim(record, change.key, change.old, change.new)
                if change
                else Claim(record, value, "", "")
            )
    said = {claim.record for claim in claims if claim.key != FILE}
    return tuple(claim for claim in claims if claim.key != FILE or claim.record not in said)


def happened(records: Sequence[RecordChange], claims: Sequence[Claim]) -> list[Claim]:
    """Return what files tell, as a truthful message claims it.

    That a file is another one with a new name is only git's guess: a message may as well claim
    that one went and another was made.
    """
    known = [each for each in records if each.what is not What.UNKNOWN]
    apart = [each for each in known if set(_apart(each)) & set(claims)]
    return [claim for each in known for claim in (_apart(each) if each in apart else _truths(each))]


def untrue(
    records: Sequence[RecordChange], claims: Sequence[Claim], *, is_merge: bool
) -> tuple[list[Claim], list[Claim]]:
    """Return what is claimed and did not happen, and what happened and is not claimed.

    Nothing is known of a record whose versions are not in this clone.
    """
    named = {claim.record for claim in claims}
    touched = {one_line(each.address) for each in records}
    unknown = {one_line(each.address) for each in records if each.what is What.UNKNOWN}
    truths = [
        claim
        for claim in happened(records, claims)
        if claim.key != FILE or claim.record not in named
    ]
    lies = [
        claim
        for claim in claims
        if claim.record not in unknown
        and (claim.key != FILE or not (is_merge or claim.record in touched))
    ]
    for claim in list(lies):
        if claim in truths:
            truths.remove(claim)
            lies.remove(claim)
    return lies, truths


def _truths(record: RecordChange) -> list[Claim]:
    address = one_line(record.address)
    claims = [Claim(address, *told) for told in record.claims()]
    return claims or [_touched(address)]


def _apart(record: RecordChange) -> list[Claim]:
    """Return what may be claimed of a record with a new name in place of that."""
    if record.what is not What.RENAMED:
        return []
    went, made = brief(What.REMOVED.value), brief(What.CREATED.value)
    return [
        Claim(one_line(record.former), RECORD, NONE, went),
        Claim(one_line(record.address), RECORD, NONE, made),
    ]


def _touched(record: str) -> Claim:
    """Return the claim that a record's file is another, and no more."""
    return Claim(record, FILE, "(before)", "(changed)")
