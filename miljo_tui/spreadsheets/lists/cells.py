"""What a cell means under its heading: a value for the field, or why it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any

from miljo_tui.locale import LANGUAGES, Message, language, message
from miljo_tui.locale import mark as _
from miljo_tui.model import statuses
from miljo_tui.model.choices import Choice
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import Field
from miljo_tui.model.folder import Folder
from miljo_tui.model.kinds import not_clear, unreadable
from miljo_tui.model.parse_input import Unclear
from miljo_tui.model.periods import EXPECTED, a_period
from miljo_tui.model.query import fold
from miljo_tui.model.scalars import FLAG
from miljo_tui.model.structures import Listing
from miljo_tui.model.texts import Reference, Url
from miljo_tui.model.times import TIME
from miljo_tui.spreadsheets.files import FORMULA, Cell

STATUS_WORDS: Mapping[str, tuple[str, ...]] = {
    statuses.DONE: (
        "genomförd",
        "genomfört",
        "genomförd helt",
        "genomförd helt eller i huvudsak",
        "genomförd helt eller i huvudsak/pågår kontinuerligt",
        "genomförd, eller pågår kontinuerligt",
        "genomfört, eller pågår kontinuerligt",
        "åtgärden är genomförd helt eller i huvudsak, alternativt pågår kontinuerligt",
        "klar",
        "klart",
        "färdig",
    ),
    statuses.HALF: (
        "till hälften",
        "till hälften eller mer",
        "hälften eller mer",
        "genomförd till hälften",
        "genomfört till hälften eller mer",
        "delvis genomförd (till hälften eller mer)",
        "delvis genomfört (till hälften eller mer)",
    ),
    statuses.STARTED: (
        "påbörjad",
        "påbörjat",
        "påbörjad men ännu inte gjort hälften",
        "åtgärden är påbörjad men ej genomförd till hälften",
        "startad",
    ),
    statuses.NOT_STARTED: (
        "ej påbörjad",
        "ej påbörjat",
        "inte påbörjad",
        "inte påbörjat",
        "ej startad",
    ),
    statuses.NOT_RELEVANT: ("ej relevant", "inte relevant", "ej aktuell", "ej aktuellt", "–", "-"),
}
"""Wordings of the scale that counties and municipalities use, besides its letters and labels."""

_MANGLED = re.compile("\ufffd|Ã[¤¥¶„…–©]|â€[“”™¦]")
"""What is left of a letter that another program read in the wrong encoding."""

_ERROR = re.compile(r"#(?:REF|N/A|NAME\?|VALUE|DIV/0|NULL|NUM|SAKNAS|REFERENS|VÄRDEFEL)!?[!?]?")


class CellReader:
    """Reads the cells of one list in the light of the agreement they go into."""

    def __init__(self, folder: Folder) -> None:
        self._areas: dict[str, str] = {}
        for area in folder.areas.values():
            names = [area.id, area.name, str(area.value.number or ""), *area.value.aliases]
            for name in names:
                self._areas.setdefault(fold(name), area.id)
        self._area_names = [area.name for area in folder.in_order()]

    def read(self, cell: Cell, field: Field) -> Any:
        """Return the value of a cell for a field, None for nothing.

        Raises WrongUse where it cannot be understood.
        """
        if _ERROR.fullmatch(cell.text):
            raise WrongUse(
                message(_("The spreadsheet shows an error here: {found}"), found=cell.text),
                message(_("Mend the formula, or write the value.")),
            )
        if found := _MANGLED.search(cell.text):
            raise WrongUse(
                message(_("“{found}” stands here for a letter that was lost"), found=found[0]),
                message(_("Write the letter anew, or save the list anew where it comes from.")),
            )
        if cell.text == FORMULA:
            raise WrongUse(
                message(_("The formula in this cell has no value")),
                message(_("Open the list in a spreadsheet program, save it there, try again.")),
            )
        if not cell.text.strip():
            return None
        if isinstance(field.kind, Choice) and field.kind.options is statuses.STATUSES:
            return _status(cell, field)
        if isinstance(field.kind, Listing):
            return self._list(cell, field, field.kind) or None
        if field.kind is FLAG:
            return cell.value if isinstance(cell.value, bool) else _flag(cell, field)
        if isinstance(cell.value, date) and field.kind.fits(cell.value):
            return cell.value
        return field.kind.read(_number_text(cell), field.label)

    def names_area(self, text: str) -> bool:
        """Tell whether a text is the name of one area, perhaps with its number before it."""
        return self._area(text.strip().rstrip(":")) is not None

    def read_period(self, cell: Cell) -> dict[str, Any]:
        """Return start, end and continuous as far as a cell such as `2022-2025` tells them.

        Raises WrongUse where it cannot be understood.
        """
        text = cell.text.strip()
        if isinstance(cell.value, date):
            return {"start": cell.value}
        if TIME.is_blank(text):
            return {}
        try:
            period = a_period(text)
        except Unclear as unclear:
            raise not_clear(text, _("Period"), unclear.meanings) from None
        except ValueError:
            raise unreadable(text, _("Period"), EXPECTED) from None
        told = {"start": period.start, "end": period.end, "continuous": period.continuous or None}
        return {key: value for key, value in told.items() if value is not None}

    def _list(self, cell: Cell, field: Field, kind: Listing) -> list[Any]:
        if isinstance(kind.item, Reference):
            return self._areas_of(cell, field)
        if isinstance(kind.item, Url):
            parts: Sequence[str] = cell.text.split()
        else:
            parts = _parts(cell.text)
        items: list[Any] = []
        for part in parts:
            item = kind.item.read(part, field.label)
            if item is not None and item not in items:
                items.append(item)
        return items

    def _area(self, name: str) -> str | None:
        return self._areas.get(fold(name)) or self._areas.get(fold(_unnumbered(name)))

    def _areas_of(self, cell: Cell, field: Field) -> list[str]:
        whole = self._area(cell.text.strip())
        if whole:
            return [whole]
        found: list[str] = []
        for part in _parts(cell.text):
            id = self._area(part)
            if id is None:
                near = get_close_matches(_unnumbered(part), self._area_names, 1)
                raise WrongUse(
                    message(
                        _("{label}: there is no area “{found}”"),
                        label=message(field.label),
                        found=part,
                    ),
                    message(_("Did you mean {near}?"), near=near[0])
                    if near
                    else message(_("Areas there are: {known}."), known=self._area_names),
                )
            if id not in found:
                found.append(id)
        return found


def _unnumbered(name: str) -> str:
    """Return a name without the number that offices write before it: “6. Pollinering”."""
    return re.sub(r"^\d+[.:)]?\s+", "", name)


def _parts(text: str) -> list[str]:
    """Return the parts of a list in one cell: by lines, else semicolons, else commas."""
    for separator in ("\n", ";", ","):
        if separator in text:
            return [part.strip(" •-–\t") for part in text.split(separator) if part.strip(" •-–\t")]
    return [text.strip()] if text.strip() else []


def _number_text(cell: Cell) -> str:
    """Return a cell's text; a number that is whole has no decimals in it already."""
    return cell.text if not isinstance(cell.value, float) else repr(cell.value)


def _flag(cell: Cell, field: Field) -> bool:
    if cell.text.strip().casefold() in ("x", "1"):
        return True
    return bool(field.kind.read(cell.text, field.label))


def _status(cell: Cell, field: Field) -> str:
    text = fold(" ".join(cell.text.split())).rstrip(".")
    found = _status_words().get(text) or _status_words().get(text.partition("(")[0].strip())
    if found is None:
        raise WrongUse(
            message(
                _("{label}: “{found}” is not on the scale"),
                label=message(field.label),
                found=cell.text,
            ),
            message(_("Write one of: {known}."), known=list(map(_known, statuses.STATUSES))),
        )
    return found


def _known(option: statuses.Option) -> Message:
    return message(_("{letter} ({word})"), letter=option.value, word=message(option.label))


@cache
def _status_words() -> Mapping[str, str]:
    words: dict[str, str] = {}
    for option in statuses.STATUSES:
        value = str(option.value)
        said = [
            language(code).say(each)
            for code in LANGUAGES
            for each in (option.label, option.wording)
        ]
        words |= {fold(word): value for word in (value, *said, *STATUS_WORDS[value])}
    return words
