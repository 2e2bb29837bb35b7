"""`miljo-tui import FILE --reason TEXT`: measures from a list as offices keep it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from miljo_tui.cli import import_workbook, saving
from miljo_tui.cli.cell_problems import problems_json, tell_problems
from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain, having, tell, tell_json
from miljo_tui.cli.waiting import progress
from miljo_tui.editing import Saved
from miljo_tui.locale import Language, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.spreadsheets import (
    PERIOD_COLUMN,
    ImportChoices,
    ImportPlan,
    ListColumn,
    ListFile,
    plan_import,
    recognise_workbook,
)

EXAMPLES = _(
    "examples:\n"
    "  miljo-tui import lista.xlsx --dry-run\n"
    '  miljo-tui import lista.csv --area pollinering --reason "Från kansliets lista"\n'
    '  miljo-tui import lista.csv --map "Vem=responsible" --map F=follow_ups.comment --map G=-\n'
    "\n"
    "Headings such as Åtgärd, Område, Ansvarig, Start, Slut, Status, Kommentar and År are\n"
    "recognised; a column with another one is left out, unless --map says what it means. A status\n"
    "without a year is the follow-up for --year. Of several sheets, the one whose headings fit is\n"
    "read, or --sheet. A measure that is there already is not doubled: the follow-ups of years\n"
    "that it has none for are added, and each cell that says something else than it is named.\n"
    "Rows that look like no measure (totals, notes) are left out, unless --all-rows. Nothing\n"
    "is written while a cell has an error; --skip-errors leaves its row out."
)

PUBLISHED = _(
    "A file that miljo-tui publish xlsx wrote is recognised: each cell is compared with the "
    "commit\n"
    "that the file shows, and what was edited becomes a change of its record, together with what\n"
    "others have changed since. A row that is gone removes an entry, but never a record; that\n"
    "needs a yes in its last column."
)


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.epilog = f"{say(EXAMPLES)}\n\n{say(PUBLISHED)}\n\n{parser.epilog}"
    parser.add_argument("file", metavar=say(_("FILE")), help=say(_("the list, CSV or XLSX")))
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar=say(_("COLUMN=KEY")),
        help=say(_("what a column means, by its heading or letter; - leaves it out")),
    )
    parser.add_argument(
        "--sheet",
        metavar=say(_("SHEET")),
        help=say(_("the sheet to bring in; else the one whose headings fit")),
    )
    parser.add_argument(
        "--area", metavar="ID", help=say(_("the area of measures that name none in the list"))
    )
    parser.add_argument(
        "--year",
        type=int,
        metavar=say(_("YEAR")),
        help=say(
            _("the year of follow-ups that name none; else the only one named, or the last begun")
        ),
    )
    parser.add_argument(
        "--skip-errors", action="store_true", help=say(_("leave out the rows that have errors"))
    )
    parser.add_argument(
        "--all-rows",
        action="store_true",
        help=say(_("bring in rows that look like no measure, too")),
    )
    saving.configure(parser, say)


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Bring in a list, or a file that was published and edited; 1 where a cell has an error."""
    file = ListFile(Path(arguments.file))
    published = recognise_workbook(file) if file.is_packed else None
    if published:
        return import_workbook.run(context, arguments, published)
    snapshot, speaker = context.open(), context.language
    with progress(speaker, _("{done} of {all} rows")) as show_progress:
        planned = plan_import(
            snapshot,
            file,
            ImportChoices(
                given=_given(arguments.map),
                sheet=arguments.sheet,
                area=arguments.area,
                year=arguments.year,
                all_rows=arguments.all_rows,
            ),
            show_progress,
        )
    if not arguments.json:
        _tell_sheets(planned, speaker)
        _tell_columns(planned.columns, speaker)
    tell_problems(planned.problems, speaker)
    stopped = bool(planned.problems) and not arguments.skip_errors
    saved = None
    if not stopped and (proposals := planned.proposals):
        saved = saving.save_or_check(context, snapshot, proposals, arguments, planned.subject)
    with having(saving.outcome(saved)):
        if arguments.json:
            tell_json(_as_json(planned, saved, speaker))
        else:
            _tell_rows(planned, speaker)
            _tell_end(planned, saved, speaker, stopped=stopped)
    saving.share_on_save(snapshot, saved, speaker)
    return int(bool(planned.problems))


def _given(maps: Sequence[str]) -> dict[str, str]:
    given = {}
    for text in maps:
        column, equals, key = text.rpartition("=")
        if not equals or not column.strip() or not key.strip():
            raise WrongUse(
                message(_("“{text}” says of no column what it means"), text=text),
                message(_("Write COLUMN=KEY, such as: --map Vem=responsible")),
            )
        given[column.strip()] = key.strip()
    return given


def _tell_sheets(planned: ImportPlan, speaker: Language) -> None:
    if planned.other_sheets:
        tell(speaker.say(_("Sheet: {sheet}"), sheet=planned.sheet))
        others = list(planned.other_sheets)
        tell(speaker.say(_("Left out, unless --sheet names it: {sheets}"), sheets=others))


def _tell_columns(columns: Sequence[ListColumn], speaker: Language) -> None:
    tell(speaker.say(_("Columns:")))
    for column in columns:
        tell(f"  {column.letter:<3} {column.heading:<32} → {_meaning(column, speaker)}")


def _meaning(column: ListColumn, speaker: Language) -> str:
    if not column.key:
        return speaker.say(_("(left out)"))
    if column.key == PERIOD_COLUMN:
        return "start, end"
    if column.year is not None:
        return column.key.replace(".", f"[{column.year}].", 1)
    return column.key


def _tell_rows(planned: ImportPlan, speaker: Language) -> None:
    for made in planned.made:
        tell(f"{made.cell}: {made.proposal.record.address}  {made.proposal.name}")
    for followed in planned.followed_up:
        said = "; ".join(map(speaker.say, followed.proposal.words))
        tell(f"{followed.cell}: {followed.proposal.record.address}  {said}")
    for known in planned.known:
        words = (
            message(_("there already as {address}"), address=known.address)
            if known.address
            else message(_("stands above in the same words"))
        )
        tell(f"{known.cell}: {known.title} – {speaker.say(words)}")
    for row in planned.unlikely:
        tell(f"{row.cell}: {row.title} – {speaker.say(row.reason)}; {speaker.say(_('left out'))}")
    for cell in planned.unused:
        tell(f"{cell.cell}: {speaker.say(cell.message)}; {speaker.say(_('left out'))}")
    for remedy in dict.fromkeys(speaker.say(cell.remedy) for cell in planned.unused):
        tell(remedy)


def _tell_end(
    planned: ImportPlan, saved: Saved | None, speaker: Language, *, stopped: bool
) -> None:
    counts = [
        counted(_("{count} new measure"), _("{count} new measures"), count=len(planned.made)),
        counted(_("{count} there already"), _("{count} there already"), count=len(planned.known)),
        counted(
            _("{count} row with errors"), _("{count} rows with errors"), count=len(planned.left_out)
        ),
    ]
    if planned.followed_up:
        counts.insert(1, planned.followed_words)
    tell(", ".join(map(speaker.say, counts)))
    if planned.unlikely:
        text = counted(
            _("{count} row looks like no measure and is left out; --all-rows brings it in"),
            _("{count} rows look like no measure and are left out; --all-rows brings them in"),
            count=len(planned.unlikely),
        )
        complain(speaker, text)
    warnings = sum(len(proposal.brought_in) for proposal in planned.proposals)
    if warnings:
        text = counted(
            _("{count} warning about them; miljo-tui check shows it"),
            _("{count} warnings about them; miljo-tui check shows them"),
            count=warnings,
        )
        complain(speaker, text)
    if saved:
        tell(speaker.say(_("Committed as {commit}"), commit=saved.commit))
    elif stopped and planned.left_out:
        remedy = _("Nothing was written. Mend the cells, or leave their rows out: --skip-errors")
        complain(speaker, message(remedy))
    else:
        tell(speaker.say(_("Nothing was written")))


def _as_json(planned: ImportPlan, saved: Saved | None, speaker: Language) -> dict[str, object]:
    return {
        "format": 1,
        "commit": saved.commit if saved else None,
        "sheet": planned.sheet,
        "other_sheets": list(planned.other_sheets),
        "unreviewed": [each.path for each in saved.unreviewed] if saved else [],
        "columns": [
            {"column": c.letter, "heading": c.heading, "key": c.key or None, "year": c.year}
            for c in planned.columns
        ],
        "records": [
            {"cell": made.cell, "record": made.proposal.record.address} for made in planned.made
        ],
        "followed_up": [
            {"cell": each.cell, "record": each.proposal.record.address}
            for each in planned.followed_up
        ],
        "known": [
            {"cell": known.cell, "title": known.title, "record": known.address or None}
            for known in planned.known
        ],
        "unlikely": [
            {"cell": row.cell, "title": row.title, "reason": speaker.say(row.reason)}
            for row in planned.unlikely
        ],
        "left_out": problems_json(planned.unused, speaker),
        "problems": problems_json(planned.problems, speaker),
    }
