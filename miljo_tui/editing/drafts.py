"""The drafts of a workspace: in memory, and each on the disk, so that they survive the program."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.uncommitted import Uncommitted
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure, WrongUse
from miljo_tui.model.folder import Folder

if TYPE_CHECKING:
    from miljo_tui.editing.draft import Draft
    from miljo_tui.editing.draft_file import StoredDraft
    from miljo_tui.editing.draft_journal import Journal
    from miljo_tui.editing.proposals import Proposal

# What changes anything is imported where it is called: the first paint only shows.


class Drafts(Uncommitted):
    """An opened agreement, and what one person has in mind for it."""

    def __init__(self, path: Path, speaker: Language, *, first: int | None = None) -> None:
        """Open the agreement, with `first` only so many measures. Raises Missing."""
        super().__init__(path, speaker, first=first)
        self.drafts: dict[str, Draft] = {}
        self._journal: Journal | None = None
        self.told: Callable[[Failure | None], None] = lambda _failure: None
        """Called when drafts cease to be kept, with why, and when they are kept again."""

    def take(self, snapshot: Snapshot) -> None:
        """Show a freshly read agreement; drafts keep the version they began with."""
        super().take(snapshot)
        self.show_new()

    @property
    def journal(self) -> Journal:
        """Where the drafts are written down, so that they survive the program."""
        if self._journal is None:
            from miljo_tui.editing.draft_journal import Journal

            self._journal = Journal(self.snapshot.path, os.environ)
        return self._journal

    def keep(self, draft: Draft) -> Draft:
        """Have a draft, and written down from now on."""
        self.drafts[draft.record.address] = draft
        draft.heard = self.write_down
        return draft

    def write_down(self, draft: Draft) -> None:
        """Have a draft on the disk; after an obstacle, the others too that could not be there."""
        before = self.unkept
        self.journal.write(draft)
        if before and not self.unkept:
            for each in self.unsaved():
                self.journal.write(each)
        if (before is None) != (self.unkept is None):
            self.told(self.unkept)

    def try_again(self) -> None:
        """Try whether drafts can be kept again."""
        for draft in self.unsaved()[:1]:
            self.write_down(draft)

    @property
    def unkept(self) -> Failure | None:
        """Return why drafts are not kept just now, if anything is in the way."""
        return self._journal.obstacle if self._journal else None

    def kept(self) -> list[StoredDraft]:
        """Return the drafts of windows that are no longer there; safe in a thread."""
        return self.journal.found()

    def require_no_draft(self, address: str, besides: Proposal | None = None) -> None:
        """Raise WrongUse where a record has a draft of another change."""
        draft = self.drafts.get(address)
        if draft is None or not draft.changed:
            return
        if besides is None or draft.proposal().wanted != besides.wanted:
            raise WrongUse(
                message(_("There is another draft of {record} in this window"), record=address),
                message(_("Save that one first, or throw it away.")),
            )

    def show_new(self) -> None:
        """Have the records that have no file, yet or any more, among the others, as drafted."""
        new = [each for each in self.drafts.values() if each.is_new or each in self.bereft()]
        if new:
            self.put(self.as_drafted(new))

    def as_drafted(self, drafts: Iterable[Draft]) -> Folder:
        """Return the agreement as it will be with drafts in it."""
        folder = self.folder
        for draft in drafts:
            folder = draft.applied(folder)
        return folder

    def unsaved(self) -> list[Draft]:
        """Return the drafts that change something."""
        return [draft for draft in self.drafts.values() if draft.changed]

    def bereft(self) -> list[Draft]:
        """Return the drafts that change a record whose file somebody has removed."""
        return [
            draft
            for draft in self.unsaved()
            if not (draft.is_new or os.path.lexists(self.snapshot.file(draft.record)))
        ]
