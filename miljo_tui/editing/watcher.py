"""The watcher: whether files or history of an open agreement have changed from outside."""

from __future__ import annotations

from time import monotonic, thread_time

from miljo_tui.editing.checked_agreement import CheckedAgreement
from miljo_tui.editing.opening import Snapshot, folder_times, footprint
from miljo_tui.editing.repository_status import RepositoryStatus

SHARE = 600
"""So many times what a look at each file has cost is waited before the next; folders tell most."""

LONGEST_WAIT = 15.0
"""Seconds after which each file is looked at again, whatever the last time has cost."""


class Watcher:
    """Looks at the files and at git's own list of where HEAD has been; safe in a thread."""

    def __init__(self, agreement: CheckedAgreement, repository: RepositoryStatus) -> None:
        self._path = agreement.snapshot.path
        self._repository = repository
        self._folders: tuple[tuple[int, int], ...] = ()
        self._footprint = 0
        """The folders and the files as they were when each file was looked at last."""
        self._due = 0.0
        """When each file is to be looked at again."""
        self._reflog: tuple[int, int] | None = None
        """Time and size of the list of where HEAD has been, when it was looked at last."""

    def note_footprint(self) -> None:
        """Take note of how the files are now."""
        began = thread_time()
        self._folders = folder_times(self._path)  # first: what changes meanwhile shows next time
        self._footprint = footprint(self._path)
        self._due = monotonic() + min(SHARE * (thread_time() - began), LONGEST_WAIT)

    def outside_changes(self, *, closely: bool = True) -> Snapshot | None:
        """Return the agreement as it is now, if its files have changed since they were noted.

        What was written into a file is found when each is looked at: `closely`, or when it is due.
        """
        is_due = closely or monotonic() >= self._due
        if not is_due and self._folders == folder_times(self._path):
            return None
        before = self._footprint
        self.note_footprint()
        if before == self._footprint:
            return None
        snapshot = Snapshot.open(self._path)
        self._repository.note_unsettled(snapshot)
        return snapshot

    def history_moved(self) -> bool:
        """Tell whether HEAD has moved since this was asked last; git is not asked."""
        state = self._repository.known
        if state is None:
            return False
        try:
            status = (state.git_dir / "logs" / "HEAD").stat()
            now = status.st_mtime_ns, status.st_size
        except OSError:  # nothing was committed yet, or no list is kept
            now = None
        before, self._reflog = self._reflog, now
        return before is not None and before != now
