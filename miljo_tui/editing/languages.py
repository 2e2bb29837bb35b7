"""Which language people see: as asked for, else the agreement's, else the computer's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from miljo_tui.locale import LANGUAGES, Language, language
from miljo_tui.model.ids import is_id
from miljo_tui.model.records import AREA
from miljo_tui.store.reading import Source
from miljo_tui.store.records import load_record

VARIABLE = "MILJO_TUI_LANG"
"""The environment variable that names the language, `sv` or `en`."""

LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Those that name the computer's, the first that says anything (POSIX, 8.2)."""


def choose_language(
    asked: str | None, environment: Mapping[str, str], agreement: str | None = None
) -> Language:
    """Return the language of the option, else the variable, the agreement or the computer."""
    computer = next(filter(None, map(environment.get, LOCALE)), None)
    for wanted in (asked, environment.get(VARIABLE), agreement, computer):
        code = (wanted or "").lower()[:2]
        if code in LANGUAGES:
            return language(code)
    return language("en")


def knowing_areas(speaker: Language, read_file: Callable[[str], Source]) -> Language:
    """Return a speaker who knows the areas of an agreement; one is read when it is spoken of.

    `read_file` reads one of the agreement's files by its name.
    """

    @cache
    def area_name(id: str) -> str:
        return (
            load_record(AREA, id, read_file(f"{AREA.address(id)}.toml")).name if is_id(id) else id
        )

    return speaker.knowing(area_name)
