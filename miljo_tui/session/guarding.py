"""Whether the files of a save are still what was read, on disk and in git."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import Change, compare
from miljo_tui.model.failures import BadState
from miljo_tui.model.wording import words
from miljo_tui.session.opening import load
from miljo_tui.session.proposing import Proposal
from miljo_tui.store.reading import parse, read

if TYPE_CHECKING:
    from miljo_tui.history.state import State


@frozen
class FileChange:
    """One file before and after; None where there is no file."""

    proposal: Proposal
    file: Path
    before: bytes | None
    after: bytes | None


class ChangedUnderneath(BadState):
    """A file is no longer what was read; `theirs` says what somebody else changed."""

    def __init__(self, proposal: Proposal, theirs: tuple[Change, ...]) -> None:
        super().__init__(
            message(
                _("{file} was changed by somebody else meanwhile; nothing was written"),
                file=proposal.record.file,
            ),
            message(_("Open it again, look at both values, and make your change anew.")),
        )
        self.ours = proposal.changes
        self.theirs = theirs


def refuse_foreign_changes(repository: State, files: Sequence[FileChange]) -> None:
    """Check that nobody else has touched the files of a save.

    Raises ChangedUnderneath or BadState where somebody has.
    """
    from miljo_tui.history import committing

    for each in files:
        _refuse_changed_on_disk(each)
    # One question to git where all is as usual: each costs as much as a tenth of the commit.
    if committing.holds(repository, [(each.file, each.before) for each in files]):
        return
    for each in files:
        _refuse_uncommitted(each, committing.committed(repository, each.file))
        if committing.staged_differently(repository, each.file):
            raise BadState(
                message(
                    _("Another version of {file} is staged in git"), file=each.proposal.record.file
                ),
                message(_("Commit it, or take it back with: git restore --staged FILE")),
            )


def _refuse_changed_on_disk(change: FileChange) -> None:
    record = change.proposal.record
    if change.before is None:
        return  # that nobody else has made the file is for the replacing to see
    on_disk = read(change.file)
    if on_disk.data == change.before:
        return
    if on_disk.fault:
        raise BadState(
            message(
                _("{file} was changed by somebody else meanwhile; nothing was written"),
                file=record.file,
            ),
            on_disk.fault.message,
        )
    there = load(record.kind, record.id, on_disk)
    raise ChangedUnderneath(change.proposal, compare(record.kind.cls, record.raw, there.raw))


def _refuse_uncommitted(change: FileChange, committed: bytes | None) -> None:
    record = change.proposal.record
    if committed is None and change.after is None:
        raise BadState(
            message(_("{file} is not in the history: removing it would lose it"), file=record.file),
            message(_("Commit it with git first, or delete the file yourself.")),
        )
    if committed is None or committed == change.before:
        return
    if change.before is None:
        raise BadState(
            message(
                _("{file} was removed outside the app, which is not committed"), file=record.file
            ),
            message(_("Commit that with git first, or take it back with: git restore FILE")),
        )
    listed = _sentence(compare(record.kind.cls, parse(committed).raw, record.raw))
    raise BadState(
        message(
            _("{file} holds changes that were made outside the app and are not committed"),
            file=record.file,
        ),
        message(
            _("Commit them with git first, or take them back. They are: {changes}"),
            changes=listed,
        ),
    )


def _sentence(changes: Iterable[Change]) -> list[Message]:
    return [words(change) for change in changes] or [message(_("only spaces or comments"))]
