"""`miljo-tui publish FORM`: what was committed, for the public, without anything internal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from miljo_tui.cli.context import Context
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.session.past.chronicle import Chronicle
from miljo_tui.session.publishing import FORMS, publication, render, write_out


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument("form", choices=list(FORMS), help=say(_("what it is to be")))
    parser.add_argument(
        "-o",
        "--output",
        metavar=say(_("FILE")),
        help=say(_("the file to write; without it, standard output")),
    )
    parser.add_argument(
        "--bom",
        action="store_true",
        help=say(_("begin CSV with the mark by which Excel knows UTF-8")),
    )
    parser.add_argument(
        "--at",
        default="HEAD",
        metavar=say(_("REV")),
        help=say(_("as it was then: a date, a commit or a tag; without it, the newest commit")),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Render what was committed, and write it out."""
    if arguments.output is None and arguments.form == "xlsx" and sys.stdout.isatty():
        raise WrongUse(
            message(_("A workbook is nothing to read in a terminal")),
            message(_("Name a file: miljo-tui publish xlsx -o FILE")),
        )
    with Chronicle.open(context.path) as chronicle:
        shown = publication(chronicle, context.language, arguments.at)
    data = render(shown, arguments.form, marked=arguments.bom)
    if arguments.output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    else:
        write_out(Path(arguments.output), data)
    return 0
