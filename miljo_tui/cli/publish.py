"""`miljo-tui publish FORMAT`: the agreement as it was committed, without what is internal."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from miljo_tui.cli.context import Context
from miljo_tui.cli.output import tell_bytes
from miljo_tui.locale import language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.session.past.chronicle import Chronicle
from miljo_tui.session.publishing import FORMATS, publication, publish_to

EXAMPLES = _(
    "examples:\n"
    "  miljo-tui publish html -o miljooverenskommelsen.html\n"
    "  miljo-tui publish html --at 2024-12-31       as it was at the turn of the year"
)


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    formats = "\n".join(f"  {name:<6} {say(each.about)}" for name, each in FORMATS.items())
    parser.epilog = f"{say(_('formats:'))}\n{formats}\n\n{say(EXAMPLES)}\n\n{parser.epilog}"
    parser.add_argument(
        "format", choices=list(FORMATS), metavar=say(_("FORMAT")), help=say(_("see below"))
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar=say(_("FILE")),
        help=say(_("the file to write; without it, to standard output")),
    )
    parser.add_argument(
        "--at",
        default="HEAD",
        metavar=say(_("REV")),
        help=say(_("as it was then: a date, a commit or a tag; without it, the newest commit")),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Publish what was committed; nothing on disk is looked at."""
    chosen = FORMATS[arguments.format]
    if not arguments.output and not chosen.is_text:
        raise WrongUse(
            message(_("{format} is no text that could be shown"), format=arguments.format),
            message(_("Say into which file, with -o FILE.")),
        )
    spoken = language(arguments.lang) if arguments.lang else None
    with Chronicle.open(context.path) as chronicle:
        data = chosen.render(publication(chronicle, spoken, arguments.at))
    if arguments.output:
        publish_to(Path(arguments.output), data, context.path)
    else:
        tell_bytes(data)
    return 0
