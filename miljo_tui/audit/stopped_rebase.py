"""A commit that a rebase has stopped at, with a message that claims what it changes by now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from miljo_tui.audit.claims import claimed
from miljo_tui.audit.entries import CASE
from miljo_tui.editing import Proposal, Snapshot, Why, compose_message
from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, Message, language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState
from miljo_tui.repository import save_lock
from miljo_tui.repository.agreement_path import AgreementPath
from miljo_tui.repository.commits import staged
from miljo_tui.repository.index_conflicts import unmerged
from miljo_tui.repository.message import OPERATION, SHORT_ID
from miljo_tui.repository.objects import Objects
from miljo_tui.repository.state import look
from miljo_tui.repository.stopped_rebase import make, original
from miljo_tui.repository.trailers import OURS, trailers

if TYPE_CHECKING:
    from miljo_tui.repository.state import State
    from miljo_tui.repository.stopped_rebase import Original


@frozen
class StoppedCommit:
    """The commit and its corrected message."""

    HEADING = _("This commit no longer changes what its message states. The correct changes are:")
    """The line above the message."""

    snapshot: Snapshot
    state: State
    original: Original
    text: str

    @classmethod
    def of(cls, snapshot: Snapshot, speaker: Language) -> Self | None:
        """Return the commit that a rebase has stopped at once its conflicts are settled.

        None where there is none, or where it claims nothing that it does not change. Raises
        GitFailed, Missing, and what is in the way of looking at the repository.
        """
        state = look(snapshot.path)
        found = original(state)
        told = dict(found.trailers) if found else {}
        if found is None or OPERATION not in told or unmerged(state.root):
            return None
        proposals = _staged(snapshot, state)
        if not proposals:
            return None
        subject, _break, reason = found.text.strip("\n").partition("\n")
        # What the commit undoes or restores it does no more, once it changes something else.
        others = tuple(each for each in found.trailers if each[0] not in OURS.values())
        text = compose_message(
            proposals,
            Why(reason.strip(), told.get(CASE, ""), others),
            told[OPERATION],
            language(snapshot.folder.agreement.value.language or speaker.code),
            message("{text}", text=subject) if len(proposals) > 1 else None,
        )
        claims = claimed(trailers(text.rpartition("\n\n")[2]))
        if set(claims) == set(claimed(found.trailers)):
            return None
        return cls(snapshot, state, found, text)

    def commit(self, speaker: Language) -> Message:
        """Make the commit; return what is to be done next.

        Raises BadState where it was made or changed meanwhile, or what git refuses it for.
        """
        with save_lock.exclusive(self.state):
            now = self.of(self.snapshot, speaker)
            if now is None or (now.original, now.text) != (self.original, self.text):
                raise BadState(
                    message(_("What the rebase has stopped at was changed meanwhile")),
                    message(_("Check again with: git status")),
                )
            commit = make(self.state, self.original, self.text)
        text = _("Committed as {commit}. The rebase goes on with: git rebase --continue")
        return message(text, commit=commit[:SHORT_ID])


def _staged(snapshot: Snapshot, state: State) -> list[Proposal]:
    """Return the records that are staged."""
    place = AgreementPath.of(snapshot.path, state)
    touched = staged(state.root, place.paths)
    with Objects(state.root) as objects:
        blobs = (blob for each in touched for blob in (each.before, each.after))
        held = objects.read(filter(None, blobs))
    found = []
    for each in touched:
        if record := place.record(each.path):
            before, after = (held[blob] if blob else None for blob in (each.before, each.after))
            found.append(
                Proposal.of_file(*record, snapshot.folder, committed=before, on_disk=after)
            )
    return found
