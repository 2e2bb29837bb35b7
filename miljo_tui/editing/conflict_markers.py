"""The marks of a conflict in a record's file, settled field by field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from miljo_tui.editing import unmerged
from miljo_tui.editing.draft import Draft
from miljo_tui.editing.draft_rebase import Rebased
from miljo_tui.editing.file_merge import MergedFile
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.proposals import Proposal
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.advice import CHECK
from miljo_tui.model.failures import BadState, WrongUse
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.problems import MARKS
from miljo_tui.repository import index_conflicts, save_lock
from miljo_tui.repository.commit_files import committed
from miljo_tui.repository.index_conflicts import how_to_end, inside, mark_settled
from miljo_tui.repository.state import look
from miljo_tui.store import merged_text
from miljo_tui.store.conflict_markers import Versions, take_apart
from miljo_tui.store.reading import Source, parse, read
from miljo_tui.store.records import load_record
from miljo_tui.store.replace_file import replace

if TYPE_CHECKING:
    from miljo_tui.repository.state import State


@frozen
class MarkedConflict:
    """The two versions of a record that the marks in its file tell of, joined as far as they go."""

    snapshot: Snapshot
    state: State
    file: Path
    marked: bytes
    versions: Versions
    base: str
    """What both come from, as far as it is known."""
    rebased: Rebased
    """Both changes on top of our version, ours where they conflict."""
    end: str | None
    """The command that ends what somebody has begun in git, such as a merge."""
    others: tuple[str, ...]
    """The other files in whose conflicts git waits: before they are settled it commits nothing."""

    @classmethod
    def of(cls, snapshot: Snapshot, record: AnyRecord) -> Self:
        """Take apart the versions of a record that git waits for, and join them.

        They are those that the marks in its file tell of, or that git's index holds of a file
        without marks. Raises WrongUse for a record with neither, BadState where its versions cannot
        be taken apart, or the obstacle to any change.
        """
        state = look(snapshot.path)
        file = snapshot.file(record)
        waiting = index_conflicts.unmerged(state.root)
        staged = waiting.pop(inside(state, file), None)
        source = read(file)
        has_marks = source.fault is not None and source.fault.code == MARKS
        if staged is None and not has_marks:
            raise WrongUse(
                message(_("{record} has no marks of a conflict"), record=record.address),
                message(_("Look with: {way}"), way=CHECK),
            )
        end = how_to_end(state)
        if state.obstacle and end is None:
            raise state.obstacle
        held = [
            index_conflicts.content(state.root, blob) for blob in (staged.blobs if staged else ())
        ]
        if has_marks:
            versions = take_apart(source.text or "")
            if versions is None:
                raise _by_hand(
                    message(_("{file}: the marks do not fit each other"), file=record.file)
                )
        else:
            versions = _unmarked(snapshot, record, source.data, held)
        ours = _version(record, versions.ours, versions.our_label)
        theirs = _version(record, versions.theirs, versions.their_label)
        base = _base(held[0] if held else None, versions)
        rebased = Rebased.of_versions(ours, theirs, base.raw, snapshot.folder)
        marked = source.data or b""
        return cls(
            snapshot, state, file, marked, versions, base.text or "", rebased, end, tuple(waiting)
        )

    @property
    def sides(self) -> tuple[str, str]:
        """What stands behind the marks of our version and of theirs."""
        return self.versions.our_label or "ours", self.versions.their_label or "theirs"

    def settled(self, draft: Draft) -> Proposal:
        """Return the proposal of the record as it is settled, by a draft with every choice made.

        Raises BadState where that cannot be written with the comments of both versions.
        """
        kind, versions, wanted = draft.record.kind, self.versions, draft.result.raw
        kept = merged_text.comments_of_both(self.base, versions.ours, versions.theirs)
        text = merged_text.written(kind, versions, wanted, kept)
        if text is None:
            text = merged_text.with_moved_comments(kind, versions, wanted, kept)
        if text is None:
            what = _("{file}: the values and the comments of both versions do not go together")
            raise _by_hand(message(what, file=draft.record.file))
        return Proposal.of_file(
            kind,
            draft.record.id,
            self.snapshot.folder,
            committed=committed(self.state, self.file),
            on_disk=self.marked,
            settled=text.encode(),
        )

    def is_for_commit(self, proposal: Proposal) -> bool:
        """Tell whether a commit of ours is to follow; else the file is written, and git told."""
        return self.end is None and not self.others and proposal.changed

    def write(self, proposal: Proposal) -> Message:
        """Put a settled record in the place of the marked one, and tell git; nothing is committed.

        Returns what is to be done next. Raises BadState where the file was changed meanwhile, or
        cannot be written.
        """
        with save_lock.exclusive(self.state):
            replace(self.file, self.marked, proposal.wanted or b"")
            mark_settled(self.state, self.file)
        if self.others and not self.end:
            text = _("{file} is settled, and can be committed once these are too: {others}")
        elif self.others:
            text = _("{file} is settled. There are conflicts still in: {others}")
        elif self.end:
            text = _("{file} is settled, the last one. What was begun is ended with: {command}")
        else:
            text = _("{file} is settled, and as it was committed")
        return message(text, file=proposal.record.file, others=list(self.others), command=self.end)


def _version(record: AnyRecord, text: str, label: str) -> AnyRecord:
    version: AnyRecord = load_record(record.kind, record.id, parse(text.encode()))
    if version.fault:
        raise _by_hand(
            message(
                _("{file}: the version “{label}” cannot be read: {fault}"),
                file=record.file,
                label=label,
                fault=version.fault.message,
            )
        )
    return version


def _unmarked(
    snapshot: Snapshot, record: AnyRecord, there: bytes | None, held: list[bytes | None]
) -> Versions:
    """Return the versions of a file in which git has left one of them and no marks."""
    base, ours, theirs = held
    if ours is None or theirs is None or there not in (ours, theirs):
        raise BadState(*unmerged.told(snapshot, record.file, is_chosen=None not in (ours, theirs)))
    text = MergedFile.of_versions(base or b"", ours, theirs, record.file).data.decode()
    return take_apart(text) or Versions((text,))


def _by_hand(what: Message) -> BadState:
    return BadState(what, message(_("Mend the file in an editor; in the program, F4 opens it.")))


def _base(data: bytes | None, versions: Versions) -> Source:
    """Return what both come from: as git has it, or as the marks tell, or nothing."""
    for known in (data, versions.base.encode() if versions.base is not None else None):
        source = parse(known) if known is not None else None
        if source and not source.fault:
            return source
    return Source()
