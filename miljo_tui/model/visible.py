"""The one door to the screen: text of any origin as text that can only be read, never obeyed."""

from __future__ import annotations

import unicodedata

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories a reader cannot see or a terminal may obey: controls, formats, surrogates,
private-use and unassigned characters, line and paragraph separators."""

NEWLINE = "⏎"


def visible(text: str, *, lines: bool = False) -> str:
    """Return `text` with each hidden character written out, as `\\x1b` or `\\u202e`.

    A newline becomes `⏎` and a tab a space, unless `lines` keeps both. Everything else stays,
    combining marks too: `å` in two code points is still `å`.
    """
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else _written(character, lines) for character in text
    )


def _written(character: str, lines: bool) -> str:
    """Write out one character that may have to be hidden from the terminal."""
    if character in "\n\t":
        if lines:
            return character
        return NEWLINE if character == "\n" else " "
    if unicodedata.category(character) not in HIDDEN:
        return character  # a wide or unbreakable space: not printable to Python, harmless to read
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
