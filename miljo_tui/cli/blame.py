"""`miljo-tui blame RECORD`: who gave each field the value that it has, when and why."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from miljo_tui.audit import Chronicle, FieldOrigin, record_address
from miljo_tui.cli.context import Context
from miljo_tui.cli.log import SHORT
from miljo_tui.cli.output import tell, tell_folded, tell_json
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.escape_controls import lines_of
from miljo_tui.model.wording import given

LONGEST_AUTHOR = 20
"""Letters of an author's name; what is longer is cut, so that the values stand in a column."""

MARGIN = len("2022-02-22") + 2 + SHORT + 2 + 2
"""Columns before the author, and between the author and the value."""


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "record", metavar=say(_("RECORD")), help=say(_("an id, such as measures/…"))
    )
    parser.add_argument("--json", action="store_true", help=say(_("print as JSON")))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Show where the value of each field of a record, as it was committed last, comes from."""
    with Chronicle.open(context.history) as chronicle:
        kind, name = record_address(chronicle, context.history, arguments.record)
        found = FieldOrigin.of_record(chronicle, kind, name)
    if arguments.json:
        tell_json({"format": 1, "fields": [_as_json(origin) for origin in found]})
        return 0
    who = min(max((len(origin.entry.author) for origin in found), default=0), LONGEST_AUTHOR)
    for origin in found:
        tell_folded(_line(origin, who, context.language), under=MARGIN + who)
    for commit in dict.fromkeys(each.entry.commit for each in found if each.entry.is_cut):
        mark = message(
            _("{commit}: what was before this commit is not in this clone"), commit=commit[:SHORT]
        )
        tell(f"! {context.language.say(mark)}")
    if not found:
        tell(
            context.language.say(
                _("The record is not in the newest commit, or cannot be read there")
            )
        )
    return 0


def _line(origin: FieldOrigin, width: int, language: Language) -> str:
    """Return an origin as a row: when, the commit, who, what, and the reason's first line."""
    entry = origin.entry
    when = entry.date.date().isoformat()
    author = entry.author
    if len(author) > width:
        author = f"{author[: width - 1]}…"
    said = language.say(given(origin.field))
    reason = lines_of(entry.reason.strip())[:1]
    return f"{when}  {entry.commit[:SHORT]}  {author:<{width}}  {said}  {''.join(reason)}".rstrip()


def _as_json(origin: FieldOrigin) -> dict[str, object]:
    entry = origin.entry
    return {
        "key": origin.field.key,
        "value": origin.field.new,
        "commit": entry.commit,
        "author": entry.author,
        "date": entry.date.isoformat(),
        "reason": entry.reason,
    }
