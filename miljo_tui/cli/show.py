"""`miljo-tui show RECORD`: one record whole, with its problems at their fields."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from miljo_tui.cli.check import as_json, tell_finding
from miljo_tui.cli.context import Context, add_point
from miljo_tui.cli.output import tell, tell_json
from miljo_tui.cli.record_argument import the_record
from miljo_tui.editing import PlacedProblem
from miljo_tui.locale import Language
from miljo_tui.locale import mark as _
from miljo_tui.model.escape_controls import lines_of
from miljo_tui.model.rules import check_record
from miljo_tui.model.texts import LongText
from miljo_tui.model.tree import walk
from miljo_tui.model.wording import in_full


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "record", metavar=say(_("RECORD")), help=say(_("an id, such as measures/…"))
    )
    add_point(parser, say)
    parser.add_argument("--json", action="store_true", help=say(_("print as JSON")))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Show a record; 1 where its file cannot be read."""
    folder, language = context.at(arguments.at), context.language
    record = the_record(folder, arguments.record)
    findings = PlacedProblem.placed(record, check_record(record, folder))
    if arguments.json:
        problems = [as_json(finding, language) for finding in findings]
        tell_json(
            {
                "format": 1,
                "record": record.address,
                "values": dict(record.raw),
                "problems": problems,
            }
        )
        return int(bool(record.fault))
    tell(f"{record.address}  {record.name}")
    for line in lines(record.kind.cls, record.raw, language):
        tell(line)
    for finding in findings:
        tell_finding(finding, language)
    return int(bool(record.fault))


def lines(cls: type[Any], raw: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Yield the fields of a record or an entry in words, a line each, entries below their name."""
    for node in walk(cls, raw):
        step, field, value = node.path[-1], node.field, node.value
        indent = "  " * (len(node.path) - 1)
        label = language.say(field.label) if field else step
        if isinstance(step, int):
            yield f"{indent}{step + 1}."
        elif node.holds_others:
            yield f"{indent}{label}:"
        elif field and isinstance(field.kind, LongText) and field.kind.fits(value):
            yield f"{indent}{label}:"
            yield from (f"{indent}  {line}" for line in lines_of(value.strip()))
        else:
            spoken = in_full(field.kind if field else None, value, language)
            yield f"{indent}{label}: {spoken}"
