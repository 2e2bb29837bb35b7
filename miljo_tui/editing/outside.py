"""What was made outside the app and is not committed: a record as its file stands, for a commit."""

from __future__ import annotations

from miljo_tui.editing.editor_target import told
from miljo_tui.editing.opening import Workspace, load
from miljo_tui.editing.proposals import Proposal, made_words
from miljo_tui.editing.removal import Removal
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import Change, compare
from miljo_tui.model.failures import BadState, Refused
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.problems import Problem, Severity
from miljo_tui.model.records import RecordKind
from miljo_tui.model.rules import check_record
from miljo_tui.model.wording import words
from miljo_tui.store.reading import parse, unchanged


class MadeOutside(Proposal):
    """A proposal to commit a record's file as it stands, made, changed or removed by other hands.

    Where git has left its marks in the file, what it is to hold in their place.
    """

    def __init__(
        self,
        kind: RecordKind,
        id: str,
        folder: Folder,
        *,
        committed: bytes | None,
        there: bytes | None,
        settled: bytes | None = None,
        left_by: str = "",
    ) -> None:
        """Take the bytes in the newest commit and those on disk, None for no file.

        `left_by` names whose save has left them there that has not ended.
        """
        self.committed = committed
        self.there = there
        self.after = there if settled is None else settled
        self.left_by = left_by
        held = self.after if self.after is not None else committed
        super().__init__(load(kind, id, parse(held or b"")), folder)
        self._before = None if committed is None else load(kind, id, parse(committed))

    @property
    def changed(self) -> bool:
        return self.committed != self.after

    @property
    def is_new(self) -> bool:
        return self.committed is None

    @property
    def is_end(self) -> bool:
        return self.after is None

    @property
    def former(self) -> bytes | None:
        return self.committed

    @property
    def mends(self) -> bool:
        return not self.is_end and self._before is not None and self._before.fault is not None

    @property
    def changes(self) -> tuple[Change, ...]:
        if self.is_end or self.mends or self.record.fault:
            return ()
        before = {} if self._before is None else self._before.raw
        return compare(self.record.kind.cls, before, self.record.raw)

    def applied(self, folder: Folder) -> Folder:
        return folder.without(self.record) if self.is_end else folder.replaced(self.record)

    def unapplied(self, folder: Folder) -> Folder:
        if self._before is None:
            return folder.without(self.record)
        return folder.replaced(self._before)

    def said(self) -> list[Message]:
        if self.is_end:
            return Removal(self.record, self.folder).said()
        if self.record.fault:
            return [self.record.fault.message]
        if self.is_new:
            return made_words(self.record, self.changes)
        if self.mends:
            return [message(_("Can be read again, after it was committed broken"))]
        return [words(change) for change in self.changes] or [message(ONLY_LAYOUT)]

    @property
    def left(self) -> Problem | None:
        """The warning that nobody has meant the file to be committed like this, where it is so."""
        if not self.left_by:
            return None
        return Problem(
            "interrupted-save",
            Severity.WARNING,
            self.record.file,
            (),
            message(
                _("{file} was left like this by an interrupted save of {owner}"),
                file=self.record.file,
                owner=self.left_by,
            ),
            message(
                _("Ask {owner} to open the agreement, which takes it back, before you commit it."),
                owner=self.left_by,
            ),
        )

    def problems(self) -> list[Problem]:
        left = [self.left] if self.left else []
        if self.is_end:
            return [*left, *Removal(self.record, self.folder).problems()]
        return [*left, *check_record(self.record, self.folder.replaced(self.record))]

    def problems_before(self) -> list[Problem]:
        # What cannot be read is never let in, not even where it was in before.
        if self._before is None or self.record.fault:
            return []
        return check_record(self._before, self.unapplied(self.folder))

    def require_unchanged(self, workspace: Workspace) -> None:
        """Raise BadState where the file on disk is no longer what was looked at."""
        if not unchanged(workspace.file(self.record), self.there):
            raise changed_again(self.record)


def broken(record: AnyRecord) -> Refused:
    """Return the failure that a record cannot be committed while its file cannot be read."""
    assert record.fault is not None
    return Refused(told(record.fault, record.fault.point or (1, 1)), record.fault.remedy)


ONLY_LAYOUT = _("Only comments, order or spaces")


def changed_again(record: AnyRecord) -> BadState:
    """Return the failure that somebody has changed a record's file, or its commit, meanwhile."""
    return BadState(
        message(
            _("{file} was changed by somebody else meanwhile; nothing was written"),
            file=record.file,
        ),
        message(_("Look at it anew before you commit it.")),
    )
