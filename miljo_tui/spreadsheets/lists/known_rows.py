"""Rows of measures that are there already: the follow-ups they add, and the cells they leave out.

A list never takes the place of what a file holds; a year that has no follow-up yet gets one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from miljo_tui.editing import Draft, Proposal
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model import tree
from miljo_tui.model.advice import SET, editor_remedy
from miljo_tui.model.fields import lookup
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.problems import Path
from miljo_tui.model.query import fold
from miljo_tui.model.records import FOLLOW_UPS, Measure
from miljo_tui.model.structures import Entries, Listing
from miljo_tui.model.tree import KeyPath
from miljo_tui.model.values import is_empty, same
from miljo_tui.model.wording import value_words
from miljo_tui.spreadsheets.files import Cell
from miljo_tui.spreadsheets.lists.rows import CellProblem, draft_problems

Values = Mapping[KeyPath, Any]
Places = Mapping[Path, Cell]


@frozen
class KnownRow:
    """What comes of a row whose measure is there already."""

    proposal: Proposal | None = None
    """The measure with the follow-ups that this row and those above it add."""
    left_out: tuple[CellProblem, ...] = ()
    """The cells that say something else than the measure."""
    problems: tuple[CellProblem, ...] = ()
    """What forbids the follow-ups of the row."""


class KnownRows:
    """Holds rows against the measures of an agreement, one after the other."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._drafts: dict[str, Draft] = {}
        """The measures that get follow-ups, by their ids."""

    def hold(
        self, title: Cell, records: Sequence[AnyRecord], values: Values, places: Places
    ) -> KnownRow:
        """Return what a row adds to the one measure of its title, and what it leaves out."""
        if len(records) > 1:
            if any(_is_held(each, values, places) for each in records):
                return KnownRow()
            return KnownRow(left_out=(_ambiguous(title, records),))
        (record,) = records
        if record.fault:
            text = message(
                _("{record} cannot be read, so nothing of the row is taken"), record=record.address
            )
            return KnownRow(left_out=(_left_out(title, text, editor_remedy(record)),))
        draft = self._drafts.get(record.id) or Draft(record, self._folder)
        held = draft.entries(FOLLOW_UPS)
        new = [entry for entry in values.get(FOLLOW_UPS, []) if not _of_the_same(held, entry)]
        left_out = tuple(_differing(draft.result, values, places))
        if not new:
            return KnownRow(left_out=left_out)
        draft.put(FOLLOW_UPS, [*held, *new])
        draft.pause()
        proposal = draft.proposal()
        if problems := draft_problems(proposal, places, title):
            draft.undo()
            return KnownRow(left_out=left_out, problems=problems)
        self._drafts[record.id] = draft
        return KnownRow(proposal.in_bytes(), left_out)


def _is_held(record: AnyRecord, values: Values, places: Places) -> bool:
    """Tell whether a measure holds all that a row says."""
    held = tree.at(record.raw, FOLLOW_UPS) or []
    follow_ups = values.get(FOLLOW_UPS, [])
    return all(_of_the_same(held, entry) for entry in follow_ups) and not any(
        _differing(record, values, places)
    )


def _of_the_same(entries: Any, entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the follow-ups of a year, and by the reporter where a row names one."""
    named = {key: entry[key] for key in ("year", "reported_by") if entry.get(key)}
    return [each for each in entries if all(_says(each.get(key), named[key]) for key in named)]


def _differing(record: AnyRecord, values: Values, places: Places) -> Iterator[CellProblem]:
    """Yield the cells of a row that say something else than its measure."""
    for path, value in values.items():
        held, field = tree.at(record.raw, path), lookup(Measure, path)
        if path == FOLLOW_UPS:
            yield from _differing_follow_ups(record, held or [], value, places)
        elif field and isinstance(field.kind, Entries):
            yield from _missing_entries(record, path, held or [], value, places)
        elif (cell := places.get(path)) and not _says(held, value):
            yield _otherwise(record, cell, path, held)


def _differing_follow_ups(
    record: AnyRecord, held: Any, entries: Sequence[Mapping[str, Any]], places: Places
) -> Iterator[CellProblem]:
    for index, entry in enumerate(entries):
        same_year = _of_the_same(held, entry)
        for key, value in entry.items() if same_year else ():
            cell = places.get((*FOLLOW_UPS, index, key))
            if cell and not any(_says(each.get(key), value) for each in same_year):
                there = same_year[-1].get(key)
                yield _otherwise(record, cell, (*FOLLOW_UPS, key), there, entry["year"])


def _missing_entries(
    record: AnyRecord,
    path: KeyPath,
    held: Any,
    entries: Sequence[Mapping[str, Any]],
    places: Places,
) -> Iterator[CellProblem]:
    """Yield the cells of entries of which the measure has none like it."""
    for index, entry in enumerate(entries):
        cells = {key: cell for key in entry if (cell := places.get((path[0], index, key)))}
        if not cells and path in places:
            cells = dict.fromkeys(entry, places[path])
        if not any(all(_says(each.get(key), entry[key]) for key in cells) for each in held):
            for key, cell in cells.items():
                text = message(
                    _("{label}: {record} has no entry with {value}"),
                    label=_label((*path, key)),
                    record=record.address,
                    value=value_words(lookup(Measure, (*path, key)), entry[key]),
                )
                yield _left_out(cell, text)


def _says(held: Any, value: Any) -> bool:
    """Tell whether a file says what a row says, however it is spaced."""
    if is_empty(value) or value is False:
        return is_empty(held) or held is False
    if isinstance(value, str) and isinstance(held, str):
        return fold(" ".join(held.split())) == fold(" ".join(value.split()))
    if isinstance(value, list) and isinstance(held, list):
        return all(any(_says(each, item) for each in held) for item in value)
    return same(held, value)


def _otherwise(
    record: AnyRecord, cell: Cell, path: KeyPath, held: Any, year: int | None = None
) -> CellProblem:
    field = lookup(Measure, path)
    label = _label(path)
    if year:
        label = message(_("{label} {year}"), label=label, year=year)
    if is_empty(held):
        text = message(_("{label}: {record} has none"), label=label, record=record.address)
    elif field and isinstance(field.kind, Listing):
        text = message(
            _("{label}: {record} does not have all of them"), label=label, record=record.address
        )
    else:
        held = value_words(field, held)
        text = message(
            _("{label}: {record} has “{held}”"), label=label, record=record.address, held=held
        )
    return _left_out(cell, text)


def _label(path: KeyPath) -> Message:
    field = lookup(Measure, path)
    return message(field.label if field else path[-1])


def _left_out(cell: Cell, text: Message, remedy: Message | None = None) -> CellProblem:
    otherwise = message(_("If the list is right, change the measure: {way}"), way=SET)
    return CellProblem(cell.name, cell.text, text, remedy or otherwise)


def _ambiguous(title: Cell, records: Sequence[AnyRecord]) -> CellProblem:
    addresses = [record.address for record in records]
    return _left_out(
        title, message(_("Several measures have this title: {records}"), records=addresses)
    )
