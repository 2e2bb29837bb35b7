"""`miljo-tui list areas|measures`: the areas or the measures, as a table or as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection

from miljo_tui.cli.context import Context, add_point
from miljo_tui.cli.output import complain, tell_folded, tell_json
from miljo_tui.locale import Language, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.folder import Folder, Record
from miljo_tui.model.groups import grouped, outside
from miljo_tui.model.problems import Problem
from miljo_tui.model.progress import newest, status
from miljo_tui.model.query import SORTS, matches, search_text, sort
from miljo_tui.model.records import Area, Measure
from miljo_tui.model.rules import check_record, check_records
from miljo_tui.model.statuses import BROKEN, LETTERS, STATUSES, UNREPORTED
from miljo_tui.model.times import TIME


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument("what", choices=("areas", "measures"), help=say(_("what to list")))
    parser.add_argument(
        "--area", metavar="ID", help=say(_("only what belongs to this area; - for none"))
    )
    parser.add_argument(
        "--focus-area",
        metavar=say(_("NAME")),
        help=say(_("only measures of this focus area, by themselves or through an area")),
    )
    parser.add_argument(
        "--status",
        choices=[str(option.value) for option in STATUSES],
        help=say(_("only measures with this status")),
    )
    parser.add_argument(
        "--filter", metavar=say(_("TERMS")), help=say(_("only where every term occurs"))
    )
    parser.add_argument(
        "--sort",
        choices=list(SORTS),
        help=say(_("in the order of this column; areas are always in order of their numbers")),
    )
    parser.add_argument("--reverse", action="store_true", help=say(_("in the opposite order")))
    add_point(parser, say)
    parser.add_argument("--json", action="store_true", help=say(_("print as JSON")))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """List the areas or the measures that the options leave."""
    folder, language = context.at(arguments.at), context.language
    if arguments.area not in (None, "-", *folder.areas):
        raise WrongUse(
            message(_("There is no area {area}"), area=arguments.area),
            message(_("Areas there are: {known}."), known=list(folder.areas)),
        )
    focus = _measures_by_focus(folder, arguments.focus_area)
    terms = arguments.filter or ""
    if arguments.what == "areas":
        areas = [
            record
            for record in folder.in_order()
            if arguments.area in (None, record.id)
            and arguments.focus_area in (None, record.value.focus_area.strip())
            and matches(terms, search_text(record, folder, language))
        ]
        if arguments.reverse:
            areas.reverse()
        rows = [area_row(record, folder) for record in areas]
        lines = [_area_line(row) for row in rows]
    else:
        measures = [
            record
            for record in measures_of(folder, arguments.area)
            if arguments.status in (None, status(record.value))
            and (focus is None or record.id in focus)
            and (not terms or matches(terms, search_text(record, folder, language)))
        ]
        measures = sort(measures, arguments.sort or "title", reverse=arguments.reverse)
        rows = list(map(measure_row, measures, check_records(measures, folder)))
        lines = [_measure_line(row, language) for row in rows]
    _tell_of_broken(folder, {str(row["id"]) for row in rows}, language)
    if arguments.json:
        tell_json({"format": 1, arguments.what: rows})
    else:
        for line in lines:
            tell_folded(line, under=5)
    return 0


def _tell_of_broken(folder: Folder, shown: Collection[str], language: Language) -> None:
    """Say that there is more than the list has: files whose areas and status nobody knows."""
    agreement = [folder.agreement.fault] if folder.agreement.fault else []
    for fault in (*agreement, *folder.faults):
        complain(language, message("{file}: {problem}", file=fault.file, problem=fault.message))
    if left := sum(record.id not in shown for record in folder.broken_measures()):
        text = counted(
            _("{count} measure cannot be read and may belong here; miljo-tui check says why"),
            _("{count} measures cannot be read and may belong here; miljo-tui check says why"),
            count=left,
        )
        complain(language, text)


def measures_of(folder: Folder, area: str | None) -> list[Record[Measure]]:
    """Return the measures of an area, those outside every area for `-`, or all."""
    if area is None:
        return list(folder.measures.values())
    return outside(folder) if area == "-" else folder.measures_of(area)


def _measures_by_focus(folder: Folder, name: str | None) -> set[str] | None:
    """Return the ids of the measures of a focus area, None where none is asked for."""
    if name is None:
        return None
    known: dict[str, list[Record[Measure]]]
    known = {area.value.focus_area.strip(): [] for area in folder.in_order()}
    known |= grouped(folder.measures.values(), "focus_area", folder)
    known.pop("", None)
    if name not in known:
        raise WrongUse(
            message(_("There is no focus area {name}"), name=name),
            message(_("Focus areas there are: {known}."), known=list(known)),
        )
    return {record.id for record in known[name]}


def area_row(record: Record[Area], folder: Folder) -> dict[str, object]:
    """Return an area as `list areas --json` gives it."""
    return {
        "id": record.id,
        "number": record.value.number,
        "name": record.name,
        "focus_area": record.value.focus_area,
        "chosen": record.id in folder.chosen,
        "measures": len(folder.measures_of(record.id)),
        "problems": len(check_record(record, folder)),
        "broken": record.fault is not None,
    }


def measure_row(record: Record[Measure], problems: list[Problem]) -> dict[str, object]:
    """Return a measure as `list measures --json` gives it."""
    measure, follow_up = record.value, newest(record.value)
    return {
        "id": record.id,
        "title": record.name,
        "areas": list(measure.areas),
        "focus_areas": list(measure.focus_areas),
        "status": status(measure) or None,
        "status_year": follow_up.year if follow_up else None,
        "responsible": measure.responsible,
        "start": measure.start,
        "end": measure.end,
        "problems": len(problems),
        "broken": record.fault is not None,
    }


def _area_line(row: dict[str, object]) -> str:
    mark = BROKEN if row["broken"] else "*" if row["chosen"] else " "
    number = "" if row["number"] is None else row["number"]
    return f"{mark} {number:>2}  {row['id']:<28} {row['measures']:>4}  {row['name']}"


def _measure_line(row: dict[str, object], language: Language) -> str:
    letter = BROKEN if row["broken"] else LETTERS.get(str(row["status"]), UNREPORTED)
    start, end = (
        "" if row[key] is None else language.spell(TIME.short(row[key])) for key in ("start", "end")
    )
    period = f"{start}–{end}" if start or end else ""
    problems = f"  ! {row['problems']}" if row["problems"] else ""
    return f"{letter}  {row['id']:<44} {period:<21} {row['title']}{problems}"
