"""The opened agreement as one person sees it: read, checked, searched, and what git says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from miljo_tui.editing.opening import Workspace, footprint, open_agreement
from miljo_tui.frozen import replace
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState, Failure
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.problems import Problem
from miljo_tui.model.query import matches, search_text
from miljo_tui.model.rules import check_record
from miljo_tui.model.times import last_day

if TYPE_CHECKING:
    from datetime import date

    from miljo_tui.repository.state import State


class View:
    """An agreement that was read, and is read anew when its files change."""

    def __init__(self, path: Path, speaker: Language, *, first: int | None = None) -> None:
        """Open the agreement, with `first` only so many measures. Raises Missing."""
        self.workspace = open_agreement(path, first=first)
        self.speaker = speaker.knowing(lambda area: self.folder.area_name(area), in_app=True)
        self.repository: State | Failure | None = None
        """What git says of the folder; None while it has not been asked."""
        self.unsettled: list[Problem] = []
        """The conflicts without marks that git waits for, when it was asked last."""
        self._problems: dict[str, list[Problem]] = {}
        self._search_texts: dict[str, str] = {}
        self._footprint: tuple[tuple[str, int, int], ...] = ()
        """The files as they were when they were looked at last."""
        self._reflog: tuple[int, int] | None = None
        """Time and size of git's own list of where HEAD has been, when it was looked at last."""

    @property
    def folder(self) -> Folder:
        """The agreement as it was read."""
        return self.workspace.folder

    def record(self, address: str) -> AnyRecord:
        """Return the record with this address as it was read."""
        (record,) = (each for each in self.folder.records() if each.address == address)
        return record

    def read_all(self) -> Workspace:
        """Read the whole agreement anew; safe in a thread, `take` puts it on the desk."""
        return open_agreement(self.workspace.path)

    def take(self, workspace: Workspace) -> None:
        """Show a freshly read agreement from now on."""
        self.workspace = workspace
        self.put(workspace.folder)

    def put(self, folder: Folder) -> None:
        """Show other records, and forget what was found out about the former ones."""
        self.workspace = replace(self.workspace, folder=folder)
        self._problems.clear()
        self._search_texts.clear()

    def outside_changes(self) -> Workspace | None:
        """Return the agreement as it is now, if its files have changed since; safe in a thread."""
        before = self._footprint
        self.note_footprint()
        if before == self._footprint:
            return None
        workspace = self.read_all()
        self.note_unsettled(workspace)
        return workspace

    def history_moved(self) -> bool:
        """Tell whether HEAD has moved since this was asked last; safe in a thread, without git."""
        if self.repository is None or isinstance(self.repository, Failure):
            return False
        try:
            status = (self.repository.git_dir / "logs" / "HEAD").stat()
            now = status.st_mtime_ns, status.st_size
        except OSError:  # nothing was committed yet, or no list is kept
            now = None
        before, self._reflog = self._reflog, now
        return before is not None and before != now

    def note_footprint(self) -> None:
        """Take note of how the files are now; safe in a thread."""
        self._footprint = footprint(self.workspace.path)

    def note_unsettled(self, workspace: Workspace) -> None:
        """Take note of the conflicts without marks that git waits for; safe in a thread."""
        from miljo_tui.editing.unmerged import unsettled

        self.unsettled = unsettled(workspace)

    def ask_git(self) -> State | Failure:
        """Ask git what it says of the folder; safe in a thread."""
        from miljo_tui.repository.state import look

        self.note_unsettled(self.workspace)
        try:
            return look(self.workspace.path)
        except Failure as failure:
            return failure

    def lock(self) -> Failure | None:
        """Return what is known of a lock that git was left with; safe in a thread."""
        from miljo_tui.repository import git_locks

        if self.repository is None or isinstance(self.repository, Failure):
            return None
        left = git_locks.lasting(self.repository)
        return git_locks.explained(self.repository, left) if left else None

    def obstacle(self) -> Failure | None:
        """Return why nothing can be changed just now, if anything is in the way."""
        if self.folder.newer_format:
            return BadState(
                message(_("The files are of a newer format: they can be read, not changed")),
                message(_("Install a newer version of miljo-tui.")),
            )
        if isinstance(self.repository, Failure):
            return self.repository
        return self.repository.obstacle if self.repository else None

    def ended(self, today: date) -> bool:
        """Tell whether the agreement's period is over."""
        end = self.folder.agreement.value.end
        return end is not None and last_day(end) < today

    def problems(self, record: AnyRecord) -> list[Problem]:
        """Return the problems of a record as it stands in the file."""
        if record.address not in self._problems:
            self._problems[record.address] = check_record(record, self.folder)
        waits = [problem for problem in self.unsettled if problem.file == record.file]
        return [*waits, *self._problems[record.address]]

    def found(self, terms: str, record: AnyRecord) -> bool:
        """Tell whether every term occurs somewhere in the record."""
        if not terms.strip():
            return True
        if record.address not in self._search_texts:
            self._search_texts[record.address] = search_text(record, self.folder, self.speaker)
        return matches(terms, self._search_texts[record.address])

    def state(self) -> State | None:
        """Return the repository that changes go into, None while git has not been asked.

        Raises the failure that stands in the way of changing anything.
        """
        self.require_no_obstacle()
        return None if isinstance(self.repository, Failure) else self.repository

    def require_no_obstacle(self) -> None:
        """Raise the failure that stands in the way of changing anything, if there is one."""
        if obstacle := self.obstacle():
            raise obstacle
