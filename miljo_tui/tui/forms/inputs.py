"""The right input for a field, by its kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from miljo_tui.locale import Language
from miljo_tui.model.choices import Choice
from miljo_tui.model.fields import Field
from miljo_tui.model.folder import Folder
from miljo_tui.model.kinds import Kind
from miljo_tui.model.literals import literal
from miljo_tui.model.problems import Path
from miljo_tui.model.scalars import FLAG
from miljo_tui.model.statuses import STATUSES
from miljo_tui.model.structures import Entries, Listing
from miljo_tui.model.texts import LongText, Reference
from miljo_tui.model.unparsed import UnparsedValue
from miljo_tui.tui.forms.choice import ChoiceField
from miljo_tui.tui.forms.entry_list import EntriesField, summaries
from miljo_tui.tui.forms.line_field import LineField
from miljo_tui.tui.forms.multiple_choice import SeveralField
from miljo_tui.tui.forms.running_text import joined
from miljo_tui.tui.forms.text_area import AreaField

STATUS_KEYS = dict(zip("GHPEN", (str(option.value) for option in STATUSES), strict=True))
"""The letters of the scale; N is for what is not relevant."""

AnyInput = LineField | AreaField | ChoiceField | SeveralField | EntriesField


def written(field: Field, value: Any, speaker: Language, faulty: Collection[int] = ()) -> str:
    """Return a drafted value as its input shows it; `faulty` are the entries with problems."""
    if isinstance(value, UnparsedValue):
        return value.text
    if value is None:
        return ""
    if isinstance(field.kind, Entries) and field.kind.fits(value):
        return summaries(field.kind, value, faulty, speaker)
    if not field.kind.fits(value):
        return literal(value)  # as it stands in the file, to be mended
    text = field.kind.write(value)
    return joined(text) if isinstance(field.kind, LongText) else text


def make_input(path: Path, field: Field, value: Any, folder: Folder, speaker: Language) -> AnyInput:
    """Return the input for a field, showing its value."""
    kind, text = field.kind, written(field, value, speaker)
    if isinstance(kind, Entries):
        return EntriesField(path, text)
    if isinstance(kind, Listing):
        choices = _choices(kind.item, folder, speaker)
        if choices and (value is None or kind.fits(value)):
            picked = text.split("\n") if text else []
            return SeveralField(path, speaker.say(field.label), picked, choices)
        return AreaField(path, text, items=True)
    if isinstance(kind, LongText):
        return AreaField(path, text, items=False)
    if kind is FLAG or isinstance(kind, Choice):
        is_status = isinstance(kind, Choice) and kind.options == STATUSES
        return ChoiceField(
            path, text, _choices(kind, folder, speaker), STATUS_KEYS if is_status else {}
        )
    return LineField(path, text)


def _choices(kind: Kind, folder: Folder, speaker: Language) -> Sequence[tuple[str, str]]:
    if isinstance(kind, Reference):
        return [(area.id, area.name) for area in folder.in_order()]
    if isinstance(kind, Choice):
        return [(str(o.value), speaker.spell(kind.words(o.value))) for o in kind.options]
    if kind is FLAG:
        return [(kind.write(value), speaker.spell(kind.words(value))) for value in (True, False)]
    return ()
