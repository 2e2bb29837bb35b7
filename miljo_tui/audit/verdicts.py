"""The verdict on a commit: whether it does what its message claims, as its files tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from miljo_tui.audit.claims import CREATED, FILE, REMOVED, Claim, composed, touched
from miljo_tui.audit.record_versions import Versions
from miljo_tui.frozen import frozen, replace
from miljo_tui.model.escape_controls import one_line
from miljo_tui.model.literals import NONE, brief
from miljo_tui.model.record_changes import WHOLE_RECORD, RecordChange, Version, What, record_change
from miljo_tui.model.records import RecordKind
from miljo_tui.repository.agreement_path import AgreementPath
from miljo_tui.repository.commits import Commit

Values = Mapping[str, str]
"""What a file holds, by key, as trailers write it."""

Held = Callable[[str], tuple[Values | None, Values | None] | None]
"""What the file of a record held before and after a commit, None for no file; None if unknown."""


@frozen
class Verdict:
    """What is claimed beside what is so; nothing in it where all of it is true."""

    false: tuple[Claim, ...] = ()
    """What is claimed and did not happen."""
    untold: tuple[Claim, ...] = ()
    """What happened and is not claimed."""
    moved: tuple[Claim, ...] = ()
    """Claims of a value that the file holds, and before which it had another than they say.

    A rebase does that, and a settled conflict.
    """
    is_folded: bool = False
    """Whether it counts what is claimed outside the trailers, too: several messages in one."""

    @property
    def is_true(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.false and not self.untold


_IN_DOUBT = (What.RENAMED, What.REMOVED)
"""What a message may tell in another way than the files do."""

TRUE = Verdict()
"""Of a commit that claims nothing, or of which nothing is known."""


def judged(
    records: Sequence[RecordChange],
    claims: Sequence[Claim],
    beside: Sequence[Claim],
    held: Held,
    *,
    is_merge: bool,
) -> Verdict:
    """Return the verdict on claims, compared with files.

    Those beside the trailers count where all is true with them alone. Nothing is known of a record
    whose versions are not in this clone.
    """
    verdict = _judged(records, claims, held, is_merge=is_merge)
    if beside and verdict != TRUE:
        folded = _judged(records, (*beside, *claims), held, is_merge=is_merge)
        if folded.is_true:
            return replace(folded, is_folded=True)
    return verdict


def happened(records: Sequence[RecordChange], claims: Collection[Claim] = ()) -> Iterator[Claim]:
    """Yield the changes of the files as the claims of a true message.

    That a file is another one with a new name is only git's guess: a message may as well claim
    that one went and another was made. Seen from the former name, the record just went.
    """
    said = frozenset(claims) if any(each.what in _IN_DOUBT for each in records) else frozenset()
    for each in records:
        if each.what is not What.UNKNOWN:
            other = _apart(each) if each.what is What.RENAMED else _renamed(each, said)
            yield from other if any(claim in said for claim in other) else _truths(each)


def _judged(
    records: Sequence[RecordChange], claims: Sequence[Claim], held: Held, *, is_merge: bool
) -> Verdict:
    named = {claim.record for claim in claims}
    whole = composed(claims)
    truths = [
        truth
        for truth in happened(records, whole)
        if truth.key != FILE or truth.record not in named
    ]
    if whole == truths:  # as of nearly every commit
        return TRUE
    changed = {one_line(each.address) for each in records}
    unknown = {one_line(each.address) for each in records if each.what is What.UNKNOWN}
    left, false = Counter(truths), []
    for claim in whole:
        if left[claim]:
            left[claim] -= 1
        elif claim.record not in unknown and not (
            claim.key == FILE and (is_merge or claim.record in changed)
        ):
            false.append(claim)
    made = {truth.record for truth in truths if (truth.key, truth.new) == (WHOLE_RECORD, CREATED)}
    false = [each for each in false if each.record not in made or not _is_given(each, held)]
    moved = [claim for claim in false if _is_moved(claim, held, is_new=claim.record in made)]
    told = {(claim.record, claim.key) for claim in moved}
    untold = [
        truth
        for truth in left.elements()
        if not told & {(truth.record, truth.key), (truth.record, WHOLE_RECORD)}
    ]
    return Verdict(
        tuple(claim for claim in false if claim not in moved), tuple(untold), tuple(moved)
    )


def _is_given(claim: Claim, held: Held) -> bool:
    """Tell whether a claim names a value of a new record, which it need not."""
    return claim.old == NONE and _is_moved(claim, held, is_new=True)


def _is_moved(claim: Claim, held: Held, *, is_new: bool) -> bool:
    """Tell whether a claim is wrong about the old value only."""
    if claim.key == FILE or not claim.new or (found := held(claim.record)) is None:
        return False
    before, after = found
    if claim.key == WHOLE_RECORD:
        if claim.new == REMOVED:
            return after is None
        return claim.new == CREATED and before is not None and after is not None
    if after is None or claim.new != after.get(claim.key, NONE):
        return False
    return is_new or claim.old != (before or {}).get(claim.key, NONE)


def _truths(record: RecordChange) -> list[Claim]:
    address = one_line(record.address)
    return [Claim(address, *told) for told in record.claims()] or [touched(address)]


def _apart(record: RecordChange) -> list[Claim]:
    """Return what may be claimed of a record with a new name in place of that."""
    return [
        Claim(one_line(record.former_address), WHOLE_RECORD, NONE, REMOVED),
        Claim(one_line(record.address), WHOLE_RECORD, NONE, CREATED),
    ]


def _renamed(record: RecordChange, claims: Collection[Claim]) -> list[Claim]:
    """Return what is claimed of a record that went in place of that: its new name."""
    if record.what is not What.REMOVED:
        return []
    old = brief(record.address)
    return [each for each in claims if (each.key, each.old) == (WHOLE_RECORD, old)]


@frozen
class Judge:
    """Knows the files that claims are about."""

    place: AgreementPath
    versions: Versions

    def verdict(
        self,
        commit: Commit,
        records: Sequence[RecordChange],
        addresses: Collection[str],
        claims: Iterable[Claim],
        beside: Iterable[Claim],
    ) -> Verdict:
        """Return the verdict on a commit's claims, compared with its files.

        Where addresses are given, only those records are known, and only claims about them count;
        those about another agreement in the same repository never do.
        """
        names = {one_line(address) for address in addresses}
        changed = {one_line(each.address): each for each in records}

        def counts(claim: Claim) -> bool:
            if names and claim.record not in names:
                return claim.key == WHOLE_RECORD and claim.old in map(brief, addresses)
            return claim.record in changed or not self._is_another(commit, claim.record)

        def held(record: str) -> tuple[Values | None, Values | None] | None:
            if change := changed.get(record):
                return self._held(change)
            return self._still(commit, record)

        return judged(
            records,
            list(filter(counts, claims)),
            list(filter(counts, beside)),
            held,
            is_merge=len(commit.parents) > 1,
        )

    def _held(self, change: RecordChange) -> tuple[Values | None, Values | None] | None:
        before, after = map(self.versions.get, (change.before, change.after))
        if any(each is not None and not each.is_readable for each in (before, after)):
            return None
        return _values(change.kind, before), _values(change.kind, after)

    def _still(self, commit: Commit, address: str) -> tuple[Values | None, Values | None] | None:
        """Return what a record held that the commit did not touch."""
        record = self.place.record(self.place.path(address))
        if record is None:
            return None
        version = self.versions.at(commit.id, self.place.every_path(address))
        if version is not None and not version.is_readable:
            return None
        values = _values(record[0], version)
        return values, values

    def _is_another(self, commit: Commit, record: str) -> bool:
        """Tell whether a commit touched a record only where this agreement never was."""
        paths = [
            each.path for each in commit.touched if f"/{each.path}".endswith(f"/{record}.toml")
        ]
        return bool(paths) and not any(map(self.place.record, paths))


def _values(kind: RecordKind, version: Version | None) -> Values | None:
    if version is None:
        return None
    whole = record_change(kind, "", None, version)
    return {one_line(key): brief(new) for key, _old, new in whole.fields()}
