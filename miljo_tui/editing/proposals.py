"""The proposal: what the file of one record is to become, and what comes of that."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, Self

from miljo_tui.editing.outside import left
from miljo_tui.frozen import frozen, replace
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import Change, compare
from miljo_tui.model.escape_controls import lines_of
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import build
from miljo_tui.model.folder import AnyRecord, Folder, Record
from miljo_tui.model.problems import Path, Problem, Severity
from miljo_tui.model.records import AGREEMENT, MEASURE, RecordKind
from miljo_tui.model.rules import check, check_record
from miljo_tui.model.rules.removal import removal_problems
from miljo_tui.model.values import is_empty
from miljo_tui.model.wording import given, words
from miljo_tui.store.reading import parse
from miljo_tui.store.records import load_record

ONLY_LAYOUT = _("Only comments, order or spaces")


@frozen
class Why:
    """The reason for a change, and the case it belongs to; either may be empty."""

    reason: str = ""
    case: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """The trailers that name an earlier commit, which is undone, redone or restored."""


class UnreadRecord(Record[Any]):
    """A record of which its bytes and its name are kept: the rest is read when somebody asks."""

    def __init__(self, record: AnyRecord, source: bytes) -> None:
        super().__init__(record.kind, record.id, source, MappingProxyType({}), record.fault)
        vars(self)["called"] = record.name

    @property
    def raw(self) -> Mapping[str, Any]:
        """What stands in the bytes."""
        return parse(self.source or b"").raw

    @property
    def value(self) -> Any:
        """What of it was understood."""
        return build(self.kind.cls, self.raw)

    @property
    def name(self) -> str:
        """What people call the record."""
        return str(vars(self)["called"])


@frozen
class Proposal:
    """What the file of one record is to become, whoever wants it; several are saved together."""

    record: AnyRecord
    """The record as it will be; one that goes, as it was."""
    before: AnyRecord | None
    """The record as it was, None for one that is new."""
    folder: Folder
    """The agreement that the proposal was made in."""
    committed: bytes | None
    """What the newest commit holds, None where it has no such file."""
    on_disk: bytes | None
    """What the file holds now, None where there is none; as a rule what was committed."""
    wanted: bytes | None
    """What the file is to hold, None where it goes."""
    own_words: tuple[Message, ...] = ()
    """The proposal as people say it, a sentence each, where its changes do not say it best."""
    remarks: tuple[Problem, ...] = ()
    """Problems besides those of the rules, such as what was typed and not understood."""
    why: Why = Why()
    """What was said of the reason and the case so far."""
    settles: bool = False
    """Whether it settles a conflict in the file that git waits for."""

    @classmethod
    def removing(cls, record: AnyRecord, folder: Folder) -> Self:
        """Return the proposal to take a record away: its file goes, its history stays.

        Raises WrongUse for the agreement itself.
        """
        if record.kind is AGREEMENT:
            raise WrongUse(
                message(_("The agreement itself cannot be removed")),
                message(_("Remove an area or a measure.")),
            )
        return cls(
            record=record,
            before=record,
            folder=folder,
            committed=record.source,
            on_disk=record.source,
            wanted=None,
            own_words=(_removal_words(record),),
        )

    @classmethod
    def of_file(
        cls,
        kind: RecordKind,
        id: str,
        folder: Folder,
        *,
        committed: bytes | None,
        on_disk: bytes | None,
        settled: bytes | None = None,
        left_by: str = "",
    ) -> Self:
        """Return the proposal to commit a record's file as it stands, whoever made or removed it.

        `committed` and `on_disk` are the bytes in the newest commit and in the file, None for no
        file; `settled` is what a file is to hold in which git has left its marks, and `left_by`
        names whose save has left it there that has not ended.
        """
        wanted = on_disk if settled is None else settled
        record = load_record(kind, id, parse(wanted if wanted is not None else committed or b""))
        before = None if committed is None else load_record(kind, id, parse(committed))
        said: tuple[Message, ...] = ()
        if wanted is None:
            said = (_removal_words(record),)
        elif record.fault:
            said = (record.fault.message,)
        elif before is not None and before.fault is not None:
            said = (message(_("Can be read again, after it was committed broken")),)
        return cls(
            record=record,
            before=before,
            folder=folder,
            committed=committed,
            on_disk=on_disk,
            wanted=wanted,
            own_words=said,
            remarks=(left(record, left_by),) if left_by else (),
            settles=settled is not None,
        )

    @property
    def name(self) -> str:
        """What people call the record, as it will be."""
        return self.record.name

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the record as it was, where both can be read; of an end, nothing."""
        if self.is_end or self.record.fault or (self.before and self.before.fault):
            return ()
        before = {} if self.before is None else self.before.raw
        return compare(self.record.kind.cls, before, self.record.raw)

    @cached_property
    def words(self) -> tuple[Message, ...]:
        """The proposal as people say it, a sentence each; long lists are saved without."""
        if self.own_words:
            return self.own_words
        if self.before is None:
            return tuple(made_words(self.record, self.changes))
        return tuple(map(words, self.changes)) or (message(ONLY_LAYOUT),)

    @property
    def changed(self) -> bool:
        """Whether anything differs from what was committed, or was meant to."""
        return self.wanted != self.committed or bool(self.remarks)

    @property
    def is_new(self) -> bool:
        """Whether the record has no file in the newest commit."""
        return self.before is None

    @property
    def is_end(self) -> bool:
        """Whether the record's file goes."""
        return self.wanted is None

    @property
    def is_outside(self) -> bool:
        """Whether the file, or a conflict in it, was made outside the app and is not committed."""
        return self.on_disk != self.committed or self.settles

    def in_bytes(self) -> Proposal:
        """Return the same, of whose record the bytes are kept: a long import has thousands."""
        assert self.wanted is not None
        kept = replace(self, record=UnreadRecord(self.record, self.wanted))
        vars(kept)["problems"] = self.problems  # which are found once
        return kept

    @property
    def difference(self) -> str:
        """The change of the file as a unified diff."""
        file = self.record.file
        old_name = "/dev/null" if self.is_new else file
        new_name = "/dev/null" if self.is_end else file
        before = lines_of((self.committed or b"").decode("utf-8", "replace"))
        after = lines_of((self.wanted or b"").decode("utf-8", "replace"))
        return "\n".join(difflib.unified_diff(before, after, old_name, new_name, lineterm=""))

    def applied(self, folder: Folder) -> Folder:
        """Return an agreement as it will be."""
        return folder.without(self.record) if self.is_end else folder.replaced(self.record)

    def unapplied(self, folder: Folder) -> Folder:
        """Return an agreement as it was."""
        return folder.without(self.record) if self.before is None else folder.replaced(self.before)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the record as it will be, the remarks first."""
        if self.is_end:
            return (*self.remarks, *removal_problems(self.record, self.folder))
        return tuple(all_problems(self.remarks, self.record, self.folder))

    @cached_property
    def brought_in(self) -> tuple[Problem, ...]:
        """The problems that this proposal brings in.

        Such errors forbid the save and such warnings want to be accepted; older ones do neither.
        """
        # What cannot be read is never let in, not even where it was in before.
        if self.before is None or self.record.fault:
            return self.problems
        return tuple(new_problems(self.problems, self.before, self.unapplied(self.folder)))

    @property
    def older(self) -> list[Problem]:
        """What was wrong with the record before, and still is."""
        return [each for each in self.problems if each not in self.brought_in]

    @property
    def errors(self) -> list[Problem]:
        """The errors that this proposal brings in."""
        return [each for each in self.brought_in if each.severity is Severity.ERROR]

    @staticmethod
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
        known = {_identity(each) for found in check(before).values() for each in found}
        after = check(applied(proposals, folder))
        return [
            problem
            for found in after.values()
            for problem in found
            if problem.file not in own and _identity(problem) not in known
        ]


def all_problems(remarks: Sequence[Problem], record: AnyRecord, folder: Folder) -> list[Problem]:
    """Return what is wrong with a record in an agreement; where a remark is, no rule has a say."""
    at = [each.path for each in remarks if each.path]
    found = check_record(record, folder.replaced(record))
    rest = (each for each in found if not any(each.path[: len(path)] == path for path in at))
    return [*remarks, *rest]


def new_problems(
    problems: Iterable[Problem], before: AnyRecord, folder: Folder
) -> Iterator[Problem]:
    """Yield the problems that a record did not have in an agreement before."""
    known = {_identity(each) for each in check_record(before, folder)}
    return (each for each in problems if _identity(each) not in known)


def _identity(problem: Problem) -> tuple[str, str, Path, str]:
    """Return what makes two findings the same finding."""
    return problem.code, problem.file, problem.path, repr(problem.found)


def applied(proposals: Iterable[Proposal], folder: Folder) -> Folder:
    """Return an agreement as it will be with all of the proposals."""
    for proposal in proposals:
        folder = proposal.applied(folder)
    return folder


def made_words(record: AnyRecord, changes: Sequence[Change]) -> list[Message]:
    """Return a new record as people say it: what it is, and each of its values."""
    kind = message(record.kind.label)
    lines = [given(change) for change in changes if not is_empty(change.new)]
    return [message(_("New: {kind}, file {file}"), kind=kind, file=record.file), *lines]


def _removal_words(record: AnyRecord) -> Message:
    return message(
        _("Removes: {kind} {name}, file {file}; its history stays"),
        kind=message(record.kind.label),
        name=record.name,
        file=record.file,
    )
