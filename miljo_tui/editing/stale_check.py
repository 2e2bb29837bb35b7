"""Whether the files of a save are still what was read, on disk and in git."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.draft_rebase import Rebased
from miljo_tui.editing.opening import Snapshot, refreshed
from miljo_tui.editing.outside import changed_again
from miljo_tui.editing.proposals import Proposal
from miljo_tui.editing.save_conflicts import (
    ChangedUnderneath,
    NotCommitted,
    RemovedUnderneath,
    TakenUnderneath,
)
from miljo_tui.frozen import replace
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.changes import Change, compare
from miljo_tui.model.failures import BadState
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.records import MEASURE
from miljo_tui.model.values import same
from miljo_tui.repository import commit_files
from miljo_tui.repository.unfinished_saves import left_by
from miljo_tui.store.reading import read, unchanged
from miljo_tui.store.records import load_record

if TYPE_CHECKING:
    from miljo_tui.repository.objects import Objects
    from miljo_tui.repository.state import State


def joined(
    snapshot: Snapshot, proposals: Sequence[Proposal]
) -> tuple[Snapshot, list[Proposal], tuple[Change, ...]]:
    """Put proposals on top of what stands on disk now.

    Returns the agreement as it is there, the proposals, and what others have changed in their
    records. What is to go and is gone already is left out, as is what stands there already. Raises
    ChangedUnderneath where a change does not go together with ours, RemovedUnderneath where there
    is nothing to change any more, TakenUnderneath where a new record is not the only one.
    """
    now = refreshed(snapshot, measures=any(each.record.kind is not MEASURE for each in proposals))
    if now.folder == snapshot.folder:
        now = snapshot  # and a long list stays as it is, without a second copy
    theirs: list[Change] = []
    on_top: list[Proposal] = []
    for proposal in proposals:
        file = now.file(proposal.record)
        is_there = os.path.lexists(file)
        if proposal.is_outside:
            if not unchanged(file, proposal.on_disk):
                raise changed_again(proposal.record)
        elif proposal.is_new and is_there:
            if not same(read(file).raw, proposal.record.raw):
                raise TakenUnderneath(proposal)
            continue
        elif not proposal.is_new and not is_there:
            if not proposal.is_end:
                raise RemovedUnderneath(proposal, now.folder)
            continue
        elif there := _there(now, proposal):
            changes = compare(there.kind.cls, (proposal.before or there).raw, there.raw)
            if proposal.is_end:
                raise ChangedUnderneath(proposal, changes)
            rebased = Rebased.of(Draft.of(proposal), there, now.folder)
            if rebased.conflicts:
                raise ChangedUnderneath(proposal, changes, rebased)
            theirs += changes
            on_top.append(rebased.draft.proposal())
            continue
        is_same = proposal.folder is now.folder
        on_top.append(proposal if is_same else replace(proposal, folder=now.folder))
    return now, on_top, tuple(theirs)


def _there(snapshot: Snapshot, proposal: Proposal) -> AnyRecord | None:
    """Return the record of a proposal as somebody else has left it, None where nobody has."""
    record, file = proposal.record, snapshot.file(proposal.record)
    # That nobody else has made the file of a new record is for the replacing to see.
    if proposal.is_new or unchanged(file, proposal.on_disk):
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
    return load_record(record.kind, record.id, on_disk)


def guarded(
    repository: State, snapshot: Snapshot, proposals: Sequence[Proposal], objects: Objects
) -> list[Proposal]:
    """Return proposals with what git holds of their files, which is to be what was read.

    Of `objects` nobody has asked yet what is staged. Raises BadState where somebody has changed or
    staged the files without a commit.
    """
    files = [snapshot.file(each.record) for each in proposals]
    _refuse_left_alone(repository, proposals, files)
    # One question to git where all is as usual: each costs as much as a tenth of the commit.
    expected = [each.committed for each in proposals]
    if commit_files.holds(repository, list(zip(files, expected, strict=True)), objects):
        return list(proposals)
    known = []
    for proposal, file in zip(proposals, files, strict=True):
        each = replace(proposal, committed=commit_files.committed(repository, file))
        known.append(each)
        if not proposal.is_outside:
            _refuse_uncommitted(repository, each, file)
        elif each.committed != proposal.committed:
            raise changed_again(each.record)
        elif commit_files.is_staged(repository, file, each.on_disk):
            continue  # that very version
        if commit_files.staged_differently(repository, file):
            raise BadState(
                message(_("Another version of {file} is staged in git"), file=each.record.file),
                message(_("Commit it, or take it back with: git restore --staged FILE")),
            )
    return known


def _refuse_left_alone(
    repository: State, proposals: Sequence[Proposal], files: Sequence[Path]
) -> None:
    """Refuse files that git takes for unchanged whatever is in them: it would commit nothing."""
    names = {file: each.record.file for each, file in zip(proposals, files, strict=True)}
    for file in commit_files.left_alone(repository, files):
        raise BadState(
            message(
                _("Git is told to leave {file} as it is in this clone (skip-worktree)"),
                file=names[file],
            ),
            message(
                _("End that with: git update-index --no-skip-worktree {file}"), file=names[file]
            ),
        )


def _refuse_uncommitted(repository: State, proposal: Proposal, file: Path) -> None:
    committed, on_disk, name = proposal.committed, proposal.on_disk, proposal.record.file
    if committed is None and proposal.is_end:
        raise BadState(
            message(_("{file} is not in the history: removing it would lose it"), file=name),
            message(_("Commit it with git first, or delete the file yourself.")),
        )
    if committed == on_disk:
        return
    if committed is not None and commit_files.is_committed(repository, file, on_disk):
        return
    who = left_by(repository, file, on_disk)
    if who or committed is not None:
        raise NotCommitted(proposal, who, commit_files.filtered(repository, file))
