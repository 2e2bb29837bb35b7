"""What a review shows besides the words of the changes: problems, failures, lines of the files."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from miljo_tui.editing import DiskComparison, Proposal
from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, Message, counted
from miljo_tui.locale import mark as _
from miljo_tui.model.escape_controls import lines_of
from miljo_tui.model.failures import Failure
from miljo_tui.model.folder import Folder
from miljo_tui.model.problems import Problem, Severity
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels.changes import file_lines
from miljo_tui.tui.panels.cut_text import Say

MOST_SHOWN = 50
"""So many records or problems are shown one by one; a long list is looked through before."""


@frozen
class ReviewProblems:
    """The problems that proposals bring in, errors first; what a file had before is not among."""

    own: tuple[tuple[Proposal, Problem], ...]
    """Those of the proposed records."""
    others: tuple[tuple[str, Problem], ...]
    """Those of other records, by their names."""

    def count(self, severity: Severity) -> int:
        """Return how many there are of one severity."""
        return sum(problem.severity is severity for _whose, problem in (*self.own, *self.others))

    def counted(self) -> list[Message]:
        """Return how many errors and warnings there are, without those of which there is none."""
        errors, warnings = self.count(Severity.ERROR), self.count(Severity.WARNING)
        said = [
            counted(_("{count} error"), _("{count} errors"), count=errors),
            counted(_("{count} warning"), _("{count} warnings"), count=warnings),
        ]
        return [each for each, count in zip(said, (errors, warnings), strict=True) if count]

    def in_the_way(self) -> list[Message]:
        """Return what has to be mended, else what may be accepted, if there is either."""
        if errors := self.count(Severity.ERROR):
            return [
                counted(
                    _("{count} error is in the way."),
                    _("{count} errors are in the way."),
                    count=errors,
                )
            ]
        if warnings := self.count(Severity.WARNING):
            return [
                counted(
                    _("{count} warning above: F8 once more commits all the same."),
                    _("{count} warnings above: F8 once more commits all the same."),
                    count=warnings,
                )
            ]
        return []


def found_in(proposals: Sequence[Proposal], folder: Folder) -> ReviewProblems:
    """Return what proposals would bring in, and to whom."""
    own = [(proposal, problem) for proposal in proposals for problem in proposal.brought_in]
    own.sort(key=lambda each: each[1].severity is not Severity.ERROR)
    names = {record.file: record.name for record in folder.records()}
    is_refused = any(problem.severity is Severity.ERROR for _whose, problem in own)
    # Who refers to a record that is to go says it of itself, and the others would say it again.
    elsewhere = [] if is_refused else Proposal.consequences(proposals, folder)
    others = [(names.get(problem.file, problem.file), problem) for problem in elsewhere]
    return ReviewProblems(tuple(own), tuple(others))


def found_lines(say: Say, found: ReviewProblems, *, is_one: bool) -> list[Content]:
    """Return the problems, with whose they are unless there is one record only."""
    lines = [
        problem_line(say, problem, "" if is_one else f"{proposal.name}: ")
        for proposal, problem in found.own[:MOST_SHOWN]
    ]
    if more := len(found.own[MOST_SHOWN:]):
        text = counted(_("and {count} more"), _("and {count} more"), count=more)
        lines.append(label(say(text), "bold"))
    if found.others:
        lines.append(label(say(_("What this means for others")), "bold"))
        for name, problem in found.others:
            is_named = say(problem.message).startswith(name)
            lines.append(problem_line(say, problem, "" if is_named else f"{name}: "))
    return lines


def problem_line(say: Say, problem: Problem, place: str = "") -> Content:
    """Return a problem with its remedy."""
    style = "red" if problem.severity is Severity.ERROR else "yellow"
    return label(f"! {place}{say(problem.message).rstrip('.')}. {say(problem.remedy)}", style)


def beside_lines(say: Say, beside: DiskComparison) -> list[Content]:
    """Return what somebody else has made of a record meanwhile, and what saving does about it."""
    told = [*([beside.headline] if beside.headline else []), *beside.words()]
    if outcome := beside.outcome():
        told.append(outcome)
    return [label(f"! {say(each)}", "yellow") for each in told]


def failure_lines(speaker: Language, failure: Failure) -> list[Content]:
    """Return what stopped a save, both changes where there are two, and the remedy."""
    say = speaker.say
    lines = [label(say(failure.message), "bold red")]
    lines += [label(f"  {say(each)}") for each in failure.particulars(speaker)]
    lines += [label(f"  | {line}") for line in lines_of(failure.detail)]
    if failure.remedy:
        lines.append(label(say(failure.remedy)))
    return lines


def difference_lines(say: Say, proposals: Sequence[Proposal]) -> list[Content]:
    """Return the changes as lines of the files."""
    try:
        difference = "\n".join(proposal.difference for proposal in proposals)
    except Failure as failure:
        return [label(say(failure.message), "red")]
    return file_lines(lines_of(difference), say)
