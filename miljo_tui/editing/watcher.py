"""The watcher: whether files or history of an open agreement have changed from outside."""

from __future__ import annotations

from miljo_tui.editing.checked_agreement import CheckedAgreement
from miljo_tui.editing.opening import Snapshot, footprint
from miljo_tui.editing.repository_status import RepositoryStatus


class Watcher:
    """Looks at the files and at git's own list of where HEAD has been; safe in a thread."""

    def __init__(self, agreement: CheckedAgreement, repository: RepositoryStatus) -> None:
        self._path = agreement.snapshot.path
        self._repository = repository
        self._footprint: tuple[tuple[str, int, int], ...] = ()
        """The files as they were when they were looked at last."""
        self._reflog: tuple[int, int] | None = None
        """Time and size of the list of where HEAD has been, when it was looked at last."""

    def note_footprint(self) -> None:
        """Take note of how the files are now."""
        self._footprint = footprint(self._path)

    def outside_changes(self) -> Snapshot | None:
        """Return the agreement as it is now, if its files have changed since they were noted."""
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
