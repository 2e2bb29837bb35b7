"""What stops the row of an imported file: said with its cell, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from miljo_tui.cli.output import complain
from miljo_tui.locale import Language, message
from miljo_tui.spreadsheets import CellProblem


def tell_problems(problems: Sequence[CellProblem], speaker: Language) -> None:
    """Tell each problem with its cell and its remedy."""
    for problem in problems:
        said = message(
            "{cell}: {problem}. {remedy}",
            cell=problem.cell,
            problem=problem.message,
            remedy=problem.remedy,
        )
        complain(speaker, said)


def problems_json(problems: Sequence[CellProblem], speaker: Language) -> list[dict[str, object]]:
    """Return the problems as `import --json` gives them."""
    return [
        {
            "cell": problem.cell,
            "found": problem.found,
            "message": speaker.say(problem.message),
            "remedy": speaker.say(problem.remedy),
        }
        for problem in problems
    ]
