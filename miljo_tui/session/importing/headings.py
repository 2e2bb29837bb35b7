"""Headings as offices write them, and the fields they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from miljo_tui.frozen import frozen
from miljo_tui.locale import LANGUAGES, language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import editable, fields_of
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
    "areas": (
        "område, områden, områdesnummer, åtgärdsområde, åtgärdsområden, åtgärdsområde nr, "
        "åtgärdsområdets nummer, prioriterat åtgärdsområde"
    ),
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
_IN_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_NO_LETTERS = re.compile(r"[\W_]+")


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


def fitting(sheets: Sequence[Sheet], given: Mapping[str, str]) -> Sheet:
    """Return the sheet whose headings mean most; a hidden one only where there is no other."""
    wanted = _wanted(given)
    shown = [sheet for sheet in sheets if not sheet.is_hidden] or sheets
    return max(shown, key=lambda sheet: _likely(_best(sheet, wanted)[1]))


def find_headings(sheet: Sheet, given: Mapping[str, str]) -> tuple[int, tuple[Column, ...]]:
    """Return the index of the row of headings, and the columns under it.

    `given` maps headings or letters of columns to keys, over what is recognised. Where no heading
    is, the first row that holds anything has them. Raises WrongUse where `given` names what is not
    there, or the sheet holds nothing.
    """
    for key in given.values():
        if key != LEFT_OUT and key not in known_keys():
            near = get_close_matches(key, known_keys(), 1)
            raise WrongUse(
                message(_("{key} is no key that a column can mean"), key=key),
                message(_("Did you mean {near}?"), near=near[0])
                if near
                else message(_("Known keys are: {known}."), known=known_keys()),
            )
    index, columns = _best(sheet, _wanted(given))
    if not columns:
        raise WrongUse(
            message(_("{file} has no rows under its headings"), file=sheet.name),
            message(_("Check that it is the right file, or say which sheet: --sheet SHEET.")),
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
    return index, columns


def _wanted(given: Mapping[str, str]) -> dict[str, str]:
    return {fold(column): key for column, key in given.items()}


def _best(sheet: Sheet, wanted: Mapping[str, str]) -> tuple[int, tuple[Column, ...]]:
    """Return the likeliest row of headings, and its columns: none where the sheet holds nothing."""
    best: tuple[int, tuple[Column, ...]] = (0, ())
    rows = sheet.rows[:LOOKED_AT]
    for index, row in enumerate(rows):
        if not row:
            continue
        columns = tuple(_columns(row, rows[index - 1] if index else (), wanted))
        if not best[1] or _likely(columns) > _likely(best[1]):
            best = index, columns
    index, columns = best
    if columns and index + 1 < len(rows):
        below = tuple(_columns(*_two_rows(rows[index], rows[index + 1]), wanted))
        if _has_only_headings(rows[index + 1], columns) and _meaning(below) >= _meaning(columns):
            return index + 1, below
    return best


def _two_rows(upper: Row, lower: Row) -> tuple[Row, Row]:
    """Return two rows of headings as one, and what stands above each.

    What stands above spans the empty cells to its right, as it does where cells are merged.
    """
    row, above = [], []
    over = None
    for place, cell in enumerate(lower):
        own = upper[place] if place < len(upper) and upper[place].text else None
        over = own or (over if cell.text else None)
        row.append(cell if cell.text else own or cell)
        above.append(over or cell)
    return tuple(row), tuple(above)


def _has_only_headings(row: Row, columns: Sequence[Column]) -> bool:
    """Tell whether a row under the headings has no title, and only words that are headings."""
    titles = [column.index for column in columns if column.key == "title"]
    words = [cell.text for cell in row if cell.text]
    untitled = all(place >= len(row) or not row[place].text for place in titles)
    return bool(words) and untitled and all(_meant(word, "")[0] for word in words)


def _likely(columns: Sequence[Column]) -> tuple[bool, int]:
    """Return how likely a row is the one of headings: has it a title, how many mean something.

    A year by itself stands among the data just as well.
    """
    keys = [column.key for column in columns if not _YEAR.fullmatch(column.heading)]
    return "title" in keys, sum(map(bool, keys))


def _meaning(columns: Sequence[Column]) -> int:
    return sum(bool(column.key) for column in columns)


def _columns(row: Row, above: Row, wanted: Mapping[str, str]) -> list[Column]:
    columns: list[Column] = []
    # What was said of a column is not for another that would be recognised.
    taken: set[tuple[str, int | None]] = set()
    for index, cell in enumerate(row):
        heading = " ".join(cell.text.split())
        over_text = " ".join(above[index].text.split()) if index < len(above) else ""
        key, year = _meant(heading, over_text)
        said = wanted.get(fold(heading), wanted.get(fold(column_name(index))))
        if said is None and key in wanted.values():
            key = ""
        key = said or key
        if key == LEFT_OUT or (key, year) in taken:
            key = ""
        if key:
            taken.add((key, year))
        if heading or key:
            columns.append(Column(index, heading, key, year if key else None))
    return columns


def _meant(heading: str, above: str) -> tuple[str, int | None]:
    """Return the key and the year that a heading means, by itself or under the one above it."""
    found = _YEAR.search(heading) or _YEAR.search(above)
    if _YEAR.fullmatch(heading):
        key = "follow_ups.status"
    else:
        undated = _YEAR.sub("", heading)
        forms = (heading, _IN_BRACKETS.sub("", heading), undated, _IN_BRACKETS.sub("", undated))
        names = _names()
        key = next((names[form] for form in map(_letters, forms) if form in names), "")
    year = int(found[1]) if found and key.startswith("follow_ups.") else None
    return key, year


def _letters(heading: str) -> str:
    """Return what counts of a heading: no marks, no spaces, no hyphens, no number of a footnote."""
    letters = _NO_LETTERS.sub("", fold(heading))
    return letters if letters in _names() else letters.strip("0123456789")


@cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for key, words in WORDS.items():
        names |= {word.strip(): key for word in words.split(",")}
    for path, field in editable(Measure).items():
        if not isinstance(field.kind, Entries):
            key = ".".join(path)
            labels = (language(code).say(field.label) for code in LANGUAGES)
            for label in (key, *labels):
                names.setdefault(label, key)
    names |= {key: key for key in known_keys()}
    return {_NO_LETTERS.sub("", fold(name)): key for name, key in reversed(names.items())}
