"""Texts that a spreadsheet would take for a formula, and how they are kept from being one."""

from __future__ import annotations

import re

_OBEYED = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; `unguarded` gives it back."""
    return f"'{text}" if _OBEYED.match(text) else text


def unguarded(text: str) -> str:
    """Return a text without the apostrophe that kept it from being a formula."""
    return text[1:] if _GUARDED.match(text) else text
