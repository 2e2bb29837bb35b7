"""Questions to a list of records: filter by terms, sort as Swedish sorts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from miljo_tui.locale import Language
from miljo_tui.model.folder import AnyRecord, Folder, Record
from miljo_tui.model.progress import newest
from miljo_tui.model.records import Measure
from miljo_tui.model.scalars import Scalar
from miljo_tui.model.statuses import STATUSES
from miljo_tui.model.times import TimeKind, first_day, last_day
from miljo_tui.model.tree import Node, walk
from miljo_tui.model.wording import in_full

_ALPHABET = {letter: chr(0x7B + place) for place, letter in enumerate("åäö")}
_SAME = {"æ": "ä", "ø": "ö", "ü": "y", "ð": "d", "þ": "th"}
_MARKS = "[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
"""What Latin letters carry, once they are taken apart, and what nobody sees between them.

Compiled when something is first searched for.
"""
_DIGITS = re.compile("[0-9]+")


class _Places(dict[int, str]):
    """What stands for each letter in a key to sort by, found out when it first occurs."""

    def __missing__(self, code: int) -> str:
        letters = _SAME.get(chr(code), chr(code))
        self[code] = "".join(
            _ALPHABET.get(letter) or unicodedata.normalize("NFKD", letter)[0] for letter in letters
        )
        return self[code]


_PLACES = _Places()


def fold(text: str) -> str:
    """Return the text as it is compared: no case, å/ä as a, ö as o, and a doubled o as one.

    How a letter is composed, and what nobody sees, makes no difference.
    """
    decomposed = unicodedata.normalize("NFKD", _same(text.casefold()))
    return re.sub(_MARKS, "", decomposed).replace("oo", "o")


def alike(title: str) -> str:
    """Return what two titles have in common that people take for the same."""
    return " ".join(re.findall(r"\w+", fold(title)))


def _same(text: str) -> str:
    for letter, swedish in _SAME.items():
        text = text.replace(letter, swedish)
    return text


@lru_cache(maxsize=1 << 14)
def collate(text: str) -> str:
    """Return a key that sorts as Swedish does: å, ä, ö after z, other accents as their letter.

    Small letters go before capitals, and stage 2 before stage 10. Source: unicode.org, CLDR
    collation chart for Swedish. No light, kept library does only this.
    """
    key = unicodedata.normalize("NFC", text.casefold()).translate(_PLACES)
    # One text, with what sorts before all others between: a pair takes twice the memory.
    return f"{_DIGITS.sub(lambda digits: digits[0].zfill(20), key)}\0{text.swapcase()}"


def search_text(record: AnyRecord, folder: Folder, language: Language) -> str:
    """Return all that a person may search in a record, folded: every field, in words."""
    nodes = walk(record.kind.cls, record.raw)
    values = [_words(node, language) for node in nodes if not node.holds_others]
    parts = [record.id, record.name, *values]
    if isinstance(record.value, Measure):
        parts += [*record.value.areas, *map(folder.area_name, record.value.areas)]
    return fold("\n".join(parts))


def _words(node: Node, language: Language) -> str:
    if node.field is None:
        return str(node.value)
    if node.value is True:
        return language.say(node.field.label)
    kind = node.field.kind
    said = in_full(kind, node.value, language)
    # A number and a time are found as people say them, and as they stand in the file.
    both = isinstance(kind, Scalar | TimeKind) and kind.fits(node.value)
    return f"{said} {kind.write(node.value)}" if both else said


def matches(terms: str, text: str) -> bool:
    """Tell whether every space-separated term occurs in a folded text."""
    return all(term in text for term in fold(terms).split())


SortKey = Callable[[Record[Measure]], Any]
_RANK = {str(option.value): rank for rank, option in enumerate(STATUSES)}

SORTS: Mapping[str, SortKey] = {
    "title": lambda record: collate(record.name),
    "status": lambda record: _status_place(record.value),
    "responsible": lambda record: _unit_place(record.value),
    "period": lambda record: _period_place(record.value),
}
"""What measures can be sorted by; None where a measure has nothing to sort by."""


def _status_place(measure: Measure) -> tuple[int, int] | None:
    follow_up = newest(measure)
    if follow_up is None or follow_up.year is None:
        return None
    return _RANK.get(follow_up.status, len(_RANK)), -follow_up.year


def _unit_place(measure: Measure) -> str | None:
    unit = measure.responsible.strip()
    return collate(unit) if unit else None


def _period_place(measure: Measure) -> tuple[date, date] | None:
    if measure.start is None:
        return None
    end = date.min if measure.end is None else last_day(measure.end)
    return first_day(measure.start), end


def sort(
    records: Iterable[Record[Measure]], by: str = "title", *, reverse: bool = False
) -> list[Record[Measure]]:
    """Return the measures sorted by one of SORTS, either way round.

    Equal ones follow their titles; those with nothing to sort by come last, either way.
    """
    key = SORTS[by]
    if by == "title":
        return sorted(records, key=key, reverse=reverse)
    titled = sorted(records, key=SORTS["title"])
    places = [(key(record), record) for record in titled]
    placed = [pair for pair in places if pair[0] is not None]
    placed.sort(key=lambda pair: pair[0], reverse=reverse)
    return [record for _place, record in placed] + [
        record for place, record in places if place is None
    ]
