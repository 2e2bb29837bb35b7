"""What a commit claims, held against the files of its agreement, or of one record alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from miljo_tui.audit.claims import Claim
from miljo_tui.audit.verdicts import Values, Verdict, judged
from miljo_tui.editing.agreement_path import Place
from miljo_tui.editing.record_changes import RECORD, RecordChange, record_change
from miljo_tui.editing.record_versions import Version, Versions
from miljo_tui.frozen import frozen
from miljo_tui.model.literals import brief
from miljo_tui.model.records import RecordKind
from miljo_tui.repository.commits import Commit
from miljo_tui.repository.message import one_line


@frozen
class Judge:
    """Knows the files that claims are about."""

    place: Place
    versions: Versions

    def verdict(
        self,
        commit: Commit,
        records: Sequence[RecordChange],
        addresses: Collection[str],
        claims: Iterable[Claim],
        beside: Iterable[Claim],
    ) -> Verdict:
        """Return what comes of holding a commit's claims against what its files tell.

        Where addresses are given, only those records are known, and only claims about them count;
        those about another agreement in the same repository never do.
        """
        names = {one_line(address) for address in addresses}
        changed = {one_line(each.address): each for each in records}

        def counts(claim: Claim) -> bool:
            if names and claim.record not in names:
                return claim.key == RECORD and claim.old in map(brief, addresses)
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
