"""The workspace of one person: the opened agreement, the drafts, and what may be done now."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING

from miljo_tui.editing.drafts import Drafts
from miljo_tui.editing.editor_target import placed_message
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState, Failure, WrongUse
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.records import RecordKind

if TYPE_CHECKING:
    from threading import Event

    from miljo_tui.editing.draft import Draft
    from miljo_tui.editing.draft_file import StoredDraft
    from miljo_tui.editing.proposals import Proposal, Why
    from miljo_tui.editing.save_recovery import RecoveredSave
    from miljo_tui.editing.saving import Saved

# What changes anything is imported where it is called: the first paint only shows.


class Workspace(Drafts):
    """What one person sees and has in mind; it holds no widget and writes nothing but saves."""

    def recover(self) -> list[RecoveredSave]:
        """Put a save right that an earlier run did not end; safe in a thread.

        Nothing is written where there is none. Raises BadState where it cannot be put right yet.
        """
        from miljo_tui.editing import save_recovery
        from miljo_tui.repository import save_lock

        path = self.snapshot.path
        if self.obstacle() or self.repository is None or isinstance(self.repository, Failure):
            return []
        if not save_recovery.is_interrupted(path, os.environ):
            return []
        try:
            with save_lock.exclusive(self.repository, wait=0):
                return save_recovery.recover(path, self.repository, os.environ)
        except save_lock.Busy:  # it may be that one's: it is looked at again
            return []

    def draft(self, record: AnyRecord) -> Draft:
        """Return the draft of a record, a new one where there is none.

        Raises the failure that stands in the way of changing it.
        """
        from miljo_tui.editing.draft import Draft

        self.require_no_obstacle()
        if record.fault:
            raise BadState(
                placed_message(record.fault, record.fault.point or (1, 1)), record.fault.remedy
            )
        return self.drafts.get(record.address) or self.keep(Draft(record, self.folder))

    def begin(self, kind: RecordKind, title: str, like: AnyRecord | None = None) -> Draft:
        """Return the draft of a new record, as a copy of another one where one is given.

        Raises WrongUse for what is no title, or what stands in the way.
        """
        from miljo_tui.editing.new_records import duplicate, new_record

        self.require_no_obstacle()
        taken = self._drafted_ids()
        if like is None:
            draft = new_record(self.snapshot, kind, title, taken)
        else:
            draft = duplicate(self.snapshot, like, title, taken)
        self.write_down(self.keep(draft))
        self.show_new()
        return draft

    def under_another_id(self, proposal: Proposal) -> Draft:
        """Return the draft of a new record under an id that nobody has taken yet."""
        from miljo_tui.editing.draft import Draft
        from miljo_tui.editing.draft_rebase import again
        from miljo_tui.editing.new_records import free_id, taken_ids

        record = proposal.record
        taken = {*taken_ids(self.snapshot, record.kind), *self._drafted_ids()}
        return again(Draft.of(proposal), self.folder, free_id(record.id, taken))

    def _drafted_ids(self) -> list[str]:
        return [draft.record.id for draft in self.drafts.values() if draft.is_new]

    def take_over(self, proposal: Proposal) -> None:
        """Have a draft of what was proposed elsewhere, such as from the history."""
        from miljo_tui.editing.draft import Draft

        self.write_down(self.keep(Draft.of(proposal)))
        self.show_new()

    def go_on_with(self, kept: StoredDraft) -> Draft:
        """Go on with a kept draft as it was.

        Raises WrongUse where there is another draft of the record, BadState where it cannot be
        read.
        """
        from miljo_tui.editing.draft_file import restore_draft

        self.require_no_obstacle()
        self.require_no_draft(kept.record)
        draft = self.keep(restore_draft(kept, self.snapshot))
        self.write_down(draft)
        if not self.unkept:  # only now may the other copy go; where it cannot, it is offered twice
            with suppress(Failure):
                self.journal.discard(kept)
        self.show_new()
        return draft

    def to_review(self, record: AnyRecord, marked: Collection[str] = ()) -> Sequence[Proposal]:
        """Return what is to be saved together, the nearest first.

        That is the drafts of those marked, or of a record, what was made of it outside the app, the
        only draft there is, or all that was made outside. Raises WrongUse where there is none, or
        none of the record but several other drafts, or what stands in the way.
        """
        pending = self.unsaved()
        chosen = [draft for draft in pending if draft.record.address in marked]
        chosen = chosen or [each for each in pending if each.record.address == record.address]
        if chosen:
            return [draft.proposal() for draft in chosen]
        if made := self.made_outside(record):
            return [made]
        if len(pending) > 1:
            names = [draft.name for draft in pending]
            raise WrongUse(message(_("Go to one of the changed records: {names}"), names=names))
        found = [draft.proposal() for draft in pending] or self.all_made_outside()
        if found:
            return found
        raise WrongUse(message(_("There is nothing to review: no field is changed")))

    def put_on_top(self, former: Proposal, draft: Draft) -> None:
        """Take a draft that reckons with another's change, in the place of its former self."""
        self.write_down(self.keep(draft))
        if former.record.address != draft.record.address:
            self.drafts.pop(former.record.address, None)
            self.journal.strike(former.record.address)
            self.take(self.snapshot.reread(former.record))
        self.take(self.snapshot.reread(draft.record))

    def begin_anew(self, draft: Draft) -> Draft:
        """Return the draft of a record as it stands on disk now, for one that nothing is in."""
        from miljo_tui.editing.draft import Draft

        self.take(self.snapshot.reread(draft.record))
        return self.keep(Draft(self.record(draft.record.address), self.folder))

    def discard(self, draft: Draft) -> None:
        """Throw a draft away; its record is then as the file has it now."""
        has_no_file = draft.is_new or draft in self.bereft()
        self.drafts.pop(draft.record.address, None)
        self.journal.strike(draft.record.address)
        if has_no_file:
            self.put(self.folder.without(draft.record))
        elif draft.changed:
            self.take(self.snapshot.reread(draft.record))

    def keep_reason(self, proposal: Proposal, why: Why) -> None:
        """Keep what was said of why, whatever happens next; of a draft with it, on the disk."""
        draft = self.drafts.get(proposal.record.address)
        if draft is None or proposal.is_outside or proposal.is_end:
            super().keep_reason(proposal, why)
        else:
            draft.why = why
            self.write_down(draft)

    def save(
        self,
        proposals: Sequence[Proposal],
        why: Why,
        subject: Message | None = None,
        called_off: Event | None = None,
    ) -> Saved | None:
        """Save proposals together; safe in a thread. Raises a Failure, and they are then kept.

        Once `called_off` is set, git is ended as soon as it is asked for something.
        """
        from miljo_tui.editing.saving import save
        from miljo_tui.repository.process_wait import heeding

        with heeding(called_off) if called_off else nullcontext():
            return save(self.snapshot, proposals, why, self.speaker, subject)

    def call_off(self) -> None:
        """End what git, a hook or a signer does not end; a save then fails as others do."""
        from miljo_tui.repository.process_wait import call_off

        call_off()

    def saved(self, proposals: Sequence[Proposal]) -> None:
        """Take note that proposals were saved: read their files anew, drop their drafts."""
        for proposal in proposals:
            self.forget_reason(proposal)
            if not proposal.is_outside:  # a draft of it is another change
                self.drafts.pop(proposal.record.address, None)
                self.journal.strike(proposal.record.address)
            if proposal.is_end:
                self.put(proposal.applied(self.folder))
            else:
                self.take(self.snapshot.reread(proposal.record))
