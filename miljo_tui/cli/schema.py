"""`miljo-tui schema`: the JSON Schema of the files and of the open data, printed or written."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain, having, tell, tell_json
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.setup import SCHEMA_NAMES, schemas, stale_schemas, write_schemas


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "kind",
        nargs="?",
        choices=SCHEMA_NAMES,
        help=say(_("the kind of file, or what is published; without it, all of them")),
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--write", action="store_true", help=say(_("write the files in the agreement's schema/"))
    )
    group.add_argument(
        "--check", action="store_true", help=say(_("tell whether those files are up to date"))
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print the schemas, or write or check those of the agreement; 1 where one is out of date."""
    if arguments.write:
        names = write_schemas(context.path)
        with having(message(_("Written: {files}"), files=names)):
            for name in names:
                tell(name)
        return 0
    if arguments.check:
        old = stale_schemas(context.path)
        for name in old:
            complain(context.language, message(_("{file} is out of date"), file=name))
        return int(bool(old))
    found = schemas(context.language)
    tell_json(found[arguments.kind] if arguments.kind else found)
    return 0
