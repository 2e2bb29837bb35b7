"""The workspace of one person: the open agreement, the drafts, the watcher and the repository."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from miljo_tui.editing import later
from miljo_tui.editing.screen_choices import ScreenChoices
from miljo_tui.locale import Language, Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState, Failure, WrongUse

if TYPE_CHECKING:
    from threading import Event

    from miljo_tui.editing.draft import Draft
    from miljo_tui.editing.draft_file import StoredDraft
    from miljo_tui.editing.inspection import PlacedProblem
    from miljo_tui.editing.opening import Snapshot
    from miljo_tui.editing.proposals import Proposal, Why
    from miljo_tui.editing.save_conflicts import WayOn
    from miljo_tui.editing.save_recovery import RecoveredSave
    from miljo_tui.editing.saving import Saved
    from miljo_tui.model.folder import AnyRecord, Folder
    from miljo_tui.model.records import RecordKind


class Workspace:
    """What one person sees and has in mind; it holds no widget and writes nothing but saves."""

    def __init__(self, path: Path, speaker: Language, *, most: int | None = None) -> None:
        """Open the agreement, without its measures where they are more. Raises Missing."""
        self.agreement = later.CheckedAgreement(path, speaker, most=most)
        self.repository = later.RepositoryStatus(self.agreement)
        self.watcher = later.Watcher(self.agreement, self.repository)
        self.drafts = later.Drafts(self.agreement)

    @staticmethod
    def choices() -> ScreenChoices:
        """Return what the person has chosen for the screen, in this agreement or another."""
        return ScreenChoices.remembered(os.environ)

    @property
    def snapshot(self) -> Snapshot:
        """The agreement as it was read, with the drafts of records that have no file."""
        return self.agreement.snapshot

    @property
    def folder(self) -> Folder:
        """The records of the snapshot."""
        return self.agreement.folder

    @property
    def speaker(self) -> Language:
        """The language of the person, which knows the names of the areas."""
        return self.agreement.speaker

    def read_anew(self, told: Callable[[int, int], None] | None = None) -> Snapshot:
        """Return the whole agreement as it is now, for `take`; safe in a thread.

        Another hears how many measures have been read, and of how many.
        """
        return later.Snapshot.open(self.snapshot.path, told=told)

    def take(self, snapshot: Snapshot) -> None:
        """Show a freshly read agreement; drafts keep the version they began with."""
        self.agreement.show(snapshot)
        self.show_new()

    def show_new(self) -> None:
        """Have the records that have no file, yet or any more, among the others, as drafted."""
        if new := self.drafts.without_file():
            self.agreement.put(self.drafts.applied(new))

    def recover(self) -> list[RecoveredSave]:
        """Put a save right that an earlier run did not end; safe in a thread.

        Nothing is written where there is none. Raises BadState where it cannot be put right yet.
        """
        path, state = self.snapshot.path, self.repository.known
        if self.repository.obstacle() or state is None:
            return []
        if not later.is_interrupted(path, os.environ):
            return []
        try:
            with later.exclusive(state, wait=0):
                return later.recover(path, state, os.environ)
        except later.Busy:  # it may be that one's: it is looked at again
            return []

    def draft(self, record: AnyRecord) -> Draft:
        """Return the draft of a record, a new one where there is none.

        Raises the failure that stands in the way of changing it.
        """
        self.repository.require_no_obstacle()
        if record.fault:
            raise BadState(
                later.placed_message(record.fault, record.fault.point or (1, 1)),
                record.fault.remedy,
            )
        return self.drafts.get(record.address) or self.drafts.keep(later.Draft(record, self.folder))

    def begin(self, kind: RecordKind, title: str, like: AnyRecord | None = None) -> Draft:
        """Return the draft of a new record, as a copy of another one where one is given.

        Raises WrongUse for what is no title, or what stands in the way.
        """
        self.repository.require_no_obstacle()
        draft = later.NewRecords(self.snapshot, kind, self.drafts.new_ids()).add(title, like)
        self.drafts.write_down(self.drafts.keep(draft))
        self.show_new()
        return draft

    def way_on(self, failure: Failure) -> WayOn | None:
        """Return what a refused save needs of the person, None where it is more than an answer."""
        if isinstance(failure, later.SaveConflict):
            return failure.way_on(self._under_another_id)
        return None

    def to_commit_first(self, failure: Failure | None) -> Proposal | None:
        """Return what was made outside the app, where that is what has refused a save."""
        return failure.proposal if isinstance(failure, later.NotCommitted) else None

    def _under_another_id(self, proposal: Proposal) -> Draft:
        """Return the draft of a new record under an id that nobody has taken yet."""
        record = proposal.record
        taken = {*later.taken_ids(self.snapshot, record.kind), *self.drafts.new_ids()}
        return later.again(later.Draft.of(proposal), self.folder, later.free_id(record.id, taken))

    def take_over(self, proposal: Proposal) -> None:
        """Have a draft of what was proposed elsewhere, such as from the history."""
        self.drafts.write_down(self.drafts.keep(later.Draft.of(proposal)))
        self.show_new()

    def go_on_with(self, left: StoredDraft) -> Draft:
        """Go on with a draft that another window has left, as it was.

        Raises WrongUse where there is another draft of the record, BadState where it cannot be
        read.
        """
        self.repository.require_no_obstacle()
        self.drafts.require_no_draft(left.record)
        draft = self.drafts.keep(left.restored(self.snapshot))
        self.drafts.write_down(draft)
        # Only now may the other copy go; where it cannot, it is offered twice.
        if not self.drafts.obstacle:
            with suppress(Failure):
                self.drafts.journal.discard(left)
        self.show_new()
        return draft

    def editor_target(self, record: AnyRecord) -> tuple[Path, PlacedProblem | None]:
        """Return a record's file for an editor, and its first problem, if it has any.

        Raises BadState where it is no ordinary file that can be read.
        """
        return later.editor_target_of(record, self.snapshot)

    def mended(self, record: AnyRecord) -> AnyRecord:
        """Return a record as it was read again. Raises BadState where its file has an error."""
        now = self.agreement.record(record.address)
        later.require_mended(now, self.snapshot)
        return now

    def made_outside(self, record: AnyRecord) -> Proposal | None:
        """Return what was made of a record outside the app and is not committed, if anything.

        Raises Refused where its file cannot be read, or what stands in the way.
        """
        state = self.repository.to_change()
        made = later.OutsideChanges(self.snapshot, state).of(record) if state else None
        if made and made.record.fault:
            raise later.unreadable_record(made.record)
        return made

    def all_made_outside(self) -> Sequence[Proposal]:
        """Return what was made of any record outside the app, as far as it goes together."""
        state = self.repository.to_change()
        return later.OutsideChanges(self.snapshot, state).for_one_commit if state else []

    def to_review(self, record: AnyRecord, marked: Collection[str] = ()) -> Sequence[Proposal]:
        """Return what is to be saved together, the nearest first.

        That is the drafts of those marked, or of a record, what was made of it outside the app, the
        only draft there is, or all that was made outside. Raises WrongUse where there is none, or
        none of the record but several other drafts, or what stands in the way.
        """
        pending = self.drafts.unsaved()
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

    def put_on_top(self, replaced: Proposal, draft: Draft) -> None:
        """Take a draft that reckons with another's change, in the place of a proposal."""
        self.drafts.write_down(self.drafts.keep(draft))
        if replaced.record.address != draft.record.address:
            self.drafts.drop(replaced.record.address)
            self.take(self.snapshot.reread(replaced.record))
        self.take(self.snapshot.reread(draft.record))

    def begin_anew(self, draft: Draft) -> Draft:
        """Return the draft of a record as it stands on disk now, for one that nothing is in."""
        self.take(self.snapshot.reread(draft.record))
        record = self.agreement.record(draft.record.address)
        return self.drafts.keep(later.Draft(record, self.folder))

    def discard(self, draft: Draft) -> None:
        """Throw a draft away; its record is then as the file has it now."""
        has_no_file = draft.is_new or draft in self.drafts.of_removed_records()
        self.drafts.drop(draft.record.address)
        if has_no_file:
            self.agreement.put(self.folder.without(draft.record))
        elif draft.changed:
            self.take(self.snapshot.reread(draft.record))

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
        with self.heeding(called_off) if called_off else nullcontext():
            return later.save(self.snapshot, proposals, why, self.speaker, subject)

    def heeding(self, called_off: Event) -> AbstractContextManager[None]:
        """Return what ends git in this thread once the event is set, for a block of work."""
        return later.heeding(called_off)

    def call_off(self) -> None:
        """End what git, a hook or a signer does not end; a save then fails as others do."""
        later.call_off()

    def saved(self, proposals: Sequence[Proposal]) -> None:
        """Take note that proposals were saved: read their files anew, drop their drafts."""
        for proposal in proposals:
            self.drafts.forget_reason(proposal)
            if not proposal.is_outside:  # a draft of it is another change
                self.drafts.drop(proposal.record.address)
            if proposal.is_end:
                self.agreement.put(proposal.applied(self.folder))
            else:
                self.take(self.snapshot.reread(proposal.record))
