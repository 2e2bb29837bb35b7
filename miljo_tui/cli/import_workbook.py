"""`miljo-tui import FILE.xlsx` of a file that was published: what was edited in it, committed."""

from __future__ import annotations

import argparse

from miljo_tui.cli import saving
from miljo_tui.cli.cell_problems import problems_json, tell_problems
from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain, tell, tell_json
from miljo_tui.cli.waiting import progress
from miljo_tui.locale import Language, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.spreadsheets import PublishedWorkbook, WorkbookImport, plan_workbook_import


def run(context: Context, arguments: argparse.Namespace, published: PublishedWorkbook) -> int:
    """Take a file back; 1 where a cell has an error. Raises WrongUse for options of lists."""
    speaker = context.language
    chosen = arguments.map, arguments.sheet, arguments.area, arguments.year, arguments.all_rows
    if any(chosen):
        raise WrongUse(
            message(_("{file} was published: its columns are known"), file=published.book.name),
            message(_("Leave out --map, --sheet, --area, --year and --all-rows.")),
        )
    snapshot = context.open()
    with progress(speaker, _("{done} of {all} records")) as show_progress:
        planned = plan_workbook_import(snapshot, published, show_progress)
    tell_problems(planned.refused, speaker)
    if planned.refused and not arguments.skip_errors:
        _stop(planned, speaker, as_json=arguments.json)
        return 1
    if not arguments.json:
        _tell(planned, speaker)
    saving.commit(context, snapshot, planned.proposals, arguments, planned.subject)
    return int(bool(planned.refused))


def _stop(planned: WorkbookImport, speaker: Language, *, as_json: bool) -> None:
    if as_json:
        problems = problems_json(planned.refused, speaker)
        tell_json({"format": 1, "commit": None, "records": [], "problems": problems})
        return
    _tell(planned, speaker)
    remedy = _("Nothing was written. Mend the cells, or leave their records out: --skip-errors")
    complain(speaker, message(remedy))


def _tell(planned: WorkbookImport, speaker: Language) -> None:
    for note in planned.notes:
        tell(speaker.say(note))
    for known in planned.known:
        there = message(_("there already as {address}"), address=known.address)
        tell(f"{known.cell}: {known.title} – {speaker.say(there)}")
    counts = counted(
        _("{count} record with changes"),
        _("{count} records with changes"),
        count=len(planned.taken),
    )
    tell(speaker.say(counts))
