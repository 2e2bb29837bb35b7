"""`miljo-tui publish FORMAT`: the agreement as it was committed, without what is internal."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from miljo_tui.audit import Chronicle
from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain, tell, tell_bytes
from miljo_tui.cli.waiting import waiting
from miljo_tui.locale import Language, language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.publishing import (
    FORMATS,
    TABLES,
    changed_between,
    fragment,
    lacking,
    last_published,
    publication,
    publish_to,
    report,
    tagged,
)

EXAMPLES = _(
    "examples:\n"
    "  miljo-tui publish html -o miljooverenskommelsen.html\n"
    "  miljo-tui publish html -o sida.html --tag    and remember that it was published\n"
    "  miljo-tui publish --since-last               what has changed since then\n"
    "  miljo-tui publish html --report 2024 -o rapport.html\n"
    "  miljo-tui publish html --at 2024-12-31       as it was at the turn of the year\n"
    "  miljo-tui publish long --kind indicators     a table to be put together with others'"
)


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    formats = "\n".join(f"  {name:<9} {say(each.about)}" for name, each in FORMATS.items())
    tables = "\n".join(f"  {name:<10} {say(each.about)}" for name, each in TABLES.items())
    known = f"{say(_('formats:'))}\n{formats}\n\n{say(_('tables of long:'))}\n{tables}"
    parser.epilog = f"{known}\n\n{say(EXAMPLES)}\n\n{parser.epilog}"
    parser.add_argument(
        "format",
        nargs="?",
        choices=list(FORMATS),
        metavar=say(_("FORMAT")),
        help=say(_("see below")),
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

    parser.add_argument(
        "--report",
        type=int,
        metavar=say(_("YEAR")),
        help=say(_("the report to the county board for that year in place of the page: html, md")),
    )
    parser.add_argument(
        "--kind",
        choices=list(TABLES),
        metavar=say(_("KIND")),
        help=say(_("which of the tables with fixed columns; without it, measures")),
    )
    parser.add_argument(
        "--examples",
        action="store_true",
        help=say(_("with the measures that are made up, marked as such")),
    )
    parser.add_argument(
        "--fragment",
        action="store_true",
        help=say(_("a piece of HTML for another page, with its styles; html only")),
    )
    parser.add_argument(
        "--heading-level",
        type=int,
        choices=(1, 2, 3),
        metavar=say(_("LEVEL")),
        help=say(_("the level of the piece's first heading, 1 to 3; without it, 2")),
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--tag",
        action="store_true",
        help=say(_("set a tag that marks what was published today")),
    )
    group.add_argument(
        "--since-last",
        action="store_true",
        help=say(_("print what has changed since the last publication that was tagged")),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Publish what was committed; nothing on disk is looked at."""
    if arguments.since_last and not arguments.format:
        with Chronicle.open(context.history) as chronicle:
            _tell_changes(chronicle, arguments.at, context.language)
        return 0
    if arguments.since_last or not arguments.format:
        raise WrongUse(
            message(_("Give a format, or --since-last without a format")),
            message(_("The formats are {formats}."), formats=list(FORMATS)),
        )
    if arguments.fragment and (arguments.format != "html" or arguments.report is not None):
        raise WrongUse(
            message(_("Only the page as HTML can be a piece of another page")),
            message(_("Give publish html --fragment.")),
        )
    if arguments.heading_level and not arguments.fragment:
        raise WrongUse(
            message(_("--heading-level is for a piece of another page")),
            message(_("Give publish html --fragment.")),
        )
    if arguments.kind and not arguments.format.startswith("long"):
        raise WrongUse(
            message(_("--kind is for the tables with fixed columns")),
            message(_("Say publish long --kind {kind}."), kind=arguments.kind),
        )
    chosen = FORMATS[arguments.format]
    if not arguments.output and not chosen.is_text:
        raise WrongUse(
            message(
                _("{format} is not text and cannot be shown in the terminal"),
                format=arguments.format,
            ),
            message(_("Say into which file, with -o FILE.")),
        )
    spoken = language(arguments.lang) if arguments.lang else None
    with Chronicle.open(context.history) as chronicle:
        with waiting(context.language, _("What is published is being put together …")):
            published = publication(chronicle, spoken, arguments.at, examples=arguments.examples)
            if arguments.fragment:
                data = fragment(published, arguments.heading_level or 2)
            elif arguments.kind:
                data = chosen.render(published, arguments.kind)
            elif arguments.report is None:
                data = chosen.render(published)
            else:
                data = report(published, arguments.report, arguments.format)
        if arguments.output:
            publish_to(Path(arguments.output), data, context.history)
        else:
            tell_bytes(data)
        if arguments.report is None:
            for told in lacking(published, arguments.format):
                complain(context.language, told)
        if arguments.tag:
            name = tagged(chronicle, published, date.today())
            complain(context.language, message(_("Published as {tag}"), tag=name))
    return 0


def _tell_changes(chronicle: Chronicle, at: str, speaker: Language) -> None:
    last = last_published(chronicle, at)
    tell(speaker.say(_("Since {tag}:"), tag=last))
    changes = changed_between(chronicle, last, at)
    for record in changes:
        tell(speaker.say(record.heading))
        for said in record.words():
            tell(f"  {speaker.say(said)}")
    if not changes:
        tell(speaker.say(_("Nothing differs")))
