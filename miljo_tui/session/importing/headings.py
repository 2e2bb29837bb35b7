"""Headings as offices write them, and the fields they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from miljo_tui.frozen import frozen
from miljo_tui.locale import LANGUAGES, language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import editable, fields_of
from miljo_tui.model.nearest import nearest
from miljo_tui.model.query import fold
from miljo_tui.model.records import Measure
from miljo_tui.model.structures import Entries
from miljo_tui.store.sheets import Row, Sheet, column_name

PERIOD = "period"
"""The key of a column that holds start and end in one: `2022-2025`."""

LEFT_OUT = "-"
"""What stands for a column that is not brought in."""

WORDS: Mapping[str, str] = {
    "title": "åtgärd, åtgärder, åtgärdens namn, titel, rubrik, namn, benämning, aktivitet, insats",
    "areas": "område, områden, åtgärdsområde, åtgärdsområden, prioriterat åtgärdsområde",
    "description": "beskrivning, beskrivning av åtgärden, innehåll, syfte",
    "responsible": (
        "ansvarig, ansvar, ansvarig enhet, ansvarig förvaltning, ansvarig nämnd, "
        "ansvarig organisation, huvudansvarig, utförare"
    ),
    "contact": "kontakt, kontaktväg",
    "participants": (
        "medverkande, deltagare, samverkan, samverkar med, partner, partners, samarbetspartner, "
        "samarbetspartners, övriga aktörer"
    ),
    "start": "start, startar, startår, startdatum, från, från och med, påbörjas, börjar",
    "end": "slut, slutar, slutår, slutdatum, till, till och med, klart, klar, klart senast",
    PERIOD: "period, tid, tidplan, tidsplan, tidsperiod, genomförs, genomförandetid",
    "continuous": "löpande, kontinuerlig, kontinuerligt, återkommande",
    "objectives": "miljömål, miljökvalitetsmål, nationella miljömål, sveriges miljömål",
    "global_goals": "globala mål, globala målen, agenda 2030, global goals",
    "local_goals": "lokala mål, lokalt mål",
    "criterion": "kriterium, uppföljningskriterium, mått",
    "sources": "källa, källor, länk, länkar, webbadress, webbsida",
    "internal_note": "intern anteckning, anteckning, anteckningar",
    "decision.body": "beslut, beslutad av, beslutsinstans, beslutas av",
    "decision.date": "beslutsdatum, beslutad, beslutat",
    "decision.registry_number": "diarienummer, diarienr, dnr, ärendenummer",
    "funding.source": "finansiering, finansiär, medel, bidrag, projektmedel",
    "funding.amount": "belopp, kostnad, budget, summa, kronor",
    "actions.title": "delåtgärd, delåtgärder, aktiviteter",
    "follow_ups.status": "status, läge, genomförandegrad, grad av genomförande",
    "follow_ups.comment": (
        "kommentar, kommentarer, uppföljning, kommentar till uppföljningen, resultat"
    ),
    "follow_ups.year": "år, avser år, uppföljningsår",
    "follow_ups.reported_by": "rapporterad av, rapporterat av, rapportör",
    "follow_ups.reported_on": "rapporterad, rapporteringsdatum",
}
"""The Swedish words of lists that were seen, by the key they mean."""

LOOKED_AT = 40
"""So many rows may stand above the headings."""

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@frozen
class Column:
    """One column of a list: where it is, what stands above it, and the key it means."""

    index: int
    heading: str
    key: str
    """A key of a measure, or an empty text for a column that is not brought in."""
    year: int | None = None
    """The year that the heading speaks of: “Status 2023”."""

    @property
    def letter(self) -> str:
        """What spreadsheets call the column."""
        return column_name(self.index)


def known_keys() -> list[str]:
    """Return the keys that a column may mean."""
    keys = [PERIOD]
    for path, field in editable(Measure).items():
        if isinstance(field.kind, Entries):
            inner = fields_of(field.kind.of).values()
            keys += [
                f"{path[0]}.{each.key}" for each in inner if not isinstance(each.kind, Entries)
            ]
        else:
            keys.append(".".join(path))
    return keys


def find_headings(sheet: Sheet, given: Mapping[str, str]) -> tuple[int, tuple[Column, ...]]:
    """Return the index of the row of headings, and the columns under it.

    `given` maps headings or letters of columns to keys, over what is recognised. Where no heading
    is, the first row that holds anything has them. Raises WrongUse where `given` names what is not
    there, or the sheet holds nothing.
    """
    wanted = {fold(column): key for column, key in given.items()}
    for key in given.values():
        if key != LEFT_OUT and key not in known_keys():
            near = nearest(key, fields_of(Measure))
            raise WrongUse(
                message(_("{key} is no key that a column can mean"), key=key),
                message(_("Did you mean {near}?"), near=near)
                if near
                else message(_("Known keys are: {known}."), known=known_keys()),
            )
    best: tuple[int, tuple[Column, ...]] = (0, ())
    for index, row in enumerate(sheet.rows[:LOOKED_AT]):
        if not row:
            continue
        above = sheet.rows[index - 1] if index else ()
        columns = tuple(_columns(row, above, wanted))
        if not best[1] or _likely(columns) > _likely(best[1]):
            best = index, columns
    columns = best[1]
    if not columns:
        raise WrongUse(
            message(_("{file} has no rows under its headings"), file=sheet.name),
            message(_("Check that it is the right file, and the right sheet is the first.")),
        )
    missing = [
        column
        for column in given
        if fold(column) not in {fold(word) for c in columns for word in (c.heading, c.letter)}
    ]
    if missing:
        raise WrongUse(
            message(_("The list has no column {column}"), column=missing[0]),
            message(_("Its columns are: {known}."), known=[c.heading or c.letter for c in columns]),
        )
    return best


def _likely(columns: Sequence[Column]) -> tuple[bool, int]:
    """Return how likely a row is the one of headings: has it a title, how many mean something."""
    keys = [column.key for column in columns if column.key]
    return "title" in keys, len(keys)


def _columns(row: Row, above: Sequence[object], wanted: Mapping[str, str]) -> list[Column]:
    columns: list[Column] = []
    taken: set[tuple[str, int | None]] = set()
    for index, cell in enumerate(row):
        heading = " ".join(cell.text.split())
        over = above[index] if index < len(above) else None
        over_text = " ".join(getattr(over, "text", "").split())
        key, year = _meant(heading, over_text)
        key = wanted.get(fold(heading), wanted.get(fold(column_name(index)), key))
        if key == LEFT_OUT or (key, year) in taken:
            key = ""
        if key:
            taken.add((key, year))
        if heading or key:
            columns.append(Column(index, heading, key, year if key else None))
    return columns


def _meant(heading: str, above: str) -> tuple[str, int | None]:
    """Return the key and the year that a heading means, by itself or under the one above it."""
    names = _names()
    key = names.get(fold(heading), "")
    found = _YEAR.search(heading) or _YEAR.search(above)
    if _YEAR.fullmatch(heading):
        key = "follow_ups.status"
    elif not key:
        key = names.get(fold(_YEAR.sub("", heading)).strip(" :.-–()"), "")
    year = int(found[1]) if found and key.startswith("follow_ups.") else None
    return key, year


@cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for key, words in WORDS.items():
        names |= {fold(word.strip()): key for word in words.split(",")}
    for path, field in editable(Measure).items():
        if not isinstance(field.kind, Entries):
            key = ".".join(path)
            labels = (language(code).say(field.label) for code in LANGUAGES)
            for label in (key, *labels):
                names.setdefault(fold(label), key)
    return names | {fold(key): key for key in known_keys()}
