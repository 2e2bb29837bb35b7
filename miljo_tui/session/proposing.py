"""What somebody proposes for one record, before it is in any file: a change, or its end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message
from miljo_tui.model.changes import Change
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.problems import Path, Problem, Severity
from miljo_tui.model.records import MEASURE
from miljo_tui.model.rules import check, check_record


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
    @abstractmethod
    def changes(self) -> tuple[Change, ...]:
        """What differs from the file."""

    @abstractmethod
    def applied(self, folder: Folder) -> Folder:
        """Return an agreement as it will be."""

    @abstractmethod
    def said(self) -> list[Message]:
        """Return the proposal as people say it, a sentence a line."""

    @abstractmethod
    def problems(self) -> list[Problem]:
        """Return what is wrong with the record as it will be."""

    def new_problems(self, severity: Severity) -> list[Problem]:
        """Return the problems that this proposal brings in.

        Such errors forbid the save and such warnings want to be accepted; older ones do neither.
        """
        before = [] if self.is_new else check_record(self.record, self.folder)
        known = {identity(problem) for problem in before}
        return [
            problem
            for problem in self.problems()
            if problem.severity is severity and identity(problem) not in known
        ]


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
    before = {identity(each) for found in check(folder).values() for each in found}
    after = check(applied(proposals, folder))
    return [
        problem
        for found in after.values()
        for problem in found
        if problem.file not in own and identity(problem) not in before
    ]
