"""One commit as a reviewer reads it: who, when, why, and which fields from what to what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from miljo_tui.audit.claims import Claim, claimed
from miljo_tui.audit.verdicts import TRUE, Verdict
from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, Message, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.folder import Folder
from miljo_tui.model.query import fold
from miljo_tui.model.record_changes import RecordChange
from miljo_tui.repository.commits import NEVER, Commit
from miljo_tui.repository.message import OPERATION

CASE = "Diarienummer"
UNDOES = "Miljo-Undoes"
REDOES = "Miljo-Redoes"
RESTORES = "Miljo-Restores"


MOST_NAMED = 3
"""Records of one commit that a line names; the rest is a number."""


@frozen
class Entry:
    """A commit, with the changes that its files tell and those that its message claims."""

    commit: str
    parents: tuple[str, ...]
    author: str
    email: str
    date: datetime
    """When the change was made, by the author's own clock and in their own zone."""
    committed: datetime
    """When it came into the history; git lists by it, and authors may have worked before."""
    subject: str
    reason: str
    """Why, as far as the message says; of a commit made outside the app its whole message."""
    is_signed: bool | None
    """Whether it carries a signature, None where nobody asked; whose, only `verify` asks."""
    trailers: Mapping[str, str]
    """The trailers that stand once: the registry number, the operation, what it undoes."""
    records: tuple[RecordChange, ...]
    claims: tuple[Claim, ...]
    beside: tuple[Claim, ...]
    """What looks like a claim and stands outside the trailers."""
    verdict: Verdict
    """The claims compared with the files, also where few changes are shown."""
    is_cut: bool = False
    """Whether what was before it is not in this clone."""

    @property
    def case(self) -> str:
        """The registry number, or nothing."""
        return self.trailers.get(CASE, "")

    @property
    def operation(self) -> str | None:
        """The id of the save; None for a commit that was made outside the app."""
        return self.trailers.get(OPERATION)

    @property
    def way_back(self) -> tuple[Message, str] | None:
        """What it says that it is to an earlier commit: its undoing, its redoing, a restoration."""
        said = ((UNDOES, _("Undoes")), (REDOES, _("Redoes")), (RESTORES, _("Restores")))
        return next(
            (
                (message(word), self.trailers[name])
                for name, word in said
                if self.trailers.get(name)
            ),
            None,
        )

    @property
    def is_merge(self) -> bool:
        """Tell whether it joins two histories."""
        return len(self.parents) > 1

    @property
    def is_outside(self) -> bool:
        """Tell whether it was made outside the app: nothing is claimed, so nothing is untrue."""
        return not self.operation and not self.claims

    def marks(self) -> Iterator[Message]:
        """Yield what a reviewer has to know of the commit besides its changes."""
        if self.is_cut:
            yield message(_("What was before this commit is not in this clone"))
        elif self.is_merge:
            yield message(_("Changed by the merge itself"))
        elif self.is_outside:
            yield message(_("Made outside the program"))
        if not self.reason:
            yield message(_("No reason is given"))
        if self.date == NEVER:
            yield message(_("The commit's date is impossible"))
        if not self.verdict.is_true:
            yield message(_("Its message states other changes than its files show"))

    def summary(self) -> list[Message]:
        """Return what was changed, in a few words for each record; what is alike is said once."""
        records = self.records
        if len(records) < 2:
            return [each for record in records for each in record.words()]
        named = records[:MOST_NAMED]
        if all(record.words() == records[0].words() for record in records):
            names = message("{items}", items=[record.name for record in named])
            said = [*records[0].words(), message(_("for {names}"), names=names)]
        else:
            said = [
                message(_("{record}: {change}"), record=record.name, change=each)
                for record in named
                for each in record.words()
            ]
        if more := len(records) - len(named):
            said.append(counted(_("and {count} more"), _("and {count} more"), count=more))
        return said

    def search_text(self, folder: Folder, language: Language) -> str:
        """Return the words by which it is found, folded: date, person, reason, records, fields.

        The areas are those that a measure was in then, and is in today.
        """
        say = language.say
        parts = [
            self.date.date().isoformat(),
            self.author,
            self.email,
            self.case,
            self.reason,
            self.subject,
            self.commit[:10],
        ]
        for record in self.records:
            parts += [record.address, record.name, *_areas(record, folder)]
            parts += map(say, record.words())
        return fold(" ".join(parts))


def entry(
    commit: Commit,
    records: Sequence[RecordChange],
    *,
    is_signed: bool | None = None,
    is_cut: bool = False,
    judge: Callable[[Sequence[Claim], Sequence[Claim]], Verdict] = lambda _claims, _beside: TRUE,
) -> Entry:
    """Return a commit as a reviewer reads it.

    `judge` compares its claims, and those beside its trailers, with its files: none of a commit
    without trailers, or of one whose parents are not in this clone.
    """
    found = commit.trailers
    subject, _break, body = commit.text.strip("\n").partition("\n")
    trailers = {
        name: value for name, value in found if name not in ("Miljo-Record", "Miljo-Change")
    }
    reason = body.strip()
    if OPERATION not in trailers:
        reason = f"{subject}\n\n{reason}".strip()
    claims, beside = claimed(found), claimed(commit.beside)
    is_judged = not is_cut and (bool(claims) or OPERATION in trailers)
    return Entry(
        commit.id,
        commit.parents,
        commit.author,
        commit.email,
        commit.date,
        commit.committed,
        subject,
        reason,
        is_signed,
        trailers,
        tuple(records),
        claims,
        beside,
        judge(claims, beside) if is_judged else TRUE,
        is_cut,
    )


def _areas(record: RecordChange, folder: Folder) -> list[str]:
    measure = folder.measures.get(record.id)
    areas = {*record.areas, *(measure.value.areas if measure else ())}
    return [folder.areas[id].name for id in areas if id in folder.areas]
