"""The drafts of a workspace: in memory, and each on the disk, so that they survive the program."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from miljo_tui.editing import later
from miljo_tui.editing.checked_agreement import CheckedAgreement
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Failure, WrongUse
from miljo_tui.model.folder import Folder

if TYPE_CHECKING:
    from miljo_tui.editing.draft import Draft
    from miljo_tui.editing.draft_file import StoredDraft
    from miljo_tui.editing.draft_journal import Journal
    from miljo_tui.editing.proposals import Proposal, Why


class Drafts(Mapping[str, "Draft"]):
    """What one person has in mind for an agreement: a draft by the address of each record."""

    def __init__(self, agreement: CheckedAgreement) -> None:
        self.on_keeping: Callable[[Failure | None], None] = lambda _failure: None
        """Called when drafts cease to be kept, with why, and when they are kept again."""
        self._agreement = agreement
        self._drafts: dict[str, Draft] = {}
        self._journal: Journal | None = None
        self._reasons: dict[tuple[str, bool, bool], Why] = {}
        """What was said of why where there is no draft, by record and what becomes of it."""

    def __getitem__(self, address: str) -> Draft:
        return self._drafts[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._drafts)

    def __len__(self) -> int:
        return len(self._drafts)

    @property
    def journal(self) -> Journal:
        """Where the drafts are written down."""
        if self._journal is None:
            self._journal = later.Journal(self._agreement.snapshot.path, os.environ)
        return self._journal

    @property
    def obstacle(self) -> Failure | None:
        """Why drafts are not kept just now, if anything is in the way."""
        return self._journal.obstacle if self._journal else None

    def keep(self, draft: Draft) -> Draft:
        """Have a draft, and each change of it written down from now on."""
        self._drafts[draft.record.address] = draft
        draft.on_change = self.write_down
        return draft

    def drop(self, address: str) -> None:
        """Have no draft of a record any more, here or on the disk."""
        self._drafts.pop(address, None)
        self.journal.strike(address)

    def write_down(self, draft: Draft) -> None:
        """Have a draft on the disk; after an obstacle, the others too that could not be there."""
        before = self.obstacle
        self.journal.write(draft)
        if before and not self.obstacle:
            for each in self.unsaved():
                self.journal.write(each)
        if (before is None) != (self.obstacle is None):
            self.on_keeping(self.obstacle)

    def try_again(self) -> None:
        """Try whether drafts can be kept again."""
        for draft in self.unsaved()[:1]:
            self.write_down(draft)

    def recovered(self) -> list[StoredDraft]:
        """Return the drafts of windows that are no longer there; safe in a thread."""
        return self.journal.found()

    def unsaved(self) -> list[Draft]:
        """Return the drafts that change something."""
        return [draft for draft in self._drafts.values() if draft.changed]

    def of_removed_records(self) -> list[Draft]:
        """Return the drafts that change a record whose file somebody has removed."""
        snapshot = self._agreement.snapshot
        return [
            draft
            for draft in self.unsaved()
            if not (draft.is_new or os.path.lexists(snapshot.file(draft.record)))
        ]

    def without_file(self) -> list[Draft]:
        """Return the drafts of records that have no file, yet or any more."""
        bereft = self.of_removed_records()
        return [each for each in self._drafts.values() if each.is_new or each in bereft]

    def new_ids(self) -> list[str]:
        """Return the ids that new records have in drafts."""
        return [draft.record.id for draft in self._drafts.values() if draft.is_new]

    def applied(self, drafts: Iterable[Draft]) -> Folder:
        """Return the agreement as it will be with drafts in it."""
        folder = self._agreement.folder
        for draft in drafts:
            folder = draft.applied(folder)
        return folder

    def require_no_draft(self, address: str, besides: Proposal | None = None) -> None:
        """Raise WrongUse where a record has a draft of another change."""
        draft = self.get(address)
        if draft is None or not draft.changed:
            return
        if besides is None or draft.proposal().wanted != besides.wanted:
            raise WrongUse(
                message(_("There is another draft of {record} in this window"), record=address),
                message(_("Save that one first, or discard it.")),
            )

    def reason(self, proposal: Proposal) -> Why:
        """Return what was said of why so far."""
        return self._reasons.get(_what(proposal), proposal.why)

    def keep_reason(self, proposal: Proposal, why: Why) -> None:
        """Keep what was said of why for the next review; of a draft with it, on the disk."""
        draft = self.get(proposal.record.address)
        if draft is None or proposal.is_outside or proposal.is_end:
            self._reasons[_what(proposal)] = why
        else:
            draft.why = why
            self.write_down(draft)

    def forget_reason(self, proposal: Proposal) -> None:
        """Let go of the reason for what was committed."""
        self._reasons.pop(_what(proposal), None)


def _what(proposal: Proposal) -> tuple[str, bool, bool]:
    return proposal.record.address, proposal.is_outside, proposal.is_end
