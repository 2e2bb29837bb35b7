"""`miljo-tui check`: every problem with its place, its source line and its remedy."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from miljo_tui.cli.context import Context, add_point
from miljo_tui.cli.output import tell, tell_json
from miljo_tui.cli.waiting import waiting
from miljo_tui.editing import PlacedProblem
from miljo_tui.locale import Language, counted
from miljo_tui.locale import mark as _
from miljo_tui.model.problems import Severity


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    add_point(parser, say)
    parser.add_argument("--json", action="store_true", help=say(_("print as JSON")))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Check the agreement; 1 where an error was found."""
    with waiting(context.language, _("The files are being checked …")):
        if arguments.at is None:
            findings = PlacedProblem.all_of(context.open())
        else:
            findings = PlacedProblem.all_in(context.at(arguments.at))
    if arguments.json:
        problems = [as_json(finding, context.language) for finding in findings]
        tell_json({"format": 1, "problems": problems})
    else:
        for finding in findings:
            tell_finding(finding, context.language)
        tell(closing(findings, context.language))
    return int(any(finding.problem.severity is Severity.ERROR for finding in findings))


def as_json(finding: PlacedProblem, language: Language) -> dict[str, object]:
    """Return a finding as `check --json` gives it."""
    problem, place = finding.problem, finding.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": problem.file,
        "line": place.line,
        "column": place.column,
        "key": finding.key,
        "found": problem.found,
        "message": language.say(problem.message),
        "remedy": language.say(problem.remedy),
    }


def tell_finding(finding: PlacedProblem, language: Language) -> None:
    """Print a finding: place, code and message, the source line with its marks, the remedy."""
    problem, place = finding.problem, finding.place
    severity = language.say(problem.severity.value)
    excerpt = place.excerpt() if place.source_line.strip() else ()
    tell(
        f"{problem.file}:{place.line}:{place.column}: {problem.code} {severity}: "
        f"{language.say(problem.message)}",
        *(f"    {line}" for line in (*excerpt, language.say(problem.remedy))),
    )


def closing(findings: list[PlacedProblem], language: Language) -> str:
    """Return the closing count."""
    errors = sum(finding.problem.severity is Severity.ERROR for finding in findings)
    parts = (
        counted(_("{count} error"), _("{count} errors"), count=errors),
        counted(_("{count} warning"), _("{count} warnings"), count=len(findings) - errors),
    )
    return ", ".join(map(language.say, parts))


SEVERITIES = (_("error"), _("warning"))
"""The words behind `Severity`, listed here so that they stand in the catalogue."""
