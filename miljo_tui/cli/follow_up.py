"""`miljo-tui follow-up`: a year's round, what is missing in it, and the figures."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from miljo_tui.cli.context import Context
from miljo_tui.cli.output import tell_folded, tell_json
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.figures import (
    AS_OF,
    FOR_YEAR,
    LABELS,
    Figures,
    Reading,
    counted,
    figures,
    signed,
)
from miljo_tui.model.folder import Folder, Record
from miljo_tui.model.groups import GROUPINGS, grouped, groups, name
from miljo_tui.model.not_counted import measures_not_counted, meetings_not_counted
from miljo_tui.model.participation import attendance, communications
from miljo_tui.model.query import sort
from miljo_tui.model.records import Measure
from miljo_tui.model.rounds import Standing, state, years
from miljo_tui.model.statuses import LETTERS, OWED, STATUSES

WORDS = {str(option.value): option.label for option in STATUSES}
LATE = {Standing.MISSING: _("Not reported"), Standing.OVERDUE: _("Not reported, the year is over")}


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument("year", type=int, metavar=say(_("YEAR")), help=say(_("the year")))
    parser.add_argument(
        "--missing",
        action="store_true",
        help=say(
            _("only the measures that are to report and have not; exit code 1 while any is left")
        ),
    )
    parser.add_argument("--json", action="store_true", help=say(_("print as JSON")))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Show a year's round; with --missing, 1 while something is missing."""
    folder, language, year = context.open().folder, context.language, arguments.year
    refuse_other_years(folder, year)
    today = date.today()
    measures = sort(counted(folder, year, FOR_YEAR, today))
    if arguments.missing:
        measures = [
            record for record in measures if state(record.value, year, folder, today).is_owed
        ]
    if arguments.json:
        rows = [as_json(record, year, folder) for record in measures]
        shown = figures_as_json(folder, year, language)
        tell_json({"format": 1, "year": year, "measures": rows, "figures": shown})
    else:
        for line in _lines(measures, year, folder, language):
            tell_folded(line, under=5)
        if not arguments.missing:
            for line in _figure_lines(folder, year, language):
                tell_folded(line)
    return int(bool(arguments.missing and measures))


def refuse_other_years(folder: Folder, year: int) -> None:
    """Raise WrongUse for a year that is not one of the agreement's."""
    period = years(folder)
    if not period:
        raise WrongUse(
            message(_("The agreement has no period, so that no year is reported on")),
            message(_("Give it a start and an end in agreement.toml.")),
        )
    if year not in period:
        raise WrongUse(
            message(
                _("{year} is none of the agreement's years {first}–{last}"),
                year=year,
                first=period[0],
                last=period[-1],
            )
        )


def as_json(record: Record[Measure], year: int, folder: Folder) -> dict[str, Any]:
    """Return a measure as `follow-up --json` gives it."""
    follow_up = state(record.value, year, folder, date.today()).reported
    return {
        "id": record.id,
        "title": record.name,
        "status": follow_up.status if follow_up else None,
        "reported": follow_up is not None,
    }


def figures_as_json(folder: Folder, year: int, language: Language) -> dict[str, Any]:
    """Return the figures of a year: what was reported for it, and the state as of it."""
    return {
        "for_year": _reading_as_json(folder, year, FOR_YEAR, language),
        "as_of": _reading_as_json(folder, year, AS_OF, language),
        "participation": [
            {
                "area": each.area,
                "meetings": each.meetings.of,
                "meetings_attended": each.meetings.number,
                "activities": each.activities.of,
                "activities_attended": each.activities.number,
            }
            for each in attendance(folder, year)
        ],
        "communications": [
            {"title": each.title, "date": each.date, "audience": each.audience}
            for each in communications(folder, year)
        ],
    }


def _reading_as_json(
    folder: Folder, year: int, reading: Reading, language: Language
) -> dict[str, Any]:
    now = figures(folder, year, reading, date.today())
    return {
        **_numbers(now),
        "change": _change(folder, year, reading, now),
        **{
            by: [
                {
                    "key": group.key,
                    "name": language.spell(group.name),
                    **_numbers(group.figures),
                }
                for group in groups(folder, by, year, reading, date.today())
            ]
            for by in GROUPINGS
        },
    }


def _numbers(of: Figures) -> dict[str, int]:
    return {"measures": of.all, "reported": of.reported.number, **of.numbers}


def _change(folder: Folder, year: int, reading: Reading, now: Figures) -> dict[str, int] | None:
    """Return by how much the figures have changed, None in the first year."""
    if year - 1 not in years(folder):
        return None
    return now.since(figures(folder, year - 1, reading, date.today()))


def _lines(
    measures: list[Record[Measure]], year: int, folder: Folder, language: Language
) -> Iterator[str]:
    for key, records in grouped(measures, "area", folder).items():
        if records:
            yield language.spell(name(key, "area", folder))
            for record in records:
                yield _measure_line(record, year, folder, language)
            yield ""


def _measure_line(record: Record[Measure], year: int, folder: Folder, language: Language) -> str:
    then = state(record.value, year, folder, date.today())
    if then.reported:
        letter, word = LETTERS[then.reported.status], WORDS[then.reported.status]
    else:
        letter, word = OWED, LATE[then.standing]
    return f"  {letter}  {record.name}: {language.say(word)}"


def _figure_lines(folder: Folder, year: int, language: Language) -> Iterator[str]:
    say = language.say
    for heading, reading in (
        (_("Reported for {year}"), FOR_YEAR),
        (_("State as of {year}, by the newest follow-up of each measure"), AS_OF),
    ):
        now = figures(folder, year, reading, date.today())
        change = _change(folder, year, reading, now)
        yield f"{say(message(heading, year=year))}: {say(now.reported.words)}"
        for key, label in LABELS.items():
            since = ""
            if change is not None and change[key]:
                known = message(
                    _("{change} since {year}"), change=signed(change[key]), year=year - 1
                )
                since = f", {say(known)}"
            yield f"  {say(label)}: {say(now.share(key).words)}{since}"
        for left in measures_not_counted(folder, year, reading, date.today()):
            yield f"  {say(left)}"
        yield ""
    for each in attendance(folder, year):
        if not (each.meetings.of or each.activities.of):
            continue
        said = message(
            _("Meetings attended: {meetings}. Activities attended: {activities}."),
            meetings=each.meetings.words,
            activities=each.activities.words,
        )
        yield f"{language.spell(name(each.area, 'area', folder))}: {say(said)}"
    for left in meetings_not_counted(folder, year):
        yield say(left)
    told = message(_("Communicated: {count}"), count=len(communications(folder, year)))
    yield say(told)
