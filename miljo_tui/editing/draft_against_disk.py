"""A proposal beside what stands on disk now: what has become of its record since, in words."""

from __future__ import annotations

import os
from typing import Self

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.draft_rebase import Rebased
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.proposals import Proposal
from miljo_tui.frozen import frozen, replace
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model import tree
from miljo_tui.model.changes import Change
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.merging import Conflict
from miljo_tui.model.problems import Path
from miljo_tui.model.values import same
from miljo_tui.model.wording import value_words, words
from miljo_tui.store.reading import read, unchanged
from miljo_tui.store.records import load_record


@frozen
class DiskComparison:
    """What a proposal has to reckon with on disk."""

    state: str = "same"
    """For programs: same, changed, committed, made, gone or broken."""
    headline: Message | None = None
    """What has become of the record as a whole, where its changes do not say it."""
    theirs: tuple[Change, ...] = ()
    """What was changed on disk since."""
    conflicts: tuple[Conflict, ...] = ()
    """What both have changed, to different values."""
    on_disk: AnyRecord | None = None
    """The record as it stands on disk, where it was changed."""

    @classmethod
    def of(cls, proposal: Proposal, snapshot: Snapshot) -> Self:
        """Look at the disk beside a proposal of this window."""
        record, file = proposal.record, snapshot.file(proposal.record)
        if unchanged(file, proposal.on_disk):
            return cls()
        if not (proposal.is_outside or proposal.is_end):
            return cls.of_draft(Draft.of(proposal), snapshot, is_new=proposal.is_new)
        if proposal.is_end and not os.path.lexists(file):
            return cls("committed", message(ALL_OF_IT))
        changed = _("{file} was changed by somebody else meanwhile")
        return cls("changed", message(changed, file=record.file))

    @classmethod
    def of_draft(cls, draft: Draft, snapshot: Snapshot, *, is_new: bool) -> Self:
        """Look at the disk beside a draft, which `is_new` where its record never had a file."""
        record, file = draft.record, snapshot.file(draft.record)
        name = record.file
        if not os.path.lexists(file):
            anew = _("{file} is gone from disk; if you go on, it is made again")
            gone = message(anew if draft.is_new else _("{file} is gone from disk"), file=name)
            return cls() if is_new else cls("gone", gone)
        if not draft.is_new and unchanged(file, record.source):
            return cls()
        source = read(file)
        if source.fault:
            fault = source.fault.message
            broken = message(_("{file} cannot be read just now: {fault}"), file=name, fault=fault)
            return cls("broken", broken)
        if draft.is_new:
            if same(dict(source.raw), dict(draft.result.raw)):
                return cls("committed", message(ALL_OF_IT))
            return cls("made", message(_("{file} was made by somebody else meanwhile"), file=name))
        there = load_record(record.kind, record.id, source)
        rebased = Rebased.of(draft, there, snapshot.folder)
        if draft.changed and not rebased.draft.changed:
            return cls("committed", message(ALL_OF_IT), rebased.theirs, on_disk=there)
        spaces = message(_("On disk only spaces or comments were changed since"))
        headline = None if rebased.theirs else spaces
        return cls("changed", headline, rebased.theirs, rebased.conflicts, there)

    def words(self) -> list[Message]:
        """Return as people say it what was changed, a sentence a line."""
        own = [_place(conflict) for conflict in self.conflicts]
        return [
            *(
                message(_("On disk since: {change}"), change=words(change))
                for change in self.theirs
                if _place(change) not in own
            ),
            *(_both(conflict) for conflict in self.conflicts),
        ]

    def about(self, draft: Draft, path: Path) -> list[Message]:
        """Return what is said of one field of a draft, or of all that lies within it."""
        if self.on_disk is None:
            return []
        ours = draft.result
        at = tree.before(ours.kind.cls, self.on_disk.raw, ours.raw, path)
        theirs = [each for each in self.theirs if at and each.path[: len(at)] == at]
        places = [_place(each) for each in theirs]
        both = [each for each in self.conflicts if _place(each) in places]
        return replace(self, theirs=tuple(theirs), conflicts=tuple(both)).words()

    def brief(self) -> Message | None:
        """Return in a few words that something was changed, None where nothing was."""
        names: list[Message] = []
        for change in self.theirs:
            name = (*change.within, message(change.label))[0]
            name = words(change) if change.parts and change.new is None else name
            names += [name] if name not in names else []
        if self.theirs and not self.headline:
            return message(_("changed on disk: {names}"), names=names)
        return self.headline

    def outcome(self) -> Message | None:
        """Return what comes of it when the proposal is saved, None where nothing does."""
        if self.state == "changed" and self.on_disk is None:
            return message(_("Go back and review it again: as it stands here it is not saved."))
        if self.conflicts:
            return message(_("Saving asks which of the two shall count."))
        said = OUTCOMES.get(self.state)
        return message(said) if said else None


OUTCOMES = {
    "changed": _("Saving keeps both changes; theirs must be committed first, if it is not yet."),
    "committed": _("Nothing is left to save."),
    "made": _("Saving offers another id for yours."),
    "gone": _("Saving asks whether to make it again, with your changes."),
    "broken": _("It can be saved once the file can be read again."),
}


ALL_OF_IT = _("All of it stands on disk already")


def _place(what: Change | Conflict) -> tuple[str, tuple[Message, ...]]:
    """Return what tells one field of a record from the others, in whichever version."""
    return what.label, what.within


def _both(conflict: Conflict) -> Message:
    said = message(
        _("{label} was changed by both: on disk {theirs}, in the draft {ours}"),
        label=message(conflict.label),
        theirs=_side(conflict, conflict.theirs),
        ours=_side(conflict, conflict.ours),
    )
    for within in reversed(conflict.within):
        said = message(_("{within}: {change}"), within=within, change=said)
    return said


def _side(conflict: Conflict, value: object) -> str | Message:
    """Return one side of a conflict; what an entry holds stands among the changes of the draft."""
    if conflict.field:
        return value_words(conflict.field, value)
    return message(_("(removed)")) if value is None else message(_("(changed)"))
