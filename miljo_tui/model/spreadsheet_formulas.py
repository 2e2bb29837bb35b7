"""Texts that a spreadsheet would take for something else, and how they are kept from that."""

from __future__ import annotations

import re

_SIGN = r"(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"
"""How a formula begins: programs pass over the spaces before it, and in some countries it may be
written with wide signs."""

_OBEYED = re.compile(rf"'*{_SIGN}")
_GUARDED = re.compile(rf"'+{_SIGN}")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; `unguarded` gives it back."""
    return f"'{text}" if _OBEYED.match(text) else text


def unguarded(text: str) -> str:
    """Return a text without the apostrophe that kept it from being a formula."""
    return text[1:] if _GUARDED.match(text) else text


def escaped(text: str) -> str:
    """Return a text as XLSX holds it: there `_x0041_` would be an A."""
    return _ESCAPE.sub(r"_x005F_x\1_", text)


def unescaped(text: str) -> str:
    """Return a text that XLSX holds as people see it."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
