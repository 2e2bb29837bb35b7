"""The texts of many records made from one template, each as `edit` makes it, without its work.

The rows of a list say the same fields with other values. Where those go, and that nothing else
moves, is found out once; of each row its values alone are written, and read back to be proven.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.model.key_order import Outline
from miljo_tui.model.problems import Path
from miljo_tui.model.tree import KeyPath
from miljo_tui.store.editing import Edit, edit, holds, plain, respelled
from miljo_tui.store.entries import is_entries
from miljo_tui.store.reading import Source, parse, values_in
from miljo_tui.store.scanner import Scan
from miljo_tui.store.source_lines import SourceLines
from miljo_tui.store.syntax import BYTE_ORDER_MARK
from miljo_tui.store.value_style import spell

MOST_KNOWN = 500
"""So many values of one place are remembered, each as it is written there."""

_PLAIN = re.compile(r'"[^"\\\x00-\x1f\x7f\ud800-\udfff]*"')
"""A text in which nothing is escaped, or would have to be."""

Fields = tuple[tuple[Path, Any], ...]
"""The fields of a record and the keys of its entries, each with what makes its place another."""


@frozen
class _Slot:
    """Where the value of one field stands in the texts of one form."""

    path: Path
    line_start: str
    """What stands before it on its line."""
    known: dict[str, str]
    """Values as they are written here, and proven to be, by what Python shows of them."""


@frozen
class _Form:
    """What texts with the same fields have in common: the slots, and the texts around them."""

    slots: Sequence[_Slot]
    around: Sequence[str]
    keys: Sequence[str]
    """The keys at the root in the order in which they stand."""


class TemplateTexts:
    """Texts made from one template."""

    def __init__(self, template: bytes, outline: Outline) -> None:
        """Raises ValueError for what is no TOML."""
        self._template = template.decode()
        self._outline = outline
        text = self._template.removeprefix(BYTE_ORDER_MARK)
        self._held = values_in(text)
        self._layout = SourceLines(text, Scan(text))
        self._forms: dict[Fields, _Form | None] = {}

    def source(self, values: Mapping[KeyPath, Any]) -> Source:
        """Return the file that holds values besides the template's.

        Raises Refused where the result could not be verified.
        """
        values = {path: plain(value) for path, value in values.items()}
        fields = self._fields(values)
        form = self._forms.get(fields) if fields else None
        text = self._filled(form, values) if form else ""
        if form and "<<<<<<<" not in text:
            return Source(text.encode(), text, self._read(form, values))
        edits = [Edit(path, value) for path, value in values.items()]
        made = parse(edit(self._template, edits, self._outline).encode())
        if fields and fields not in self._forms and made.text is not None:
            self._forms[fields] = self._form(made, values)
        return made

    def _fields(self, values: Mapping[KeyPath, Any]) -> Fields:
        """Return what tells one form from another; nothing for values that are not for a form."""
        fields: list[tuple[Path, Any]] = []
        for path, value in values.items():
            if value is None or isinstance(value, dict) or len(path) > 2:
                return ()
            if not is_entries(value):
                fields.append((path, None))
            elif path[0] in self._held or any(_is_nested(entry) for entry in value):
                return ()
            else:
                fields += [(path, tuple(entry)) for entry in value]
        if any(len(path) == 2 for path in values):
            # Whether a table stands by itself lies in what else has a value.
            fields.append(((), tuple(map(bool, values.values()))))
        return tuple(fields)

    def _form(self, made: Source, values: Mapping[KeyPath, Any]) -> _Form | None:
        """Return the form of a text that was made and verified; None where it has none."""
        text = made.text or ""
        toml = text.removeprefix(BYTE_ORDER_MARK)
        layout, shift = SourceLines(toml, Scan(toml)), len(text) - len(toml)
        spans = layout.scan.values
        paths = [path for path, _value in _single(values)]
        if not all(path in spans for path in paths):
            return None
        paths.sort(key=lambda path: spans[path].start)
        slots, around, done = [], [], 0
        for path in paths:
            start, end = spans[path]
            slots.append(_Slot(path, toml[layout.line_start(start) : start], {}))
            around.append(text[done : start + shift])
            done = end + shift
        form = _Form(slots, [*around, text[done:]], list(made.raw))
        return form if self._filled(form, values) == text else None

    def _filled(self, form: _Form, values: Mapping[KeyPath, Any]) -> str:
        """Return the text of a form with values in it; an empty one where a value is not proven."""
        given = dict(_single(values))
        filling: list[str] = []
        new: list[tuple[_Slot, str, str]] = []
        wanted: dict[str, Any] = {}
        for slot in form.slots:
            value = given[slot.path]
            shown = repr(value)
            written = slot.known.get(shown)
            if written is None:
                written = self._written(slot, value)
                if not _is_itself(written, value):
                    wanted[str(len(new))] = value
                    new.append((slot, shown, written))
            filling.append(written)
        # What reads as one value by itself does so in the place of another one as well.
        lines = (f"{number} = {written}\n" for number, (_slot, _shown, written) in enumerate(new))
        if new and not holds("".join(lines), wanted, ()):
            return ""
        for slot, shown, written in new:
            if len(slot.known) == MOST_KNOWN:
                slot.known.clear()
            slot.known[shown] = written
        parts = zip(filling, form.around[1:], strict=True)
        return form.around[0] + "".join(part for pair in parts for part in pair)

    def _written(self, slot: _Slot, value: Any) -> str:
        layout = self._layout
        if slot.path not in layout.scan.values:
            return spell(value, layout.newline, slot.line_start)
        old = self._held
        for step in slot.path:
            old = old[str(step)]
        return respelled(layout, slot.path, old, value)

    def _read(self, form: _Form, values: Mapping[KeyPath, Any]) -> dict[str, Any]:
        """Return what reading a text would give."""
        raw = dict.fromkeys(form.keys)
        raw |= self._held
        for path, value in values.items():
            if len(path) == 2:
                raw[path[0]] = {**(raw[path[0]] or {}), path[1]: value}
            else:
                raw[path[0]] = value
        return raw


def _is_itself(written: str, value: Any) -> bool:
    """Tell whether TOML reads a value as the very text between its marks, as it does most texts.

    A parser takes ten times as long to find that.
    """
    return bool(isinstance(value, str) and _PLAIN.fullmatch(written) and written[1:-1] == value)


def _is_nested(entry: Mapping[str, Any]) -> bool:
    return any(is_entries(value) or isinstance(value, dict) for value in entry.values())


def _single(values: Mapping[KeyPath, Any]) -> Iterator[tuple[Path, Any]]:
    """Yield each value by its path, those of entries by themselves."""
    for path, value in values.items():
        if is_entries(value):
            for index, entry in enumerate(value):
                for key, inner in entry.items():
                    yield (*path, index, key), inner
        else:
            yield path, value
