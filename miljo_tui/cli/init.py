"""`miljo-tui init FOLDER`: a new agreement, bare, like another or the next after one."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from miljo_tui.cli.context import Context
from miljo_tui.cli.output import having, tell, tell_json
from miljo_tui.editing import Snapshot, Surroundings
from miljo_tui.locale import Language, Message, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.setup import CreatedAgreement, create_agreement, create_like, create_next

EXAMPLES = _(
    "examples:\n"
    "  miljo-tui init avtal                    the seven areas, none of them chosen\n"
    "  miljo-tui init avtal --like ../grannen  what another has that is not its own work\n"
    "  miljo-tui init --next 2026-2029         the next agreement, beside the one that ends\n"
    "\n"
    "--like takes over the areas without their meetings, the templates, the language, the\n"
    "counterpart, both sides' commitments, whether a reason is required, and the period if it is\n"
    "not over; neither measures nor the choice of areas, the contact, links and texts.\n"
    "\n"
    "--next takes over the agreement itself, the areas without their meetings, the templates,\n"
    "and each measure that is continuous, or whose newest status is neither G nor\n"
    "not_relevant. It leaves the follow-ups, the milestones, the day of signing and the\n"
    "registry number. The old agreement is not touched; the new one lists it as an earlier\n"
    "round. Without FOLDER it comes to lie beside the old one, named after its period."
)


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.epilog = f"{say(EXAMPLES)}\n\n{parser.epilog}"
    parser.add_argument(
        "folder",
        metavar=say(_("FOLDER")),
        nargs="?",
        help=say(_("a new or empty folder, or an agreement that has no repository yet")),
    )
    origin = parser.add_mutually_exclusive_group()
    origin.add_argument(
        "--like", metavar=say(_("AGREEMENT")), help=say(_("begin with what this agreement has"))
    )
    origin.add_argument(
        "--next",
        metavar=say(_("START-END")),
        help=say(_("the agreement for the period after this one's, such as 2026-2029")),
    )
    parser.add_argument("--json", action="store_true", help=say(_("print as JSON")))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Make the agreement and say what to do next."""
    made = _made(context, arguments)
    done = message(_("Made {folder}, commit {commit}"), folder=made.folder, commit=made.commit)
    with having(done):
        _tell_made(made, done, context.language, arguments)
    return 0


def _tell_made(
    made: CreatedAgreement, done: Message, language: Language, arguments: argparse.Namespace
) -> None:
    if arguments.json:
        tell_json(
            {
                "format": 1,
                "folder": str(made.folder),
                "commit": made.commit,
                "carried": [measure.id for measure in made.carried],
                "left": [measure.id for measure in made.left],
            }
        )
        return
    tell(language.say(done))
    if arguments.next is not None:
        _tell_carried(made, language)
    folder = pasted(made.folder)
    tell(language.say(_("Open it with: miljo-tui -C {folder}"), folder=folder))


def _made(context: Context, arguments: argparse.Namespace) -> CreatedAgreement:
    folder = Path(arguments.folder) if arguments.folder else None
    if arguments.next is not None:
        return create_next(folder, context.open(), arguments.next, context.language)
    if folder is None:
        raise WrongUse(
            message(_("No folder was named")),
            message(_("Name a new one, as in: miljo-tui init FOLDER")),
        )
    if arguments.like is not None:
        other = Snapshot.open(Surroundings.find(arguments.like, os.environ))
        return create_like(folder, other, context.language)
    return create_agreement(folder, context.language)


def _tell_carried(made: CreatedAgreement, language: Language) -> None:
    carried = counted(
        _("{count} unfinished measure was carried over."),
        _("{count} unfinished measures were carried over."),
        len(made.carried),
    )
    left = counted(
        _("{count} finished measure was not carried over:"),
        _("{count} finished measures were not carried over:"),
        len(made.left),
    )
    tell(language.say(carried))
    if made.left:
        tell(language.say(left))
    width = max((len(measure.id) for measure in made.left), default=0)
    for measure in made.left:
        tell(f"  {measure.id:{width}}  {measure.name}")
    page = Snapshot.open(made.folder, most=0).folder.agreement.raw.get("page", {})
    if any(page.values()):
        tell(language.say(_("The texts of its page came along as they were: read them through.")))
