"""A kept draft beside what stands on disk now: what has become of its record since, in words."""

from __future__ import annotations

import os

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import Change
from miljo_tui.model.merging import Conflict
from miljo_tui.model.values import same
from miljo_tui.model.wording import value_words, words
from miljo_tui.session.draft_file import Kept
from miljo_tui.session.drafting import Draft
from miljo_tui.session.opening import Workspace, load
from miljo_tui.session.rebasing import rebase
from miljo_tui.store.reading import read


@frozen
class Beside:
    """What a draft has to reckon with on disk."""

    state: str = "same"
    """For programs: same, changed, committed, made, gone or broken."""
    fate: Message | None = None
    """What has become of the record as a whole, where its changes do not say it."""
    theirs: tuple[Change, ...] = ()
    """What was changed on disk since."""
    conflicts: tuple[Conflict, ...] = ()
    """What both have changed, to different values."""

    def said(self) -> list[Message]:
        """Return as people say it what was changed, a sentence a line."""
        own = {conflict.path for conflict in self.conflicts}
        return [
            *(
                message(_("On disk since: {change}"), change=words(change))
                for change in self.theirs
                if change.path not in own
            ),
            *(_both(conflict) for conflict in self.conflicts),
        ]


def beside(kept: Kept, draft: Draft, workspace: Workspace) -> Beside:
    """Look at the disk beside a draft that was restored."""
    record, file = draft.record, workspace.file(draft.record)
    name = record.file
    if not os.path.lexists(file):
        gone = message(_("{file} is gone from disk; going on makes it anew"), file=name)
        return Beside() if kept.data["new"] else Beside("gone", gone)
    source = read(file)
    if source.fault:
        fault = source.fault.message
        broken = message(_("{file} cannot be read just now: {fault}"), file=name, fault=fault)
        return Beside("broken", broken)
    if source.data == record.source and not draft.is_new:
        return Beside()
    committed = message(_("All of it stands on disk already"))
    if draft.is_new:
        if same(dict(source.raw), dict(draft.result.raw)):
            return Beside("committed", committed)
        return Beside("made", message(_("{file} was made by somebody else meanwhile"), file=name))
    rebased = rebase(draft, load(record.kind, record.id, source), workspace.folder)
    if not rebased.draft.changed:
        return Beside("committed", committed, rebased.theirs)
    spaces = message(_("On disk only spaces or comments were changed since"))
    return Beside("changed", None if rebased.theirs else spaces, rebased.theirs, rebased.conflicts)


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
