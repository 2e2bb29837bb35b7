"""Whether the files of a save are still what was read, on disk and in git."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.draft_rebase import Rebased, again, rebase
from miljo_tui.editing.opening import Workspace, load, refreshed
from miljo_tui.editing.outside import MadeOutside, changed_again
from miljo_tui.editing.proposals import Proposal
from miljo_tui.frozen import frozen, replace
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import Change, compare
from miljo_tui.model.failures import BadState
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.records import MEASURE
from miljo_tui.model.values import same
from miljo_tui.store.reading import read, unchanged

if TYPE_CHECKING:
    from miljo_tui.repository.state import State


@frozen
class FileChange:
    """One file before and after a commit; None where there is no file."""

    proposal: Proposal
    file: Path
    before: bytes | None
    """What the newest commit holds."""
    there: bytes | None
    """What stands on disk now: as a rule the same."""
    after: bytes | None

    @property
    def is_written(self) -> bool:
        """Tell whether the file is not yet what it is to be."""
        return self.there != self.after


class ChangedUnderneath(BadState):
    """A file is no longer what was read, and both changes do not go together."""

    def __init__(
        self, proposal: Proposal, theirs: tuple[Change, ...], rebased: Rebased | None = None
    ) -> None:
        super().__init__(
            message(
                _("{file} was changed by somebody else meanwhile; nothing was written"),
                file=proposal.record.file,
            ),
            message(_("Open it again, look at both values, and make your change anew.")),
        )
        self.proposal = proposal
        self.ours = proposal.changes
        self.theirs = theirs
        """What somebody else has changed."""
        self.rebased = rebased
        """Both changes joined, with the conflicts that are to be settled."""


class RemovedUnderneath(BadState):
    """A file that was to be changed is no longer there; the change is kept as a draft."""

    def __init__(self, draft: Draft, folder: Folder) -> None:
        super().__init__(
            message(
                _("{file} was removed by somebody else meanwhile; nothing was written"),
                file=draft.record.file,
            ),
            message(_("Make it again with your change in it, or throw the change away.")),
        )
        self.draft = draft
        self.again = again(draft, folder)
        """What would make the record again, as it was, with the change in it."""


class TakenUnderneath(BadState):
    """The id of a new record is that of somebody else's by now; the record is kept as a draft."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            message(
                _("{file} was made by somebody else meanwhile; nothing was written"),
                file=draft.record.file,
            ),
            message(_("Make yours again, under another id.")),
        )
        self.draft = draft


class NotCommitted(BadState):
    """A file holds what was made outside the app, which is to be committed by itself first."""

    def __init__(self, change: FileChange, left_by: str, filtered: Message | None = None) -> None:
        self.record = record = change.proposal.record
        self.made = MadeOutside(
            record.kind,
            record.id,
            change.proposal.folder,
            committed=change.before,
            there=change.there,
            left_by=left_by,
        )
        if left := self.made.left:
            super().__init__(left.message, left.remedy)
            return
        if change.there is None:
            what = _("{file} was removed outside the app, which is not committed")
        else:
            what = _("{file} holds changes that were made outside the app and are not committed")
        remedy = message(
            _(
                "They are: {changes}. Commit them first (F2 in the app, or: miljo-tui commit "
                "{record}), or take them back with git restore."
            ),
            record=record.address,
            changes=self.made.said(),
        )
        if filtered:  # it may be all that differs
            remedy = message("{remedy} {filtered}", remedy=remedy, filtered=filtered)
        super().__init__(message(what, file=record.file), remedy)


def joined(
    workspace: Workspace, proposals: Sequence[Proposal]
) -> tuple[Workspace, list[Proposal], tuple[Change, ...]]:
    """Put proposals on top of what stands on disk now.

    Returns the agreement as it is there, the proposals, and what others have changed in their
    records. What is to go and is gone already is left out, as is what stands there already. Raises
    ChangedUnderneath where a change does not go together with ours, RemovedUnderneath where there
    is nothing to change any more, TakenUnderneath where a new record is not the only one.
    """
    now = refreshed(workspace, measures=any(each.record.kind is not MEASURE for each in proposals))
    theirs: list[Change] = []
    on_top: list[Proposal] = []
    for proposal in proposals:
        if isinstance(proposal, MadeOutside):
            proposal.require_unchanged(now)
            proposal.folder = now.folder
            on_top.append(proposal)
            continue
        is_there = os.path.lexists(now.file(proposal.record))
        if isinstance(proposal, Draft) and proposal.is_new and is_there:
            if not same(read(now.file(proposal.record)).raw, proposal.result.raw):
                raise TakenUnderneath(proposal)
            continue
        if not proposal.is_new and not is_there:
            if isinstance(proposal, Draft):
                raise RemovedUnderneath(proposal, now.folder)
            continue
        there = _there(now, proposal)
        if there is None:
            proposal.folder = now.folder
            on_top.append(proposal)
            continue
        changes = compare(there.kind.cls, proposal.record.raw, there.raw)
        if not isinstance(proposal, Draft):
            raise ChangedUnderneath(proposal, changes)
        rebased = rebase(proposal, there, now.folder)
        if rebased.conflicts:
            raise ChangedUnderneath(proposal, changes, rebased)
        theirs += changes
        on_top.append(rebased.draft)
    return now, on_top, tuple(theirs)


def _there(workspace: Workspace, proposal: Proposal) -> AnyRecord | None:
    """Return the record of a proposal as somebody else has left it, None where nobody has."""
    record = proposal.record
    file = workspace.file(record)
    # That nobody else has made the file of a new record is for the replacing to see.
    if proposal.is_new or unchanged(file, record.source):
        return None
    on_disk = read(file)
    if on_disk.fault:
        raise BadState(
            message(
                _("{file} was changed by somebody else meanwhile; nothing was written"),
                file=record.file,
            ),
            on_disk.fault.message,
        )
    return load(record.kind, record.id, on_disk)


def guarded(repository: State, files: Sequence[FileChange]) -> list[FileChange]:
    """Return the files of a save with what git holds of them, which is to be what was read.

    Raises BadState where somebody has changed or staged them without a commit.
    """
    from miljo_tui.repository import commit_files

    _refuse_left_alone(repository, files)
    # One question to git where all is as usual: each costs as much as a tenth of the commit.
    if commit_files.holds(repository, [(each.file, each.before) for each in files]):
        return list(files)
    known = [replace(each, before=commit_files.committed(repository, each.file)) for each in files]
    for each, expected in zip(known, files, strict=True):
        if not isinstance(each.proposal, MadeOutside):
            _refuse_uncommitted(repository, each)
        elif each.before != expected.before:
            raise changed_again(each.proposal.record)
        elif commit_files.is_staged(repository, each.file, each.there):
            continue  # that very version
        if commit_files.staged_differently(repository, each.file):
            raise BadState(
                message(
                    _("Another version of {file} is staged in git"), file=each.proposal.record.file
                ),
                message(_("Commit it, or take it back with: git restore --staged FILE")),
            )
    return known


def _refuse_left_alone(repository: State, files: Sequence[FileChange]) -> None:
    """Refuse files that git takes for unchanged whatever is in them: it would commit nothing."""
    from miljo_tui.repository import commit_files

    for file in commit_files.left_alone(repository, [each.file for each in files]):
        (name,) = (each.proposal.record.file for each in files if each.file == file)
        raise BadState(
            message(
                _("Git is told to leave {file} as it is in this clone (skip-worktree)"), file=name
            ),
            message(_("End that with: git update-index --no-skip-worktree {file}"), file=name),
        )


def _refuse_uncommitted(repository: State, change: FileChange) -> None:
    from miljo_tui.repository import commit_files
    from miljo_tui.repository.unfinished_saves import left_by

    record = change.proposal.record
    if change.before is None and change.after is None:
        raise BadState(
            message(_("{file} is not in the history: removing it would lose it"), file=record.file),
            message(_("Commit it with git first, or delete the file yourself.")),
        )
    if change.before == change.there:
        return
    if change.before is not None and commit_files.is_committed(
        repository, change.file, change.there
    ):
        return
    who = left_by(repository, change.file, change.there)
    if who or change.before is not None:
        raise NotCommitted(change, who, commit_files.filtered(repository, change.file))
