"""The key that somebody probably meant, by its name in the files or by its label on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from miljo_tui.locale import LANGUAGES, language
from miljo_tui.model.fields import Field


def nearest(word: str, fields: Mapping[str, Field]) -> str | None:
    """Return the key whose name, or whose label in any language, is nearest to the word."""
    import difflib

    names = {key: key for key in fields}
    for key, field in fields.items():
        for code in LANGUAGES:
            names.setdefault(language(code).say(field.label).casefold(), key)
    near = difflib.get_close_matches(word.casefold(), names, 1, 0.6)
    return names[near[0]] if near else None
