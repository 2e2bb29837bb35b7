"""Which language people see: as asked for, else the agreement's, else the computer's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from miljo_tui.editing import later
from miljo_tui.locale import LANGUAGES, Language, language
from miljo_tui.model.ids import is_id
from miljo_tui.store.reading import Source

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
        if not is_id(id):
            return id
        file = read_file(f"{later.AREA.address(id)}.toml")
        return later.load_record(later.AREA, id, file).name

    return speaker.knowing(area_name)
