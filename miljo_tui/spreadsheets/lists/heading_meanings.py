"""What the headings of offices mean, whatever marks and years stand beside their words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from miljo_tui.locale import LANGUAGES, language
from miljo_tui.model.periods import KEY
from miljo_tui.model.query import fold
from miljo_tui.model.records import Measure
from miljo_tui.model.structures import Entries
from miljo_tui.model.tree import editable, single_fields

PERIOD_COLUMN = KEY
"""The key of a column that holds start and end in one: `2022-2025`."""

NO_COLUMN = "-"
"""What stands for a column that is not brought in."""

WORDS: Mapping[str, str] = {
    "title": "åtgärd, åtgärder, åtgärdens namn, titel, rubrik, namn, benämning, aktivitet, insats",
    "areas": (
        "område, områden, områdesnummer, åtgärdsområde, åtgärdsområden, åtgärdsområde nr, "
        "åtgärdsområdets nummer, prioriterat åtgärdsområde, prioriterat område"
    ),
    "focus_areas": "fokusområde, fokusområden",
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
    "lead": "huvudaktör, drivande, drivande aktör, ledande organisation, projektägare",
    "start": "start, startar, startår, startdatum, från, från och med, påbörjas, börjar",
    "end": "slut, slutar, slutår, slutdatum, till, till och med, klart, klar, klart senast",
    PERIOD_COLUMN: "period, tid, tidplan, tidsplan, tidsperiod, genomförs, genomförandetid",
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
    "follow_ups.status": (
        "status, status ghpe, läge, genomförandegrad, genomförandegrad ghpe, ghpe, "
        "grad av genomförande"
    ),
    "follow_ups.comment": (
        "kommentar, kommentarer, uppföljning, kommentar till uppföljningen, resultat"
    ),
    "follow_ups.year": "år, avser år, uppföljningsår",
    "follow_ups.reported_by": "rapporterad av, rapporterat av, rapportör",
    "follow_ups.reported_on": "rapporterad, rapporteringsdatum",
}
"""The Swedish words of lists that were seen, by the key they mean."""

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_IN_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_NO_LETTERS = re.compile(r"[\W_]+")
_UNIT = re.compile(
    r"(?:\bi )?\b(tkr|kkr|ksek|tsek|mkr|mnkr|msek|tusen|miljoner)(?: kr| kronor)?\b", re.IGNORECASE
)
"""In what the amounts under a heading are counted."""


def column_keys() -> list[str]:
    """Return the keys that a column may mean."""
    keys = [PERIOD_COLUMN]
    for path, field in editable(Measure).items():
        if isinstance(field.kind, Entries):
            keys += [".".join((*path, *inner)) for inner in single_fields(field.kind.of)]
        else:
            keys.append(".".join(path))
    return keys


def is_year(heading: str) -> bool:
    """Tell whether a heading is a year and nothing else."""
    return _YEAR.fullmatch(heading) is not None


def meant(heading: str, above: str) -> tuple[str, int | None]:
    """Return the key and the year that a heading means, by itself or under the one above it."""
    found = _YEAR.search(heading) or _YEAR.search(above)
    if is_year(heading):
        key = "follow_ups.status"
    else:
        undated = _YEAR.sub("", heading)
        texts = (heading, undated, _UNIT.sub("", undated))
        forms = [form for text in texts for form in (text, _IN_BRACKETS.sub("", text))]
        names = _names()
        key = next((names[form] for form in map(_letters, forms) if form in names), "")
    year = int(found[1]) if found and key.startswith("follow_ups.") else None
    return key, year


def unit(heading: str) -> str:
    """Return what the amounts under a heading are counted in, `tkr`; an empty text for kronor."""
    found = _UNIT.search(heading)
    return found[1].lower() if found else ""


def _letters(heading: str) -> str:
    """Return what counts of a heading: no marks, no spaces, no hyphens, no number of a footnote."""
    letters = _NO_LETTERS.sub("", fold(heading))
    return letters if letters in _names() else letters.strip("0123456789")


@cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for key, words in WORDS.items():
        names |= {word.strip(): key for word in words.split(",")}
    for path, field in single_fields(Measure).items():
        key = ".".join(path)
        labels = (language(code).say(field.label) for code in LANGUAGES)
        for label in (key, *labels):
            names.setdefault(label, key)
    names |= {key: key for key in column_keys()}
    return {_NO_LETTERS.sub("", fold(name)): key for name, key in reversed(names.items())}
