"""What a review shows besides the words of the changes: problems, failures, lines of the files."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.model.problems import Problem, Severity
from miljo_tui.model.visible import lines_of
from miljo_tui.model.wording import words
from miljo_tui.session.beside import Beside
from miljo_tui.session.guarding import ChangedUnderneath
from miljo_tui.session.proposing import Proposal
from miljo_tui.session.saving import diff
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels.changes import file_lines
from miljo_tui.tui.panels.long import Say


def problem_line(say: Say, problem: Problem, place: str = "") -> Content:
    """Return a problem with its remedy."""
    style = "red" if problem.severity is Severity.ERROR else "yellow"
    return label(f"! {place}{say(problem.message).rstrip('.')}. {say(problem.remedy)}", style)


def beside_lines(say: Say, beside: Beside) -> list[Content]:
    """Return what somebody else has made of a record meanwhile, and what saving does about it."""
    told = [*([beside.fate] if beside.fate else []), *beside.said()]
    if outcome := beside.outcome():
        told.append(outcome)
    return [label(f"! {say(each)}", "yellow") for each in told]


def failure_lines(say: Say, failure: Failure) -> list[Content]:
    """Return what stopped a save, both changes where there are two, and the remedy."""
    lines = [label(say(failure.message), "bold red")]
    if isinstance(failure, ChangedUnderneath):
        for who, changes in ((_("Yours"), failure.ours), (_("Theirs"), failure.theirs)):
            lines += [label(f"  {say(who)}: {say(words(change))}") for change in changes]
    lines += [label(f"  | {line}") for line in lines_of(failure.detail)]
    if failure.remedy:
        lines.append(label(say(failure.remedy)))
    return lines


def difference_lines(say: Say, proposals: Sequence[Proposal]) -> list[Content]:
    """Return the changes as lines of the files."""
    try:
        difference = "\n".join(map(diff, proposals))
    except Failure as failure:
        return [label(say(failure.message), "red")]
    return file_lines(lines_of(difference), say)
