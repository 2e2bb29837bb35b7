"""The dates of commits, beside those of their parents: what cannot be so is noted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from miljo_tui.audit.entries import Entry
from miljo_tui.audit.findings import Note
from miljo_tui.frozen import frozen, replace
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.repository.commits import NEVER, commits


@frozen
class _Dated:
    """A commit and its date, and the newest date of those parents of it that are known."""

    place: int
    """Which one of the commits it is."""
    commit: str
    date: datetime
    before: datetime = NEVER


class CommitDates:
    """The dates of commits as they are read; of most no more is kept once the parents came."""

    def __init__(self) -> None:
        self._now = datetime.now(UTC)
        self._count = 0
        self._awaiting: dict[str, list[_Dated]] = {}
        """The commits whose parent is still to come, by the id of that."""
        self._wrong: dict[int, _Dated] = {}

    def add(self, entry: Entry) -> None:
        """Get to know the next commit of a history."""
        self._count += 1
        dated = _Dated(self._count, entry.commit, entry.committed)
        if dated.date > self._now:
            self._wrong[dated.place] = dated
        for parent in entry.parents:
            self._awaiting.setdefault(parent, []).append(dated)
        self._compare(entry.commit, entry.committed)

    def notes(self, root: Path) -> Iterator[Note]:
        """Yield the commits whose clock was wrong, or whose date somebody forged. Raises GitFailed.

        Parents that were not among the commits are looked up.
        """
        if beyond := sorted(self._awaiting):
            for each in commits(root, ["--no-walk", *beyond], ()):
                self._compare(each.id, each.committed)
        for _place, dated in sorted(self._wrong.items()):
            date, before = _minute(dated.date), _minute(dated.before)
            if dated.date > self._now:
                said = message(_("The commit's date, {date}, is in the future"), date=date)
            else:
                text = _("The commit's date, {date}, is earlier than that of its parent, {before}")
                said = message(text, date=date, before=before)
            yield Note(dated.commit, said)

    def _compare(self, parent: str, date: datetime) -> None:
        """Hold the date of a parent against those of its children."""
        for dated in self._awaiting.pop(parent, ()):
            known = self._wrong.get(dated.place, dated)
            if dated.date < date and known.before < date:
                self._wrong[dated.place] = replace(known, before=date)


def _minute(moment: datetime) -> str:
    return moment.isoformat(" ", "minutes")
