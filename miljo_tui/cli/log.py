"""`miljo-tui log [RECORD]`: what was changed, by whom, when and why, the newest first."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from miljo_tui import audit
from miljo_tui.cli.context import Context
from miljo_tui.cli.output import tell_folded, tell_json
from miljo_tui.locale import Language, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.escape_controls import lines_of
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.read_times import a_date
from miljo_tui.model.record_changes import RecordChange

SHORT = 10
"""Characters of a commit's short id."""

MOST = 20
"""Records of one commit that are told in words; the data has all of them."""


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "record",
        nargs="?",
        metavar=say(_("RECORD")),
        help=say(_("only this record, also one that was removed")),
    )
    parser.add_argument(
        "--key", default="", metavar=say(_("KEY")), help=say(_("only this field, or what is in it"))
    )
    for name, words in (
        ("--since", _("only changes made on this day or later")),
        ("--until", _("only changes made on this day or before")),
    ):
        parser.add_argument(name, metavar=say(_("DATE")), help=say(words))
    parser.add_argument(
        "--author",
        default="",
        metavar=say(_("NAME")),
        help=say(_("only changes by this person; a part of the name or address is enough")),
    )
    parser.add_argument(
        "--case",
        default="",
        metavar=say(_("NUMBER")),
        help=say(_("only changes with this registry number")),
    )
    parser.add_argument(
        "-n", type=int, metavar=say(_("COUNT")), help=say(_("at most so many entries"))
    )
    parser.add_argument("--json", action="store_true", help=say(_("print as JSON")))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """List the entries of the history that are asked for."""
    with audit.Chronicle.open(context.history, signatures=arguments.json) as chronicle:
        entries = islice(_asked_for(chronicle, context.history, arguments), arguments.n)
        if arguments.json:
            tell_json({"format": 1, "entries": [as_json(entry) for entry in entries]})
            return 0
        for entry in entries:
            tell_folded(*lines(entry, context.language), "")
    return 0


def _asked_for(
    chronicle: audit.Chronicle, agreement: Path, arguments: argparse.Namespace
) -> Iterator[audit.Entry]:
    if arguments.n is not None and arguments.n < 0:
        raise WrongUse(message(_("“{text}” is no count"), text=str(arguments.n)))
    narrowing = audit.EntryFilter(
        _day(arguments.since),
        _day(arguments.until),
        arguments.author,
        arguments.case,
        arguments.key,
    )
    if arguments.record is None:
        found = chronicle.entries(wanted=narrowing.wants)
    else:
        _kind, name = audit.record_address(chronicle, agreement, arguments.record)
        found = chronicle.entries_of(name, wanted=narrowing.wants)
    for entry in found:
        if (narrowed := narrowing.narrowed(entry)) is not None:
            yield narrowed


def _day(text: str | None) -> date | None:
    try:
        return a_date(text) if text else None
    except ValueError:
        raise WrongUse(
            message(_("“{text}” is no date"), text=text),
            message(_("Write it as in: 2023-02-15")),
        ) from None


def lines(entry: audit.Entry, language: Language) -> Iterator[str]:
    """Yield an entry in words, a line each."""
    say = language.say
    head = f"{entry.date.date().isoformat()}  {entry.commit[:SHORT]}  {entry.author}"
    yield f"{head}  {entry.case}".rstrip()
    for record in entry.records[:MOST]:
        yield f"  {say(record.heading)}"
        for said in record.words():
            yield f"    {say(said)}"
    if more := len(entry.records[MOST:]):
        yield f"  {say(counted(_('and {count} more'), _('and {count} more'), count=more))}"
    for line in lines_of(entry.reason):
        yield f"  > {line}".rstrip()
    for mark in entry.marks():
        yield f"  ! {say(mark)}"


def as_json(entry: audit.Entry) -> dict[str, object]:
    """Return an entry as data."""
    return {
        "commit": entry.commit,
        "author": entry.author,
        "date": entry.date.isoformat(),
        "reason": entry.reason,
        "case": entry.case or None,
        "operation": entry.operation,
        "signature": entry.is_signed,
        "changes": changes_json(entry.records),
    }


def changes_json(records: Iterable[RecordChange]) -> list[dict[str, object]]:
    """Return what became of records as data, a change of a field each."""
    return [
        {"record": record.address, "key": key, "old": old, "new": new}
        for record in records
        for key, old, new in record.values()
    ]
