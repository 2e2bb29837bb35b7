"""What the headings of offices mean, whatever marks and years stand beside their words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from miljo_tui.locale import LANGUAGES, language
from miljo_tui.model.fields import lookup
from miljo_tui.model.periods import HEADINGS, KEY
from miljo_tui.model.query import fold
from miljo_tui.model.records import Measure
from miljo_tui.model.structures import Entries
from miljo_tui.model.tree import editable, single_fields

PERIOD_COLUMN = KEY
"""The key of a column that holds start and end in one: `2022-2025`."""

NO_COLUMN = "-"
"""What stands for a column that is not brought in."""

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
    names: dict[str, str] = dict.fromkeys((KEY, *HEADINGS.split(", ")), PERIOD_COLUMN)
    known = {key: lookup(Measure, tuple(key.split("."))) for key in column_keys()}
    for key, field in known.items():
        if field and field.headings:
            names |= dict.fromkeys(field.headings.split(", "), key)
    for path, field in single_fields(Measure).items():
        for label in (".".join(path), *(language(code).say(field.label) for code in LANGUAGES)):
            names.setdefault(label, ".".join(path))
    names |= {key: key for key in known}
    return {_NO_LETTERS.sub("", fold(name)): key for name, key in reversed(names.items())}
