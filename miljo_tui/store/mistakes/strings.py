"""Mistakes with quotation marks and backslashes."""

from __future__ import annotations

import re

from miljo_tui.locale import message
from miljo_tui.store.mistakes.clues import Clue, Mistake

_TYPOGRAPHIC = "“”„‟«»‘’‚‹›´`"
_DRIVE = re.compile(r"[A-Za-z]:\\|\\\\")


def backslash(clue: Clue) -> Mistake | None:
    r"""A `\` between double quotes that begins no escape TOML knows, as in a Windows path."""
    if not clue.says("Unescaped '\\'", "Invalid hex value", "Escaped character"):
        return None
    offset = clue.text.rfind("\\", 0, clue.offset)
    found = clue.text[offset : clue.text.find("\n", offset) + 1 or None][:2]
    what = message(
        "“{found}” has no meaning in TOML; between double quotation marks a backslash is special.",
        found=found.strip(),
    )
    if _DRIVE.search(clue.row):
        remedy = message("Write the path between single quotation marks: 'C:\\folder\\file'")
    else:
        remedy = message("Write \\\\ for a backslash.")
    return Mistake(max(offset, 0), what, remedy)


def missing_closing_quote(clue: Clue) -> Mistake | None:
    """Text that is opened with a quotation mark and never closed."""
    if not clue.says("Illegal character '\\n'", "Unterminated string", "Expected \"'"):
        return None
    start = clue.scanner_stop
    if start is None:
        return None
    quote = clue.text[start : start + 1]
    opening = start - 2  # the scanner takes the first two of three for an empty text
    if opening >= 0 and clue.text[opening:start] == quote * 2:
        start, quote = opening, quote * 3
    if quote[:1] not in ("'", '"'):
        return None
    end = clue.text.find("\n", start)
    found = clue.text[start : end if end >= 0 else None].rstrip()
    return Mistake(
        start,
        message("The closing quotation mark is missing after {found}", found=found),
        message(
            'Close the text with {quote}; text of several lines stands between """.', quote=quote
        ),
    )


def typographic_quotes(clue: Clue) -> Mistake | None:
    """Curly quotation marks where TOML wants the straight ones."""
    if not clue.says("Invalid value", "Invalid statement", "Expected '='", "Invalid initial"):
        return None
    if clue.text[clue.offset : clue.offset + 1] not in tuple(_TYPOGRAPHIC):
        return None
    found = re.split(r"\s+#|[,\]]", clue.after)[0].strip()
    plain = found.strip(_TYPOGRAPHIC)
    return Mistake(
        clue.offset,
        message("{found} has typographic quotation marks.", found=found),
        message('Use the straight ones: "{text}"', text=plain),
    )


def text_after_closing_quote(clue: Clue) -> Mistake | None:
    """Words after a text that a quotation mark inside it has closed too early."""
    before = clue.row[: clue.offset - clue.row_start].rstrip()
    if not clue.says("Expected newline") or not before.endswith(('"', "'")):
        return None
    return Mistake(
        clue.offset,
        message(
            "“{found}” stands after the closing quotation mark.",
            found=clue.after.strip(),
        ),
        message('Write \\" for a quotation mark inside the text, and # before a comment.'),
    )
