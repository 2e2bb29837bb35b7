"""Links to other commits: those that claim to undo, redo or restore one, and whether they do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import Enum

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.entries import REDOES, RESTORES, UNDOES, Entry
from miljo_tui.audit.reversals import Reversal, restored, reversal
from miljo_tui.frozen import frozen
from miljo_tui.model.failures import WrongUse
from miljo_tui.repository.commits import Commit
from miljo_tui.repository.revisions import contains, point

_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@frozen
class UndoLink:
    """The trailer by which a commit names another: its name, and the id of the other commit."""

    name: str
    target: str


def link(entry: Entry) -> UndoLink | None:
    """Return what a commit says to undo, redo or restore, None for nothing."""
    for name in (UNDOES, REDOES, RESTORES):
        if name in entry.trailers:
            return UndoLink(name, entry.trailers[name])
    return None


class Fit(Enum):
    """How far a commit does what its link says."""

    WHOLE = "it does"
    MOVED = "it does, and the other commit has got another id, as in a rebase"
    PART = "it takes back only a part"
    UNKNOWN = "what it names may be where this clone is cut"
    NONE = "it does not"


_FITS = {Reversal.WHOLE: Fit.WHOLE, Reversal.PART: Fit.PART, Reversal.NONE: Fit.NONE}


@frozen
class Followed:
    """What came of following a link: how it fits, and the commit that is really taken back."""

    fit: Fit
    entry: Entry | None = None

    @property
    def holds(self) -> bool:
        """Tell whether the link may be gone by."""
        return self.fit not in (Fit.PART, Fit.NONE)


class Links:
    """Follows the links of a history; what a commit says of another is somebody's text."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._chronicle = chronicle
        self._about: dict[str, list[Entry]] = defaultdict(list)
        """By a commit's id it and all that link to it, the newest first."""
        self._followed: dict[str, Followed] = {}
        self._takers: dict[str, str] = {}
        """The newest commit that takes another one back, by the id of that."""

    def add(self, entries: Iterable[Entry]) -> None:
        """Get to know entries, the newest first; what is at hand need not be looked for in git."""
        for entry in entries:
            self._about[entry.commit].append(entry)
            if said := link(entry):
                self._about[said.target].append(entry)

    def add_needed(self, entry: Entry) -> None:
        """Get to know the next older entry as far as those before it, or its own link, need it."""
        said = link(entry)
        if said or entry.commit in self._about:
            self.add([entry])

    def follow(self, entry: Entry) -> Followed:
        """Return what became of an entry's link; those of newer entries are to be followed first.

        Raises GitFailed.
        """
        if entry.commit not in self._followed:
            found = self._followed[entry.commit] = self._follow(entry)
            if found.holds and found.entry:
                self._takers.setdefault(found.entry.commit, entry.commit)
        return self._followed[entry.commit]

    def stands(self, commit: str) -> bool:
        """Tell whether nothing that was followed takes a commit back, or that was taken back."""
        stands, taker = True, self._takers.get(commit)
        while taker is not None:
            stands, taker = not stands, self._takers.get(taker)
        return stands

    def _follow(self, entry: Entry) -> Followed:
        said = link(entry)
        if said is None or not _ID.fullmatch(said.target):
            return Followed(Fit.NONE)
        if said.name == RESTORES:
            return self._restored(entry, said.target)
        about = self._about[said.target]
        known = about[about.index(entry) + 1 :] if entry in about else []
        found = self._fitting(entry, said, known)
        if found.fit is not Fit.NONE:
            return found
        older = self._older(entry)
        found = self._fitting(entry, said, older)
        if found.fit is not Fit.NONE or self._has(said.target, entry):
            return found
        if self._chronicle.cut:
            return Followed(Fit.UNKNOWN)
        return self._moved(entry, older)

    def _fitting(self, entry: Entry, said: UndoLink, older: Sequence[Entry]) -> Followed:
        part: Entry | None = None
        for other in older:
            if _is_meant(said, other):
                fit = _FITS[reversal(self._chronicle, entry, other)]
                if fit is Fit.WHOLE:
                    return Followed(fit, other)
                part = other if fit is Fit.PART else part
        return Followed(Fit.PART, part) if part else Followed(Fit.NONE)

    def _restored(self, entry: Entry, target: str) -> Followed:
        """Hold what an entry changed against what there was; it takes no single commit back."""
        if not self._has(target, entry):
            return Followed(Fit.UNKNOWN if self._chronicle.cut else Fit.MOVED)
        return Followed(_FITS[restored(self._chronicle, entry, target)])

    def _moved(self, entry: Entry, older: Sequence[Entry]) -> Followed:
        """Look for what an entry takes back by any id: what it named was rebased, or folded."""
        for other in older:
            how = reversal(self._chronicle, entry, other)
            if how is not Reversal.NONE:
                return Followed(Fit.MOVED, other if how is Reversal.WHOLE else None)
        return Followed(Fit.NONE)

    def _older(self, entry: Entry) -> list[Entry]:
        """Return the entries before one that touched any of its records, by any name."""
        if not entry.parents:
            return []
        place = self._chronicle.place
        paths = {path for each in entry.records for path in place.every_path(each.address)}

        def touches(commit: Commit) -> bool:
            touched = [each for each in commit.touched if each.path in paths]
            paths.update(each.former for each in touched if each.former)
            return bool(touched)

        return list(self._chronicle.entries(entry.parents, touches))

    def _has(self, target: str, entry: Entry) -> bool:
        """Tell whether the history before an entry has a commit."""
        where = self._chronicle.where
        try:
            return contains(where, point(where, target), entry.commit)
        except WrongUse:
            return False


def _is_meant(said: UndoLink, other: Entry) -> bool:
    """Tell whether a link is about a commit: that is undone itself, or its making again."""
    if said.name == UNDOES:
        return other.commit == said.target or link(other) == UndoLink(REDOES, said.target)
    return link(other) == UndoLink(UNDOES, said.target)
