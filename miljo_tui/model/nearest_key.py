"""The word or the key that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from miljo_tui.locale import LANGUAGES, language
from miljo_tui.model.fields import Field


def nearest_word(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return what of all that is known is nearest to a word, None where nothing is like it."""
    import difflib  # only a mistake needs it

    near = difflib.get_close_matches(word, known, 1, likeness)
    return near[0] if near else None


def nearest(word: str, fields: Mapping[str, Field]) -> str | None:
    """Return the key whose name, or whose label in any language, is nearest to the word."""
    names = {key: key for key in fields}
    for key, field in fields.items():
        for code in LANGUAGES:
            names.setdefault(language(code).say(field.label).casefold(), key)
    near = nearest_word(word.casefold(), names)
    return names[near] if near is not None else None
