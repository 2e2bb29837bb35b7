"""Tables with fixed columns, for programs: those of many actors are put together as they are.

The columns are the same whatever was reported, and their names are of no language. A measure in
two areas has its rows for each; one of which nothing was reported has one row with an empty year.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from io import StringIO

from miljo_tui import spreadsheets
from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.cell_text import Shown
from miljo_tui.model.escape_controls import visible
from miljo_tui.model.failures import Refused
from miljo_tui.model.fields import fields_of
from miljo_tui.model.folder import Folder, Record
from miljo_tui.model.indicators import aimed_at
from miljo_tui.model.parts import FollowUp
from miljo_tui.model.progress import of_year
from miljo_tui.model.publication import Publication
from miljo_tui.model.query import sort
from miljo_tui.model.records import Agreement, Measure
from miljo_tui.model.rounds import is_earlier
from miljo_tui.model.spreadsheet_formulas import guarded
from miljo_tui.model.statuses import STATUSES
from miljo_tui.model.times import first_day, last_day

Cells = tuple[Shown, ...]

IDENTITY = ("actor", "actor_code", "period", "area_number", "area", "measure_id", "title")
"""The columns that every table begins with."""

NEEDED = ("actor", "actor_code")
"""The fields without which the tables of several actors cannot be told apart."""


@frozen
class LongTable:
    """One of the tables: what stands after the identity of a measure."""

    about: str
    """What a row is, a marked msgid."""
    columns: tuple[str, ...]
    rows: Callable[[Measure, Publication], Iterator[Cells]]


def separated(publication: Publication, kind: str = "measures") -> bytes:
    """Return one of the tables as CSV: commas, UTF-8, decimal points, dates as they are stored.

    Raises Refused where the agreement does not say whose it is.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    for row in rows(publication, kind):
        writer.writerow([guarded(each) if isinstance(each, str) else each for each in row])
    return text.getvalue().encode()


def sheet(publication: Publication, kind: str = "measures") -> bytes:
    """Return one of the tables as XLSX with one sheet. Raises Missing, Refused."""
    title = publication.folder.agreement.name
    return spreadsheets.one_sheet(title, publication.day, kind, rows(publication, kind))


def rows(publication: Publication, kind: str) -> Iterator[Cells]:
    """Return the rows of one of the tables, the names of the columns first. Raises Refused."""
    _assert_known(publication)
    return _rows(publication, TABLES[kind])


def _assert_known(publication: Publication) -> None:
    """Refuse an agreement that does not say whose it is. Raises Refused."""
    agreement = publication.folder.agreement
    missing = [key for key in NEEDED if not getattr(agreement.value, key).strip()]
    if missing:
        say = publication.language.say
        labels = [say(fields_of(Agreement)[key].label) for key in missing]
        raise Refused(
            message(
                _("Tables that are to be put together must say whose they are: {labels} missing"),
                labels=labels,
            ),
            message(
                _("Fill in {keys} in {file}, and commit; a municipality's code has four digits."),
                keys=missing,
                file=agreement.file,
            ),
        )


def _rows(publication: Publication, table: LongTable) -> Iterator[Cells]:
    yield (*IDENTITY, *table.columns)
    folder = publication.folder
    agreement = folder.agreement.value
    whose = (agreement.actor.strip(), agreement.actor_code.strip(), _period(agreement))
    for record in sort(folder.measures.values()):
        # What was over before the agreement is no measure of its period.
        if not is_earlier(record.value, folder):
            found = tuple(table.rows(record.value, publication))
            for area in _areas(record, folder):
                for row in found:
                    yield _clean((*whose, *area, record.id, record.name, *row))


def _clean(row: Cells) -> Cells:
    return tuple(
        (visible(each.strip(), lines=True) or None) if isinstance(each, str) else each
        for each in row
    )


def _period(agreement: Agreement) -> str:
    ends = [
        str(day(time).year)
        for day, time in ((first_day, agreement.start), (last_day, agreement.end))
        if time is not None
    ]
    return "-".join(dict.fromkeys(ends))


def _areas(record: Record[Measure], folder: Folder) -> list[tuple[int | None, str]]:
    """Return the number and the name of each area of a measure, nothing twice for none."""
    found: list[tuple[int | None, str]] = [
        (folder.areas[id].value.number if id in folder.areas else None, folder.area_name(id))
        for id in dict.fromkeys(record.value.areas)
    ]
    return found or [(None, "")]


def _status(value: str, publication: Publication) -> tuple[str, str]:
    """Return a value of the scale and the word for it."""
    word = next((each.label for each in STATUSES if each.value == value), "")
    return (value, publication.language.say(word)) if word else ("", "")


def _measures(measure: Measure, publication: Publication) -> Iterator[Cells]:
    """Yield a row for each year that was reported: how far it had come, and all that was said."""
    whole = (measure.responsible, measure.start, measure.end)
    by_year: dict[int, list[FollowUp]] = {}
    for each in measure.follow_ups:
        if each.year is not None:
            by_year.setdefault(each.year, []).append(each)
    for year in sorted(by_year):
        counts = of_year(measure, year)
        said = dict.fromkeys(filter(None, (each.comment.strip() for each in by_year[year])))
        status = _status(counts.status if counts else "", publication)
        yield (*whole, year, *status, "\n\n".join(said))
    if not by_year:
        yield (*whole, None, "", "", "")


def _indicators(measure: Measure, publication: Publication) -> Iterator[Cells]:
    """Yield a row for each value of each indicator, one without a year where there is none."""
    for each in measure.indicators:
        known = (each.name, each.unit, each.direction, each.baseline, each.baseline_year)
        values = [value for value in each.values if value.year is not None]
        for value in sorted(values, key=lambda value: value.year or 0):
            target = aimed_at(each, value.year or 0)
            aim = (target.value, target.year) if target else (None, None)
            yield (*known, value.year, value.value, *aim, value.method, each.source)
        if not values:
            yield (*known, None, None, each.target, each.target_year, "", each.source)


def _funding(measure: Measure, publication: Publication) -> Iterator[Cells]:
    for each in measure.funding:
        yield each.source, each.amount, each.note


def _actions(measure: Measure, publication: Publication) -> Iterator[Cells]:
    for each in measure.actions:
        times = (each.start, each.end, each.status_year)
        status = _status(each.status, publication)
        yield (each.title, each.responsible, *times, *status, each.comment)


TABLES: Mapping[str, LongTable] = {
    "measures": LongTable(
        _("a row for each measure, area and year"),
        ("responsible", "start", "end", "year", "status", "status_text", "comment"),
        _measures,
    ),
    "indicators": LongTable(
        _("a row for each value of an indicator"),
        (
            *("indicator", "unit", "direction", "baseline", "baseline_year"),
            *("year", "value", "target", "target_year", "method", "source"),
        ),
        _indicators,
    ),
    "funding": LongTable(
        _("a row for each source of money"), ("source", "amount", "note"), _funding
    ),
    "actions": LongTable(
        _("a row for each sub-action"),
        ("action", "responsible", "start", "end", "year", "status", "status_text", "comment"),
        _actions,
    ),
}
"""The tables by their names."""
