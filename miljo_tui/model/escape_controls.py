"""The one door to the screen: text of any origin as text that can only be read, never obeyed."""

from __future__ import annotations

import re
import unicodedata

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories a reader cannot see or a terminal may obey: controls, formats, surrogates,
private-use and unassigned characters, line and paragraph separators."""

NEWLINE = "⏎"

MOST_MARKS = 6
"""So many marks may a letter bear; a heap of them would be painted over the lines around it."""

# By what none of them is: a range up to the last character there is takes a while to compile.
_MAY_BE_MARKS = re.compile("[^\0-\u02ff\u2000-\u20cf\u2100-\u2cee]")


def visible(text: str, *, lines: bool = False) -> str:
    """Return `text` with each hidden character written out, as `\\x1b` or `\\u202e`.

    A newline becomes `⏎` and a tab a space, unless `lines` keeps both. Everything else stays,
    combining marks too, but for a flood of them: `å` in two code points is still `å`.
    """
    if _MAY_BE_MARKS.search(text):
        text = _dammed(text)
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else _written(character, lines) for character in text
    )


def one_line(text: str) -> str:
    """Return a text as it stands in a trailer: on one line, and with nothing hidden."""
    return visible(" ".join(text.split()))


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, where a line feed ends each.

    What else Python takes for an end, such as U+2028, must not pass for a line of a file.
    """
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []


def _dammed(text: str) -> str:
    """Write out the marks that are too many on one letter."""
    marks = 0
    dammed = []
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        dammed.append(character if marks <= MOST_MARKS else _escaped(character))
    return "".join(dammed)


def _written(character: str, lines: bool) -> str:
    """Write out one character that may have to be hidden from the terminal."""
    if character in "\n\t":
        if lines:
            return character
        return NEWLINE if character == "\n" else " "
    if unicodedata.category(character) not in HIDDEN:
        return character  # a wide or unbreakable space: not printable to Python, harmless to read
    return _escaped(character)


def _escaped(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
