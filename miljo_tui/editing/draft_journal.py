"""Drafts that survive: each is written down at once, and found again after any end."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.draft_file import (
    DRAFT,
    LENT,
    StoredDraft,
    as_json,
    read_stored_draft,
    record_and_window,
)
from miljo_tui.editing.draft_locks import DraftLock, is_held
from miljo_tui.editing.drafts_of_others import OwnDrafts, others_drafts
from miljo_tui.editing.state_folder import make_own, require_own, state_folder, unusable_folder
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.store.private_files import keep, kept


class Journal:
    """The drafts on one agreement, in the person's own state folder."""

    def __init__(self, agreement: Path, environment: Mapping[str, str]) -> None:
        self.folder = state_folder(agreement, environment)
        self.obstacle: BadState | None = None
        """Why drafts are not kept just now, if anything is in the way."""
        self._agreement = agreement
        self._window = DraftLock(self.folder)
        self._own = OwnDrafts(agreement)

    def write(self, draft: Draft) -> None:
        """Write a draft down, or strike it out where it changes nothing.

        A disk that takes nothing more is no reason to lose the keystroke: it stays in memory, and
        `obstacle` says why it is nowhere else.
        """
        if not draft.changed:
            self.strike(draft.record.address)
            return
        text = as_json(draft, self._agreement)
        try:
            make_own(self.folder)
            self._window.make_known()
            place = self._place(draft.record.address)
            is_new = not place.exists()
            keep(place, text.encode())
        except OSError as error:
            self.obstacle = _not_kept(self.folder, error)
        else:
            self.obstacle = None
            if is_new:
                self._tell_others()

    def strike(self, address: str) -> None:
        """Forget the draft of a record that was saved or thrown away."""
        with suppress(OSError):
            self._place(address).unlink()
            self._tell_others()

    def found(self) -> list[StoredDraft]:
        """Return the drafts of windows that are no longer there, the newest last.

        What cannot be read is among them, and what an editor has left: it is for people to look
        at and to throw away. In somebody else's folder there are none, and `obstacle` says so.
        """
        try:
            require_own(self.folder)
        except OSError as error:
            self.obstacle = _not_kept(self.folder, error)
            return []
        there = kept(self.folder, DRAFT) + kept(self.folder, LENT, folders=True)
        drafts = [read_stored_draft(file) for file in there if not self._is_used(file)]
        return sorted((each for each in drafts if each), key=lambda each: each.when)

    def of_others(self) -> dict[str, int]:
        """Return how many drafts others have on the agreement in a shared clone, by user.

        Raises what is in the way of looking at the repository.
        """
        return others_drafts(self._agreement)

    def lend(self, address: str) -> Path:
        """Make a folder for a text of a record that an editor works on. Raises OSError.

        Where it is still there when this window is gone, it is found among the drafts.
        """
        make_own(self.folder)
        self._window.make_known()
        return Path(mkdtemp(LENT, self._place(address, "-").name, self.folder))

    def not_lent(self, error: OSError) -> BadState:
        """Return why no text can be handed to an editor."""
        why = unusable_folder(self.folder, error)
        what = message(_("No text can be handed to an editor: {reason}"), reason=why.message)
        return BadState(what, why.remedy, why.detail)

    def discard(self, draft: StoredDraft) -> None:
        """Throw a draft away. Raises BadState where it cannot be done."""
        try:
            if draft.file.is_dir():
                shutil.rmtree(draft.file)
            draft.file.unlink(missing_ok=True)
            self._tell_others()
        except OSError as error:
            raise BadState(
                message(_("The draft of {record} cannot be discarded"), record=draft.record),
                message(_("It is kept in {file}."), file=draft.file),
                error.strerror or "",
            ) from error

    def _place(self, address: str, suffix: str = DRAFT) -> Path:
        return self.folder / f"{address.replace('/', '.')}.{self._window.name}{suffix}"

    def _tell_others(self) -> None:
        self._own.tell(len(kept(self.folder, DRAFT)))

    def _is_used(self, file: Path) -> bool:
        _record, window = record_and_window(file)
        return is_held(self.folder, window)


def _not_kept(folder: Path, error: OSError) -> BadState:
    why = unusable_folder(folder, error)
    return BadState(
        message(_("Drafts are not kept just now: {reason}"), reason=why.message),
        message(_("{remedy} Until then what you type is in this window only."), remedy=why.remedy),
        why.detail,
    )
