"""What somebody proposes for one record, before it is in any file: a change, or its end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import Change
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.problems import Path, Problem, Severity
from miljo_tui.model.records import MEASURE
from miljo_tui.model.rules import check, check_record
from miljo_tui.model.values import is_empty
from miljo_tui.model.wording import given


@frozen
class Why:
    """The reason for a change, and the case it belongs to; either may be empty."""

    reason: str = ""
    case: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """The trailers that name an earlier commit, which is undone, redone or restored."""


class Proposal(ABC):
    """A proposal for one record; several can be saved together."""

    def __init__(self, record: AnyRecord, folder: Folder) -> None:
        self.record = record
        self.folder = folder
        self.why = Why()
        """What was said of the reason and the case so far; kept until the save."""

    @property
    def name(self) -> str:
        """What people call the record, as it will be."""
        return self.record.name

    @property
    @abstractmethod
    def changed(self) -> bool:
        """Tell whether anything differs from the files."""

    @property
    @abstractmethod
    def is_new(self) -> bool:
        """Tell whether the record has no file yet."""

    @property
    def is_end(self) -> bool:
        """Tell whether the record's file goes."""
        return False

    @property
    def former(self) -> bytes | None:
        """The bytes that the commit begins with, None where there was no file."""
        return None if self.is_new else self.record.source

    @property
    @abstractmethod
    def changes(self) -> tuple[Change, ...]:
        """What differs from the file."""

    @abstractmethod
    def applied(self, folder: Folder) -> Folder:
        """Return an agreement as it will be."""

    def unapplied(self, folder: Folder) -> Folder:
        """Return an agreement as it was; what is proposed within the app is in no file yet."""
        return folder

    @abstractmethod
    def said(self) -> list[Message]:
        """Return the proposal as people say it, a sentence a line."""

    @abstractmethod
    def problems(self) -> list[Problem]:
        """Return what is wrong with the record as it will be."""

    def problems_before(self) -> list[Problem]:
        """Return what was wrong with the record as it was."""
        return [] if self.is_new else check_record(self.record, self.folder)

    def brought_in(self) -> list[Problem]:
        """Return the problems that this proposal brings in.

        Such errors forbid the save and such warnings want to be accepted; older ones do neither.
        """
        known = {identity(problem) for problem in self.problems_before()}
        return [problem for problem in self.problems() if identity(problem) not in known]

    def new_problems(self, severity: Severity) -> list[Problem]:
        """Return the problems of one severity that this proposal brings in."""
        return [problem for problem in self.brought_in() if problem.severity is severity]


def identity(problem: Problem) -> tuple[str, str, Path, str]:
    """Return what makes two findings the same finding."""
    return problem.code, problem.file, problem.path, repr(problem.found)


def applied(proposals: Iterable[Proposal], folder: Folder) -> Folder:
    """Return an agreement as it will be with all of the proposals."""
    for proposal in proposals:
        folder = proposal.applied(folder)
    return folder


def consequences(proposals: Sequence[Proposal], folder: Folder) -> list[Problem]:
    """Return the problems that proposals bring to other records than their own.

    Only the agreement and the areas have any: measures lean on them, and nothing on a measure.
    """
    if all(proposal.record.kind is MEASURE for proposal in proposals):
        return []
    own = {proposal.record.file for proposal in proposals}
    before = folder
    for proposal in proposals:
        before = proposal.unapplied(before)
    known = {identity(each) for found in check(before).values() for each in found}
    after = check(applied(proposals, folder))
    return [
        problem
        for found in after.values()
        for problem in found
        if problem.file not in own and identity(problem) not in known
    ]


def made_words(record: AnyRecord, changes: Sequence[Change]) -> list[Message]:
    """Return a new record as people say it: what it is, and each of its values."""
    kind = message(record.kind.label)
    lines = [given(change) for change in changes if not is_empty(change.new)]
    return [message(_("New: {kind}, file {file}"), kind=kind, file=record.file), *lines]
