"""Whether an agreement is valid as it was joined: each side may be, and both together not."""

from __future__ import annotations

from collections.abc import Iterator

from miljo_tui import audit
from miljo_tui.locale import Language, Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Refused, WrongUse
from miljo_tui.model.problems import Problem, Severity
from miljo_tui.model.rules import check


class InvalidTogether(Refused):
    """The joined agreement has errors that what is at the remote has not."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(
            message(_("What came and what is here are not valid together; nothing was changed")),
            message(_("Mend one of them here, save that, and share again.")),
        )
        self.problems = tuple(problems)

    def particulars(self, speaker: Language) -> Iterator[Message]:
        """Yield each problem with its file, a line each."""
        for problem in self.problems:
            yield message("{file}: {problem}", file=problem.file, problem=problem.message)


def require_valid_together(chronicle: audit.Chronicle, joined: str, there: str | None) -> None:
    """Check the agreement of a commit that is to be shared, by what the remote has already.

    Raises InvalidTogether, GitFailed.
    """
    if found := new_errors(chronicle, joined, there):
        raise InvalidTogether(found)


def new_errors(chronicle: audit.Chronicle, commit: str, before: str | None) -> list[Problem]:
    """Return the errors of a commit's agreement that it had not before. Raises GitFailed."""
    found = _errors(chronicle, commit)
    if not found or before is None:  # then nobody need know what was wrong before
        return found
    known = {_key(each) for each in _errors(chronicle, before)}
    return [each for each in found if _key(each) not in known]


def _errors(chronicle: audit.Chronicle, commit: str) -> list[Problem]:
    try:
        folder = audit.folder_at(chronicle, commit)
    except WrongUse:  # there was no agreement then
        return []
    found = check(folder).values()
    return [each for one in found for each in one if each.severity is Severity.ERROR]


def _key(problem: Problem) -> tuple[str, str, str, str]:
    return problem.file, problem.code, repr(problem.path), repr(problem.found)
