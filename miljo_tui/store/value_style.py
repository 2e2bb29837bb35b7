"""How a value is written: in the style of what stood there before, else in the files' own style."""

from __future__ import annotations

import re
from typing import Any

from miljo_tui.model.literals import escaped, is_hidden, literal

LONGEST_INLINE = 88
"""Lines of this many characters and more have their list written one item per line."""

INDENT = "    "

_CLOSING = re.compile(r'"(?=""|\Z)')
"""The marks inside a text that would close it, or join those that do."""


def spell(value: Any, newline: str, line_start: str, like: str = "", old: Any = None) -> str:
    """Return `value` as TOML in the style of `like`, which is how `old` was written.

    `line_start` is what stands before the value on its line; raises TypeError for what TOML lacks.
    """
    if isinstance(value, list):
        return new_list([literal(item) for item in value], newline, line_start)
    if isinstance(value, str):
        return spell_text(value, newline, like, old)
    return literal(value)


def new_list(items: list[str], newline: str, line_start: str) -> str:
    """Return a list of literals: on one line for none or one short item, else one per line."""
    inline = f"[{', '.join(items)}]"
    if len(items) < 2 and len(line_start) + len(inline) < LONGEST_INLINE:
        return inline
    return one_per_line(items, newline, line_start)


def one_per_line(items: list[str], newline: str, line_start: str) -> str:
    """Return a list of literals with one item per line and a comma after each."""
    margin = line_start[: len(line_start) - len(line_start.lstrip(" \t"))]
    lines = [f"{margin}{INDENT}{item},{newline}" for item in items]
    return f"[{newline}{''.join(lines)}{margin}]"


def spell_text(value: str, newline: str, like: str = "", old: Any = None) -> str:
    """Return a text in the quotation marks of `like` if they can hold it.

    Text of several lines goes between three marks, unless the old one had its lines as escapes.
    """
    mark = _quotation(like)
    if not value:
        # An emptied long text and one that was always empty look alike, and both grow alike.
        return "''" if mark in ("'", "'''") else '""'
    is_clear = mark[:1] == "'" and not any(map(is_hidden, re.sub(r"[\n\t]", "", value)))
    if mark == "'" and is_clear and "\n" not in value and "'" not in value:
        return f"'{value}'"
    head = newline if len(mark) < 3 or like[3:4] in ("\n", "\r") or value.startswith("\n") else ""
    if mark == "'''" and is_clear and "'''" not in value and not value.endswith("'"):
        return f"'''{head}{_lines(value, newline)}'''"
    is_escaped = mark == '"' and isinstance(old, str) and "\n" in old
    if len(mark) < 3 and ("\n" not in value or is_escaped):
        return literal(value)
    body = _CLOSING.sub(r"\"", escaped(value, keep='\n\t"'))
    return f'"""{head}{_lines(body, newline)}"""'


def _quotation(like: str) -> str:
    for mark in ('"""', "'''", '"', "'"):
        if like.startswith(mark) and len(like) >= 2 * len(mark):
            return mark
    return ""


def _lines(text: str, newline: str) -> str:
    return text if newline == "\n" else text.replace("\n", newline)
