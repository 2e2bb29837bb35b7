"""The claims of a commit's message: which fields of which records, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from miljo_tui.frozen import frozen
from miljo_tui.model.literals import NONE, brief
from miljo_tui.model.record_changes import WHOLE_RECORD, What
from miljo_tui.repository.message import parse_change

FILE = "(file)"
"""The key of a claim that names only the file: comments, order or spaces changed."""

CREATED, REMOVED = brief(What.CREATED.value), brief(What.REMOVED.value)
"""What trailers say of a record that was made, or that went."""


@frozen
class Claim:
    """One change that a commit's trailers claim, its values as they stand there."""

    record: str
    """Empty where it names none."""
    key: str
    """The whole text where it is none that can be read; then there are no values."""
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.key} = {self.old} -> {self.new}" if self.old else self.key


def claimed(trailers: Sequence[tuple[str, str]]) -> tuple[Claim, ...]:
    """Return what trailers claim; a record that is named and no more counts as touched."""
    record, claims = "", []
    for name, value in trailers:
        if name == "Miljo-Record":
            record = value
            claims.append(touched(record))
        elif name == "Miljo-Change":
            change = parse_change(value)
            claims.append(
                Claim(record, change.key, change.old, change.new)
                if change
                else Claim(record, value, "", "")
            )
    said = {claim.record for claim in claims if claim.key != FILE}
    return tuple(claim for claim in claims if claim.key != FILE or claim.record not in said)


def touched(record: str) -> Claim:
    """Return the claim that a record's file is another, and no more."""
    return Claim(record, FILE, "(before)", "(changed)")


def composed(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims with their chains joined, as folding commits makes them: a → b, b → c is a → c.

    What ends as it began is no change, and nothing is told of the fields of a record that went.
    """
    records: dict[str, list[Claim]] = {}
    for claim in claims:
        _put(records.setdefault(claim.record, []), claim)
    return [claim for found in records.values() for claim in found]


def _put(found: list[Claim], claim: Claim) -> None:
    """Add a claim about a record to those before it."""
    if claim.key == WHOLE_RECORD:
        _put_record_claim(found, claim)
        return
    for place, before in enumerate(found):
        if before.key == claim.key and before.new == claim.old != "":
            joined = Claim(claim.record, claim.key, before.old, claim.new)
            found[place : place + 1] = [joined] if joined.old != joined.new else []
            return
    found.append(claim)


def _put_record_claim(found: list[Claim], claim: Claim) -> None:
    """Add that a record was made, or went: both after one another are nothing, or another one."""
    earlier = next((each for each in found if each.key == WHOLE_RECORD), None)
    if claim.new == REMOVED:
        is_new = earlier is not None and (earlier.old, earlier.new) == (NONE, CREATED)
        found[:] = [] if is_new else [claim]
    elif earlier and (earlier.new, claim.new) == (REMOVED, CREATED):
        found[found.index(earlier)] = Claim(claim.record, WHOLE_RECORD, REMOVED, CREATED)
    else:
        found.append(claim)
