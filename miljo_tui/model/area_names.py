"""The names of areas as people write them: the id, the official name, an alias, the number."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.folder import Folder
from miljo_tui.model.ids import is_id
from miljo_tui.model.kinds import not_clear, unreadable
from miljo_tui.model.nearest_key import nearest_word
from miljo_tui.model.parse_input import a_list, even
from miljo_tui.model.query import fold
from miljo_tui.model.records import AREA

_SEPARATORS = (r"[\n;]", r"[\n;,]", r"[\n;,/&+]| och | and ")
"""The coarser first: a name may hold what else parts two names."""

_NUMBERED = r"(?P<number>\d+)(?:\.0)?(?P<mark>[.:)]?)(?: ?[-:] ?| )(?P<name>.+)"
_CALLED = r"(?:(?:prioriterat )?(?:åtgärds)?område|area)(?: nr)? ?(?P<rest>.+)"


class AreaNames:
    """Reads the names of the areas of one agreement; `held` are ids that a record names already.

    Those can be kept and taken away though there be no such area.
    """

    def __init__(self, folder: Folder, held: Collection[str] = ()) -> None:
        self._folder = folder
        self._ids: dict[str, tuple[str, ...]] = {}
        for area in folder.areas.values():
            for name in (area.id, area.id.replace("-", " "), area.name, *area.value.aliases):
                self._add(name, area.id)
            if area.value.number is not None:
                self._add(str(area.value.number), area.id)
        above = AREA.address("")
        elsewhere = [
            each.removeprefix(above) for each in folder.elsewhere if each.startswith(above)
        ]
        for id in (*elsewhere, *held):
            if fold(id) not in self._ids:
                self._add(id, id)
        self._unknown = any(fault.file == AREA.folder for fault in folder.faults)
        """Nobody knows what areas there are."""

    def _add(self, name: str, id: str) -> None:
        known = self._ids.get(fold(name), ())
        if id not in known:
            self._ids[fold(name)] = (*known, id)

    def one(self, text: str) -> Sequence[str]:
        """Return the ids of the areas that a text may name: none, one, or several."""
        name = even(text).replace(" & ", " och ").strip(" .:\"'")
        if found := self._ids.get(fold(name)):
            return found
        if called := re.fullmatch(_CALLED, name):
            return self.one(called["rest"])
        if re.fullmatch(r"\d+\.0", name):
            return self._ids.get(name[:-2], ())
        numbered = re.fullmatch(_NUMBERED, name)
        if numbered is None:
            return (text.strip(),) if self._unknown and is_id(text.strip()) else ()
        by_name = self._ids.get(fold(numbered["name"]), ())
        if not by_name or numbered["mark"]:
            return by_name  # “1.” numbers the lines of a list
        by_number = self._ids.get(numbered["number"], by_name)
        return [id for id in by_name if id in by_number] or [*by_number, *by_name]

    def read(self, text: str, label: str) -> list[str] | None:
        """Read the names of one or several areas, None for nothing.

        Raises WrongUse where one is unknown, or may be several.
        """
        if not even(text).strip(" -"):
            return None
        tries = [[text], *(_parted(text, separator) for separator in _SEPARATORS)]
        if "\n" not in text and '"' in text:
            tries.insert(1, a_list(text))
        for names in tries:
            found = [self.one(name) for name in names]
            if all(len(ids) == 1 for ids in found):
                return list(dict.fromkeys(id for (id,) in found))
        # What is wrong is said of the parting under which most of the text is known.
        names = max(tries, key=lambda names: sum(len(self.one(name)) == 1 for name in names))
        if names is tries[0]:
            names = _parted(text, _SEPARATORS[1])
        name, ids = next((name, ids) for name in names if len(ids := self.one(name)) != 1)
        raise self._refusal(name, ids, label)

    def read_items(self, texts: Sequence[str], label: str) -> list[str] | None:
        """Read one area from each text; blank ones count for nothing."""
        found: list[str] = []
        for text in filter(str.strip, texts):
            ids = self.one(text)
            if len(ids) != 1:
                raise self._refusal(text, ids, label)
            found.append(ids[0])
        return found or None

    def _refusal(self, text: str, ids: Sequence[str], label: str) -> WrongUse:
        if not ids:
            near = nearest_word(fold(text), self._ids)
            ids = self._ids[near] if near is not None else ()
        if ids:
            return not_clear(text, label, [self._said(id) for id in ids])
        known = [self._said(area.id) for area in self._folder.in_order()]
        return unreadable(text, label, message(_("one of {choices}"), choices=known))

    def _said(self, id: str) -> str | Message:
        """Return an area as it can be written, so that it can be no other one."""
        area = self._folder.areas.get(id)
        if area is None or len(self._ids.get(fold(area.name), ())) != 1:
            return id
        if area.value.number is None:
            return area.name
        return message(_("{number} {name}"), number=area.value.number, name=area.name)


def _parted(text: str, separator: str) -> list[str]:
    return [part.strip(" •-–\t") for part in re.split(separator, text) if part.strip(" •-–\t")]
