"""Sync: what came from the remote is joined, what was saved here is pushed, or nothing is done."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from miljo_tui import audit
from miljo_tui.editing import recover
from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, counted, language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.escape_controls import one_line
from miljo_tui.model.failures import BadState, Missing
from miljo_tui.repository import branches, save_lock, transfers
from miljo_tui.repository.agreement_path import AgreementPath
from miljo_tui.repository.message import SUBJECT_LENGTH
from miljo_tui.repository.process_wait import heeding
from miljo_tui.repository.revisions import contains, newest
from miljo_tui.repository.state import Repository, State, current_branch, look
from miljo_tui.repository.transfers import LostRace, ShowProgress
from miljo_tui.repository.upstreams import Upstream, commits_at, saved_since, upstream_of
from miljo_tui.sharing import later

if TYPE_CHECKING:
    from miljo_tui.audit import Chronicle, Entry
    from miljo_tui.sharing.joining import Settled

# What there is to do with news is imported where that is done: most syncs find none.

LOCK = "miljo_tui.sync.lock"
"""One sync at a time in a clone; saves go on meanwhile."""

PATIENCE = 30.0
"""Seconds after which a push that loses every race gives up."""

PAUSE, LONGEST_PAUSE = 0.1, 2.0
"""Seconds of the first pause after a lost race, at most, and of the last; each is twice as long."""

SHORT = 10
"""Characters of a commit's short id."""


@frozen
class Synced:
    """What a sync did, or would do."""

    upstream: str
    received: tuple[Entry, ...] = ()
    """What came, the newest first."""
    shared: tuple[Entry, ...] = ()
    """What was saved here and is now at the remote."""
    joined: str | None = None
    """The short id of the merge commit, None where none was needed."""
    server_message: str = ""
    """What the server said to it."""


ShowReceived = Callable[[Sequence["Entry"]], None]
"""Shown what came, the newest first, when it is verified and before it is joined."""


class _SavedMeanwhile(BadState):
    """A save has moved the branch on since the sync looked at it; it is begun again."""


def sync(
    agreement: Path,
    speaker: Language,
    *,
    dry_run: bool = False,
    show_progress: ShowProgress = lambda _progress: None,
    show_received: ShowReceived = lambda _entries: None,
    settled: Settled | None = None,
    called_off: Event | None = None,
) -> Synced:
    """Join what came from the remote with what was saved here, and push that.

    Once `called_off` is set, git is ended. Raises TwoValues, Rewritten, Untrue, InvalidTogether,
    LostRace, or what stands in the way; files, branch and remote are then as they were.
    """
    state = look(agreement)
    if state.obstacle:
        raise state.obstacle
    upstream = required_upstream(state)
    until, pause = time.monotonic() + PATIENCE, PAUSE
    given_up = called_off or Event()
    attempt = _Attempt(agreement, state, upstream, speaker, show_progress, show_received)
    with heeding(given_up), save_lock.exclusive(state, name=LOCK):
        if not dry_run:
            with save_lock.exclusive(state):
                recover(agreement, state, os.environ)
        while True:
            try:
                return attempt.run(settled or {}, dry_run=dry_run)
            except (LostRace, _SavedMeanwhile):
                # Bounded: a pause that went on growing would use up what is left in one wait.
                from random import uniform  # few lose a race

                if time.monotonic() > until or given_up.wait(uniform(0, pause)):
                    raise
                pause = min(2 * pause, LONGEST_PAUSE)


def required_upstream(where: Repository) -> Upstream:
    """Return what the branch follows. Raises Missing where that is nothing at a remote."""
    branch = current_branch(where.root, where.git_dir) or ""
    upstream = upstream_of(where, branch)
    if upstream is None:
        raise Missing(
            message(_("The branch {branch} follows none at a remote"), branch=branch),
            message(
                _("Say which, once: git remote add origin ADDRESS; git push -u origin {branch}"),
                branch=branch,
            ),
        )
    return upstream


class _Attempt:
    """A try, as often as others are faster: what it has found out counts only until then."""

    def __init__(
        self,
        agreement: Path,
        state: State,
        upstream: Upstream,
        speaker: Language,
        show_progress: ShowProgress,
        show_received: ShowReceived,
    ) -> None:
        self._agreement = agreement
        self._state = state
        self._upstream = upstream
        self._speaker = speaker
        self._show_progress = show_progress
        self._show_received = show_received
        self._known: set[str] = set()
        """The commits that were shown, before a race was lost."""
        self._is_alone = True
        """Whether nobody else is known to have shared anything."""

    def run(self, settled: Settled, *, dry_run: bool) -> Synced:
        """Fetch, join, check, push, and move the branch on."""
        state, upstream = self._state, self._upstream
        seen, fetched, head = commits_at(
            state, branches.seen_ref(upstream), upstream.tracking, "HEAD"
        )
        before = seen or fetched
        head = head or newest(state)
        if head is None:
            raise BadState(
                message(_("Nothing is committed here yet")),
                message(_("Save something first, or give: git pull")),
            )
        if self._is_alone and not dry_run and before and before != head:
            self._is_alone = False
            if before == fetched and (done := self._pushed_at_once(head, before)):
                return done
        self._show_progress(message(_("Asking {upstream} what is new …"), upstream=upstream.name))
        there = transfers.fetch(state, upstream, self._show_progress)
        if head == there == seen:
            return Synced(upstream.name)
        if there:
            paths = AgreementPath.of(self._agreement, state).paths
            transfers.bring_here(state, upstream, head, there, paths)
        with audit.Chronicle.open(self._agreement) as chronicle:
            later.require_grown(chronicle, upstream, before, there)
            received, result = self._joined(chronicle, head, there, settled)
            shared = tuple(chronicle.entries([f"^{there}", head] if there else [head]))
            if result != there:
                later.require_valid_together(chronicle, result, there)
            joined = result if result not in (head, there) else None
        done = Synced(upstream.name, received, shared, joined and joined[:SHORT])
        if dry_run:
            return done
        server_message = self._push(result) if result != there else ""
        self._move_on(head, result)
        branches.remember(state, upstream, result)
        return Synced(done.upstream, received, shared, done.joined, server_message)

    def _pushed_at_once(self, head: str, before: str) -> Synced | None:
        """Push where the remote is as it was seen last, which spares a connection; else None."""
        state, upstream = self._state, self._upstream
        if not contains(state, before, head):
            return None
        try:
            with audit.Chronicle.open(self._agreement) as chronicle:
                later.require_valid_together(chronicle, head, before)
                shared = tuple(chronicle.entries([f"^{before}", head]))
            server_message = self._push(head, expected=before)
        except (LostRace, later.InvalidTogether):  # what came since may change that
            return None
        branches.remember(state, upstream, head)
        return Synced(upstream.name, (), shared, None, server_message)

    def _push(self, commit: str, expected: str | None = None) -> str:
        """Push a commit, and return what the server says to it."""
        state, upstream = self._state, self._upstream
        self._show_progress(message(_("Sharing with {upstream} …"), upstream=upstream.name))
        order = (upstream.remote, commit, upstream.branch)
        return transfers.push(state, *order, self._show_progress, expected=expected).server_message

    def _joined(
        self, chronicle: Chronicle, head: str, there: str | None, settled: Settled
    ) -> tuple[tuple[Entry, ...], str]:
        """Return what came, and the commit that holds it together with what was here."""
        if there is None or contains(self._state, there, head):
            return (), head
        later.require_connected(chronicle, self._upstream, head, there)
        later.require_no_edits(chronicle, head, there)
        later.require_true(chronicle, head, there)
        received = tuple(chronicle.entries([f"^{head}", there]))
        self._show_received([entry for entry in received if entry.commit not in self._known])
        self._known |= {entry.commit for entry in received}
        if contains(self._state, head, there):
            return received, there
        self._show_progress(message(_("Joining what came with what is here …")))
        text = self._message(chronicle, head, there, received)
        return received, later.join(chronicle, head, there, text, settled, self._upstream.name)

    def _message(
        self, chronicle: Chronicle, head: str, there: str, received: Sequence[Entry]
    ) -> str:
        """Return the message of the merge commit: it says in the agreement's language whose."""
        code = audit.folder_at(chronicle, head).agreement.value.language
        spoken = language(code or self._speaker.code)
        count = saved_since(self._state, there, [head], chronicle.place.paths)
        people = list(dict.fromkeys(entry.author for entry in received if not entry.is_merge))
        said = counted(
            _("Join {count} change from {upstream}: {people}"),
            _("Join {count} changes from {upstream}: {people}"),
            count=count,
            upstream=self._upstream.name,
            people=people,
        )
        subject = one_line(spoken.say(said))
        if len(subject) > SUBJECT_LENGTH:
            subject = subject[: SUBJECT_LENGTH - 1].rstrip(" ,:") + "…"
        return f"{subject}\n"

    def _move_on(self, head: str, result: str) -> None:
        if head == result:
            return
        with save_lock.exclusive(self._state):
            if newest(self._state) != head:
                raise _SavedMeanwhile(
                    message(_("Somebody has saved in this folder while it was synced")),
                    message(_("What was here before is shared; sync again.")),
                )
            branches.move_on(self._state, result)
