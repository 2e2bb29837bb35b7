"""What somebody else has done meanwhile, and refuses a save."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.draft_rebase import Rebased, again
from miljo_tui.editing.proposals import Proposal
from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import Change
from miljo_tui.model.failures import BadState
from miljo_tui.model.folder import Folder
from miljo_tui.model.wording import words

AnotherId = Callable[[Proposal], Draft]
"""Returns the draft of a new record under an id that nobody has."""


@frozen
class WayOn:
    """What a refused save needs of the person: an answer, after which a draft is saved instead."""

    proposal: Proposal
    """The one that was refused."""
    draft: Draft
    """What is to be saved in its place."""
    conflicts: Rebased | None = None
    """What is to be chosen from first; else there is only a yes."""
    question: Message | None = None
    answer: Message | None = None


class SaveConflict(BadState):
    """Somebody else has done something that does not go together with a proposal."""

    def __init__(self, proposal: Proposal, what: str, remedy: str) -> None:
        super().__init__(message(what, file=proposal.record.file), message(remedy))
        self.proposal = proposal

    def way_on(self, _another_id: AnotherId) -> WayOn | None:
        """Return what helps, None where the person has to begin anew."""
        return None


class ChangedUnderneath(SaveConflict):
    """A file is no longer what was read, and both changes do not go together."""

    def __init__(
        self, proposal: Proposal, theirs: tuple[Change, ...], rebased: Rebased | None = None
    ) -> None:
        super().__init__(
            proposal,
            _("{file} was changed by somebody else meanwhile; nothing was written"),
            _("Open it again, compare both values, and make your change again."),
        )
        self.theirs = theirs
        """What somebody else has changed."""
        self.rebased = rebased
        """Both changes joined, with the conflicts that are to be settled."""

    def particulars(self, speaker: Language) -> Iterator[Message]:
        """Yield both changes, a line each."""
        for who, changes in ((_("Yours"), self.proposal.changes), (_("Theirs"), self.theirs)):
            for change in changes:
                yield message("{who}: {change}", who=message(who), change=words(change))

    def way_on(self, _another_id: AnotherId) -> WayOn | None:
        """Return the choice between both changes, where each can be had."""
        rebased = self.rebased
        return WayOn(self.proposal, rebased.draft, rebased) if rebased else None


class RemovedUnderneath(SaveConflict):
    """A file that was to be changed is no longer there; the change is kept as a draft."""

    def __init__(self, proposal: Proposal, folder: Folder) -> None:
        super().__init__(
            proposal,
            _("{file} was removed by somebody else meanwhile; nothing was written"),
            _("Make it again with your change in it, or discard the change."),
        )
        self.again = again(Draft.of(proposal), folder)
        """What would make the record again, as it was, with the change in it."""

    def way_on(self, _another_id: AnotherId) -> WayOn:
        """Return the question whether to make the record again."""
        text = _("{name} was removed by somebody else. Make it again, with your changes?")
        question = message(text, name=self.proposal.name)
        answer = message(_("Make it again"))
        return WayOn(self.proposal, self.again, question=question, answer=answer)


class TakenUnderneath(SaveConflict):
    """The id of a new record is that of somebody else's by now; the record is kept as a draft."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(
            proposal,
            _("{file} was made by somebody else meanwhile; nothing was written"),
            _("Make yours again, under another id."),
        )

    def way_on(self, another_id: AnotherId) -> WayOn:
        """Return the question whether to make the record under another id."""
        draft = another_id(self.proposal)
        question = message(
            _("Somebody else has made {record} meanwhile. Make yours as {again}?"),
            record=self.proposal.record.address,
            again=draft.record.address,
        )
        answer = message(_("Make it as {record}"), record=draft.record.address)
        return WayOn(self.proposal, draft, question=question, answer=answer)


class NotCommitted(BadState):
    """A file holds what was made outside the app, which is to be committed by itself first."""

    def __init__(self, proposal: Proposal, left_by: str, filtered: Message | None = None) -> None:
        self.record = record = proposal.record
        self.proposal = Proposal.of_file(
            record.kind,
            record.id,
            proposal.folder,
            committed=proposal.committed,
            on_disk=proposal.on_disk,
            left_by=left_by,
        )
        if left_by:
            (left,) = self.proposal.remarks
            super().__init__(left.message, left.remedy)
            return
        if proposal.on_disk is None:
            what = _("{file} was removed outside the program, which is not committed")
        else:
            what = _(
                "{file} holds changes that were made outside the program and are not committed"
            )
        remedy = message(
            _(
                "They are: {changes}. Commit them first (F2 in the program, or: miljo-tui "
                "commit {record}), or take them back with git restore."
            ),
            record=record.address,
            changes=list(self.proposal.words),
        )
        if filtered:  # it may be all that differs
            remedy = message("{remedy} {filtered}", remedy=remedy, filtered=filtered)
        super().__init__(message(what, file=record.file), remedy)
