"""Values as one line of TOML: what is written into files, and into the trailers of commits."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from typing import Any

LONGEST_BRIEF = 120
"""Text longer than this, in characters, is named by its digest in a commit."""

NONE = "(none)"
"""What stands for a key that is absent; no TOML value looks like it."""

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SHORT_ESCAPES = {
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
}


def literal(value: Any) -> str:
    """Return `value` as a TOML literal on one line, or `(none)` for None.

    Raises TypeError for what TOML cannot hold.
    """
    match value:
        case None:
            return NONE
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return repr(value)
        case str():
            return f'"{escaped(value)}"'
        case datetime() | date() | time():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(literal(item) for item in value)}]"
        case dict() if value:
            pairs = (f"{key_literal(key)} = {literal(item)}" for key, item in value.items())
            return f"{{ {', '.join(pairs)} }}"
        case dict():
            return "{}"
    raise TypeError(f"TOML has no literal for {type(value).__name__}")


def bare(value: Any) -> str:
    """Return `value` as it stands in a file, but a text as it is, without its quotation marks."""
    return value if isinstance(value, str) else literal(value)


def brief(value: Any) -> str:
    """Return `value` for a commit trailer: its literal, or length and digest when it is long."""
    if isinstance(value, str) and (len(value) > LONGEST_BRIEF or "\n" in value or "\r" in value):
        import hashlib  # only a commit of a long text needs it

        digest = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        return f"(text {len(value)} characters sha256:{digest})"
    return literal(value)


def escaped(text: str, keep: str = "") -> str:
    """Return `text` as it stands between basic quotes; the characters of `keep` stay as they are.

    Every character of Unicode's category C and every line or paragraph separator is escaped, so
    that nothing invisible can hide in a file or a commit.
    """
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text
    return "".join(char if char in keep else _escape(char) for char in text)


def is_hidden(char: str) -> bool:
    """Tell whether `char` is of category C or a separator of lines or paragraphs."""
    category = unicodedata.category(char)
    return category[0] == "C" or category in ("Zl", "Zp")


def key_literal(key: str) -> str:
    """Return a key as TOML writes it, between quotation marks only if it needs them."""
    return key if _BARE_KEY.fullmatch(key) else literal(key)


def _escape(char: str) -> str:
    if char in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[char]
    if not is_hidden(char):
        return char
    number = ord(char)
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"
