"""Questions to a list of records: filter by terms, sort as Swedish sorts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from miljo_tui.locale import Language
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.folder import AnyRecord, Folder, Record, first_day
from miljo_tui.model.progress import newest, status
from miljo_tui.model.records import Measure
from miljo_tui.model.scale import STATUSES
from miljo_tui.model.structures import Entries, Table

_ALPHABET = {letter: chr(0x7B + place) for place, letter in enumerate("åäö")}
_SAME = {"æ": "ä", "ø": "ö", "ü": "y", "ð": "d", "þ": "th"}
_MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
"""What Latin letters carry, once they are taken apart, and what nobody sees between them."""


def fold(text: str) -> str:
    """Return the text as it is compared: no case, å/ä as a, ö as o, and a doubled o as one.

    How a letter is composed, and what nobody sees, makes no difference.
    """
    decomposed = unicodedata.normalize("NFKD", _same(text.casefold()))
    return _MARKS.sub("", decomposed).replace("oo", "o")


def alike(title: str) -> str:
    """Return what two titles have in common that people take for the same."""
    return " ".join(re.findall(r"\w+", fold(title)))


def _same(text: str) -> str:
    for letter, swedish in _SAME.items():
        text = text.replace(letter, swedish)
    return text


def collate(text: str) -> tuple[str, str]:
    """Return a key that sorts as Swedish does: å, ä, ö after z, other accents as their letter.

    Source: unicode.org, CLDR collation chart for Swedish. No light, kept library does only this.
    """
    composed = _same(unicodedata.normalize("NFC", text.casefold()))
    key = "".join(
        _ALPHABET.get(letter) or unicodedata.normalize("NFKD", letter)[0] for letter in composed
    )
    return key, text


def search_text(record: AnyRecord, folder: Folder, language: Language) -> str:
    """Return all that a person may search in a record, folded: every field, in words."""
    parts = [record.id, record.name]
    _gather(record.kind.cls, record.raw, language, parts)
    if isinstance(record.value, Measure):
        parts += [folder.areas[id].name for id in record.value.areas if id in folder.areas]
    return fold("\n".join(parts))


def _gather(cls: type[Any], raw: Mapping[str, Any], language: Language, parts: list[str]) -> None:
    declared = fields_of(cls)
    for key, value in raw.items():
        field = declared.get(key)
        if field is None:
            parts.append(str(value))
        elif isinstance(field.kind, Table) and isinstance(value, dict):
            _gather(field.kind.of, value, language, parts)
        elif isinstance(field.kind, Entries) and field.kind.fits(value):
            for entry in value:
                _gather(field.kind.of, entry, language, parts)
        else:
            parts.append(_words(field, value, language))


def _words(field: Field, value: Any, language: Language) -> str:
    if value is True:
        return language.say(field.label)
    return language.spell(field.kind.words(value)) if field.kind.fits(value) else str(value)


def matches(terms: str, text: str) -> bool:
    """Tell whether every space-separated term occurs in a folded text."""
    return all(term in text for term in fold(terms).split())


SortKey = Callable[[Record[Measure]], Any]
_RANK = {str(option.value): rank for rank, option in enumerate(STATUSES)}

SORTS: Mapping[str, SortKey] = {
    "title": lambda record: collate(record.name),
    "status": lambda record: (
        _RANK.get(status(record.value), len(_RANK)),
        -((follow_up.year or 0) if (follow_up := newest(record.value)) else 0),
    ),
    "responsible": lambda record: (
        record.value.responsible == "",
        collate(record.value.responsible),
    ),
    "period": lambda record: (
        record.value.start is None,
        str(first_day(record.value.start)) if record.value.start is not None else "",
        str(record.value.end or ""),
    ),
}
"""What measures can be sorted by; equal ones keep the order they had."""


def sort(
    records: Iterable[Record[Measure]], by: str, *, reverse: bool = False
) -> Sequence[Record[Measure]]:
    """Return the measures sorted by one of SORTS."""
    return sorted(records, key=SORTS[by], reverse=reverse)
