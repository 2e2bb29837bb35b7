"""The smallest change of a text that gives a key its new value, verified before it is returned."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.model.entry_matching import match
from miljo_tui.model.failures import Refused
from miljo_tui.model.key_order import Outline
from miljo_tui.model.problems import Path
from miljo_tui.model.tree import KeyPath
from miljo_tui.model.values import same
from miljo_tui.store.entries import EntryBodies, is_entries
from miljo_tui.store.lists import spell_list
from miljo_tui.store.reading import values_in
from miljo_tui.store.scanner import Scan
from miljo_tui.store.source_lines import SourceLines, Splice, names
from miljo_tui.store.syntax import BYTE_ORDER_MARK
from miljo_tui.store.value_style import spell

_ABSENT = object()


@frozen
class Edit:
    """A key at the root or in one table, and the value it is to have."""

    path: tuple[str, ...]
    value: Any
    """None removes the key; a list of tables is what a list of entries is to hold."""


def edit(text: str, edits: Sequence[Edit], outline: Outline) -> str:
    """Return `text` with the edits made and every other byte as it was.

    The outline says where a new key, table or entry goes. An entry that goes takes the comments
    above it along. A text without a final newline stays without. Raises Refused when the result
    does not hold exactly the values asked for.
    """
    if not edits:
        return text
    toml = text.removeprefix(BYTE_ORDER_MARK)
    return text[: len(text) - len(toml)] + _edited(toml, edits, outline)


def _edited(text: str, edits: Sequence[Edit], outline: Outline) -> str:
    try:
        want = dict(values_in(text))
    except (ValueError, RecursionError) as error:
        raise Refused(
            message("The file cannot be read, so it cannot be edited either."),
            message("Mend it in a text editor first."),
        ) from error
    new = text
    for are_together, run in groupby(edits, lambda one: _is_by_itself(one, want)):
        if are_together:
            values = {one.path: plain(one.value) for one in run}
            new = _put_together(new, want, values, outline)
            for path, value in values.items():
                _apply(want, path, value)
        else:
            for one in run:
                new = _put(new, one.path, _lookup(want, one.path), plain(one.value), outline)
                _apply(want, one.path, plain(one.value))
    if new != text and not holds(new, want, {one.path[:-1] for one in edits}):
        raise _refused(
            edits[0].path, message("The change could not be verified; the file is untouched.")
        )
    return new


def _is_by_itself(one: Edit, held: Mapping[str, Any]) -> bool:
    """Tell whether an edit moves nothing else.

    That is one value at the root or in a table there, or the first entries of a list at the root.
    """
    if len(one.path) > 2 or one.value is None or isinstance(one.value, dict):
        return False
    table = held if len(one.path) == 1 else held.get(one.path[0], {})
    # A first table wants a blank line behind the first key, which has to be there by then.
    if not isinstance(table, Mapping) or (len(one.path) == 2 and not any(held.values())):
        return False
    old = table.get(one.path[-1], _ABSENT)
    if is_entries(one.value):
        inner = (value for entry in one.value for value in entry.values())
        return len(one.path) == 1 and old is _ABSENT and not any(map(is_entries, inner))
    return not isinstance(old, dict) and not is_entries(old)


def _put_together(
    text: str, held: Mapping[str, Any], values: Mapping[KeyPath, Any], outline: Outline
) -> str:
    """Return a text with values at its root and in its tables that go in for one look at it."""
    layout = _layout(text)
    splices: list[Splice] = []
    sections: dict[KeyPath, Splice] = {}
    begun: dict[KeyPath, dict[str, Any]] = {}
    for path in sorted(values, key=outline.rank):
        old, new = _lookup(held, path), values[path]
        if is_entries(new):
            sections[path] = EntryBodies(layout, path).beginning(new, outline)
        elif len(path) == 2 and path[0] not in held:
            begun.setdefault(path[:1], {})[path[1]] = new
        elif old is _ABSENT:
            splices.append(_possible(layout.addition(path, new, outline), path))
        elif not same(old, new):
            splices.append(_possible(_replacement(layout, path, old, new), path))
    sections |= {path: layout.new_table(path, keys, outline) for path, keys in begun.items()}
    # What goes to one place stays in declared order, keys before the tables behind them.
    splices += [sections[path] for path in sorted(sections, key=outline.rank)]
    splices.sort(key=lambda each: each.start)
    parts: list[str] = []
    done = 0
    for splice in splices:
        parts += text[done : splice.start], splice.text
        done = splice.end
    return "".join((*parts, text[done:]))


@lru_cache(maxsize=8)
def _layout(text: str) -> SourceLines:
    """Return where everything stands in a text; a long import asks again for its template."""
    return SourceLines(text, Scan(text))


def _put(text: str, path: Path, old: Any, new: Any, outline: Outline) -> str:
    if (new is None and old is _ABSENT) or same(old, new):
        return text
    if is_entries(old) or is_entries(new):
        if (is_entries(old) or old in (_ABSENT, [])) and (is_entries(new) or new in (None, [])):
            return _put_entries(text, path, old, new, outline)
        raise _refused(path, message("{key} is a table, not a value.", key=_key(path)))
    if isinstance(old, dict) or isinstance(new, dict):
        raise _refused(path, message("{key} is a table, not a value.", key=_key(path)))
    layout = _layout(text)
    if new is None:
        splice = layout.removal(path)
    elif old is _ABSENT:
        splice = layout.addition(path, new, outline)
    else:
        splice = _replacement(layout, path, old, new)
    return _spliced(text, splice, path)


def _put_entries(text: str, path: Path, old: Any, new: Any, outline: Outline) -> str:
    layout = _layout(text)
    if path in layout.scan.values and old:
        # Written as one value, `actions = [{ … }, { … }]`: it is changed as one.
        splice = _replacement(layout, path, old, new) if new else layout.removal(path)
        return _spliced(text, splice, path)
    if old == []:
        text, old = _spliced(text, layout.removal(path), path), _ABSENT
    olds, news = [] if old is _ABSENT else old, new or []
    was = match(olds, news, outline.names.get(names(path), ()))
    for index in reversed(range(len(olds))):
        if index not in was:
            text = _spliced(text, EntryBodies(_layout(text), path).removal(index), path)
    kept = [index for index in was if index is not None]
    if kept != sorted(kept):
        order = [sorted(kept).index(index) for index in kept]
        text = _spliced(text, EntryBodies(_layout(text), path).arranged(order), path)
    for index, entry in enumerate(news):
        before = was[index]
        if before is None:
            entries = EntryBodies(_layout(text), path)
            text = _spliced(text, entries.insertion(index, entry, outline), path)
        held = {key: value for key, value in entry.items() if not is_entries(value)}
        if before is not None:
            held = olds[before]
        for key in [*entry, *(key for key in held if key not in entry)]:
            inner = (*path, index, key)
            text = _put(text, inner, held.get(key, _ABSENT), entry.get(key), outline)
    return text


def _spliced(text: str, splice: Splice | None, path: Path) -> str:
    splice = _possible(splice, path)
    return text[: splice.start] + splice.text + text[splice.end :]


def _possible(splice: Splice | None, path: Path) -> Splice:
    """Return a splice. Raises Refused where there is none."""
    if splice is None:
        raise _refused(
            path, message("{key} is written in a way that is not edited here.", key=_key(path))
        )
    return splice


def respelled(layout: SourceLines, path: Path, old: Any, new: Any) -> str:
    """Return how a value is written in the place of another one that stands in a text.

    Raises Refused where it is written in no way that is edited here.
    """
    if same(old, new):
        span = layout.scan.values[path]
        return layout.text[span.start : span.end]
    return _possible(_replacement(layout, path, old, new), path).text


def _replacement(layout: SourceLines, path: Path, old: Any, new: Any) -> Splice | None:
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


def _refused(path: Path, what: Message) -> Refused:
    return Refused(what, message("Edit {key} in a text editor instead.", key=_key(path)))


def _key(path: Path) -> str:
    return ".".join(names(path))


def _lookup(values: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    held: Any = values
    for key in path:
        if not isinstance(held, dict) or key not in held:
            return _ABSENT
        held = held[key]
    return held


def _apply(values: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    if value is None and _lookup(values, path) is _ABSENT:
        return
    held = values
    for key in path[:-1]:
        held[key] = dict(held.get(key, {}))  # what it holds is others', too
        held = held[key]
    if value is None:
        del held[path[-1]]
    else:
        held[path[-1]] = value


def plain(value: Any) -> Any:
    """Return `value` with lists for tuples, as tomllib would give it back."""
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def holds(text: str, want: dict[str, Any], touched: Collection[tuple[str, ...]]) -> bool:
    """Tell whether a text reads as exactly the values `want`.

    Of the tables at `touched`, one that has no keys left may have its header or not.
    """
    try:
        held = values_in(text)
    except (ValueError, RecursionError):
        return False
    return same(_without_empty(held, touched), _without_empty(want, touched))


def _without_empty(values: dict[str, Any], paths: Collection[tuple[str, ...]]) -> dict[str, Any]:
    empty = {path[0] for path in paths if path and values.get(path[0]) == {}}
    return {key: value for key, value in values.items() if key not in empty}
