"""The smallest change of a text that gives a key its new value, verified before it is returned."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.model.failures import Refused
from miljo_tui.model.values import same
from miljo_tui.store.layout import Layout, Splice
from miljo_tui.store.lists import spell_list
from miljo_tui.store.scanner import Scan
from miljo_tui.store.spelling import spell
from miljo_tui.store.verifying import holds, plain

_ABSENT = object()


@frozen
class Edit:
    """A key at the root or in one table, and the value it is to have."""

    path: tuple[str, ...]
    value: Any
    """None removes the key."""


def edit(text: str, edits: Sequence[Edit], order: Sequence[tuple[str, ...]]) -> str:
    """Return `text` with the edits made and every other byte as it was.

    `order` holds all declared key paths in the order in which they are written; it says where a new
    key or table goes. A text without a final newline stays without. Raises Refused when the result
    does not hold exactly the values asked for.
    """
    try:
        want = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(
            message("The file cannot be read, so it cannot be edited either."),
            message("Mend it in a text editor first."),
        ) from error
    new = text
    for one in edits:
        new = _edited(new, want, one, order)
        _apply(want, one)
    if new != text and not holds(new, want, {one.path[:-1] for one in edits}):
        raise _refused(
            edits[0], message("The change could not be verified; the file is untouched.")
        )
    return new


def _edited(text: str, values: dict[str, Any], one: Edit, order: Sequence[tuple[str, ...]]) -> str:
    old = _lookup(values, one.path)
    new = plain(one.value)
    if (new is None and old is _ABSENT) or same(old, new):
        return text
    if _is_table(old) or _is_table(new):
        raise _refused(one, message("{key} is a table, not a value.", key=".".join(one.path)))
    layout = Layout(text, Scan(text))
    if new is None:
        splice = layout.removal(one.path)
    elif old is _ABSENT:
        splice = layout.addition(one.path, new, order)
    else:
        splice = _replacement(layout, one.path, old, new)
    if splice is None:
        raise _refused(
            one,
            message("{key} is written in a way that is not edited here.", key=".".join(one.path)),
        )
    return text[: splice.start] + splice.text + text[splice.end :]


def _replacement(layout: Layout, path: tuple[str, ...], old: Any, new: Any) -> Splice | None:
    span = layout.scan.values.get(path)
    if span is None:
        return None
    fragment = layout.text[span.start : span.end]
    line_start = layout.line_start(span.start)
    if isinstance(old, list) and isinstance(new, list):
        items = [layout.scan.values[(*path, index)] for index in range(len(old))]
        text = spell_list(
            fragment,
            [(item.start - span.start, item.end - span.start) for item in items],
            old,
            new,
            layout.newline,
            layout.text[line_start : span.start],
        )
    else:
        text = spell(new, layout.newline, layout.text[line_start : span.start], fragment, old)
    return Splice(span.start, span.end, text)


def _refused(one: Edit, what: Message) -> Refused:
    return Refused(what, message("Edit {key} in a text editor instead.", key=".".join(one.path)))


def _lookup(values: dict[str, Any], path: tuple[str, ...]) -> Any:
    held: Any = values
    for key in path:
        if not isinstance(held, dict) or key not in held:
            return _ABSENT
        held = held[key]
    return held


def _apply(values: dict[str, Any], one: Edit) -> None:
    if one.value is None and _lookup(values, one.path) is _ABSENT:
        return
    held = values
    for key in one.path[:-1]:
        held = held.setdefault(key, {})
    if one.value is None:
        del held[one.path[-1]]
    else:
        held[one.path[-1]] = deepcopy(plain(one.value))


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict) for item in value)
    )
