"""Lists written anew so that only the changed items move."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any

from miljo_tui import store
from miljo_tui.model.literals import literal
from miljo_tui.store.value_style import INDENT, LONGEST_INLINE, one_per_line, spell_text

ItemSpan = tuple[int, int]

_AFTER_ITEM = re.compile(r"([ \t]*)(,?)([ \t]*(?:#[^\n]*)?\r?\n)")


class _ListChange:
    """The old items that stay, by index, and the new ones that follow each."""

    def __init__(self) -> None:
        self.kept: dict[int, str] = {}
        self.added: dict[int, list[str]] = {}
        """Literals by the old item that they come after; -1 for those before the first."""


def spell_list(
    fragment: str,
    spans: list[ItemSpan],
    old: list[Any],
    new: list[Any],
    newline: str,
    line_start: str,
) -> str:
    """Return `fragment`, the text of the list `old` whose items stand at `spans`, holding `new`.

    Items that stay keep their text and their comments; `line_start` stands before the list.
    """
    plan = _plan(fragment, spans, old, new, newline)
    if "\n" in fragment:
        lines = _by_lines(fragment, spans, plan, newline)
        if lines is not None:
            return lines
        gaps = _gaps(fragment, spans)
        if any("#" in gap for gap in gaps):
            return store.spell_tangled(fragment, gaps, old, new, newline)
        return _by_gaps(fragment, spans, plan)
    text = _by_gaps(fragment, spans, plan)
    if len(line_start) + len(fragment) < LONGEST_INLINE <= len(line_start) + len(text):
        return one_per_line(_items(plan, len(spans)), newline, line_start)
    return text


def _plan(
    fragment: str, spans: list[ItemSpan], old: list[Any], new: list[Any], newline: str
) -> _ListChange:
    plan = _ListChange()
    matcher = SequenceMatcher(None, [*map(_identity, old)], [*map(_identity, new)], autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        # A change keeps place and comment; with unlike numbers nobody can say what became what.
        pairs = old_end - old_start if old_end - old_start == new_end - new_start else 0
        for step in range(pairs):
            index = old_start + step
            text = fragment[slice(*spans[index])]
            if kind != "equal":
                value = new[new_start + step]
                is_text = isinstance(value, str)
                text = spell_text(value, newline, text, old[index]) if is_text else literal(value)
            plan.kept[index] = text
        if new_end - new_start > pairs:
            texts = [literal(value) for value in new[new_start + pairs : new_end]]
            plan.added.setdefault(old_end - 1, []).extend(texts)
    return plan


def _identity(value: Any) -> tuple[str, str]:
    return type(value).__name__, repr(value)


def _items(plan: _ListChange, count: int) -> list[str]:
    items: list[str] = []
    for index in range(-1, count):
        if index in plan.kept:
            items.append(plan.kept[index])
        items += plan.added.get(index, [])
    return items


def _gaps(fragment: str, spans: list[ItemSpan]) -> list[str]:
    edges = [1, *(offset for span in spans for offset in span), len(fragment) - 1]
    return [fragment[edges[place] : edges[place + 1]] for place in range(0, len(edges), 2)]


def _by_gaps(fragment: str, spans: list[ItemSpan], plan: _ListChange) -> str:
    """Write a list without comments: neighbours that stay neighbours keep what is between them."""
    gaps = _gaps(fragment, spans)
    between = gaps[1] if len(spans) > 1 else ", "
    places: list[tuple[int | None, str]] = []
    for index in range(-1, len(spans)):
        if index in plan.kept:
            places.append((index, plan.kept[index]))
        places += [(None, text) for text in plan.added.get(index, [])]
    if not places:
        return "[]"
    if not spans:
        return f"[{between.join(text for _, text in places)}]"
    out = ["[", gaps[0]]
    previous: int | None = None
    for number, (place, text) in enumerate(places):
        if number:
            touch = place is not None and previous is not None and place == previous + 1
            out.append(gaps[place] if touch and place is not None else between)
        out.append(text)
        previous = place
    return "".join([*out, gaps[-1], "]"])


def _by_lines(fragment: str, spans: list[ItemSpan], plan: _ListChange, newline: str) -> str | None:
    """Write a list with one item per line; None when it is not laid out so."""
    rows: list[tuple[int, int, str, re.Match[str]]] = []
    for number, (start, end) in enumerate(spans):
        row_start = fragment.rfind("\n", 0, start) + 1
        indent = fragment[row_start:start]
        after = _AFTER_ITEM.match(fragment, end)
        is_last = number == len(spans) - 1
        if row_start == 0 or indent.strip(" \t") or after is None or not (after[2] or is_last):
            return None
        rows.append((row_start, after.end(), indent, after))
    closing = fragment.rfind("\n") + 1
    if rows:
        indent = rows[0][2]
        last_has_comma = bool(rows[-1][3][2])
        first = _above_comments(fragment, rows[0][0])
    else:
        indent = fragment[closing:-1] + INDENT
        last_has_comma = True
        first = closing
    out: list[tuple[str, str, str]] = [(fragment[:first], "", "")]
    out += [(indent + text, ",", newline) for text in plan.added.get(-1, [])]
    position = first
    for index, (row_start, row_end, own_indent, after) in enumerate(rows):
        out.append((fragment[position:row_start], "", ""))
        if index in plan.kept:
            out.append((own_indent + plan.kept[index], after[1] + ",", after[3]))
            if not after[2]:
                out[-1] = (out[-1][0], ",", after[1] + after[3])
        out += [(indent + text, ",", newline) for text in plan.added.get(index, [])]
        position = row_end
    if not last_has_comma:
        last = max((place for place, row in enumerate(out) if row[1]), default=None)
        if last is not None:
            out[last] = (out[last][0], out[last][1].rstrip(","), out[last][2])
    return "".join("".join(row) for row in out) + fragment[position:]


def _above_comments(fragment: str, row_start: int) -> int:
    while True:
        previous = fragment.rfind("\n", 0, row_start - 1) + 1
        if previous == 0 or not fragment[previous:row_start].lstrip(" \t").startswith("#"):
            return row_start
        row_start = previous
