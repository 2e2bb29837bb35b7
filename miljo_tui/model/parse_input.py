"""Values as people write them, in an office and in Swedish, read into what the files hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from math import isfinite

from miljo_tui.locale import Message

MONTHS = (
    ("januari", "jan", "january"),
    ("februari", "feb", "february"),
    ("mars", "mar", "march"),
    ("april", "apr"),
    ("maj", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("augusti", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u02d7\u2e3a\u2e3b\ufe58\ufe63\uff0d"
"""The hyphens, dashes and minus signs there are."""

_TO_HYPHENS = str.maketrans(dict.fromkeys(DASHES, "-") | dict.fromkeys("’‘´`", "'"))
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009")


class Unclear(ValueError):
    """A text may mean one thing or another; `meanings` are texts that each mean only one."""

    def __init__(self, meanings: Sequence[str | Message]) -> None:
        super().__init__("not clear")
        self.meanings = meanings


def _is_seen(letter: str) -> bool:
    # Behind a tick stands what says to show it in colours.
    return letter != "\ufe0f" and unicodedata.category(letter) != "Cf"


def even(text: str) -> str:
    """Return a text as readers compare it: small letters, one kind of space, one of dash."""
    text = re.sub("(?<=[0-9])\u00ad(?=[0-9])", "-", text)
    shown = "".join(each for each in text if _is_seen(each))
    one_kind = unicodedata.normalize("NFKC", shown).casefold().translate(_TO_HYPHENS)
    return " ".join(one_kind.split())


def tidy(text: str) -> str:
    """Return the text with composed letters (NFC) and Unix line ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def a_year(text: str) -> int:
    """Read a year of four digits; raise ValueError for anything else."""
    if re.fullmatch(r"\d{4}(\.0)?", text.strip(), re.ASCII):
        return int(text.strip()[:4])
    raise ValueError(text)


def a_whole_number(text: str) -> int:
    """Read `120 000` or `120000`; raise ValueError for anything else."""
    digits = text.translate(_SPACES)
    if re.fullmatch(r"[+-]?\d+", digits, re.ASCII):
        return int(digits)
    raise ValueError(text)


def a_number(text: str) -> int | float:
    """Read `3,5`, `3.5`, `12` or `1e-05`; raise ValueError for anything else."""
    digits = text.translate(_SPACES).replace("−", "-").replace(",", ".")
    if re.fullmatch(r"[+-]?\d+", digits, re.ASCII):
        return int(digits)
    if re.fullmatch(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", digits, re.ASCII | re.IGNORECASE):
        number = float(digits)
        if isfinite(number):
            return number
    raise ValueError(text)


def a_yes_or_no(text: str) -> bool:
    """Read ja/nej, yes/no, true/false, x, 1/0 or a tick; raise ValueError for anything else."""
    word = even(text)
    if word in ("ja", "j", "yes", "y", "true", "sant", "x", "1", *"✓✔☑✅√"):
        return True
    if word in ("nej", "n", "no", "false", "falskt", "0", "☐"):
        return False
    raise ValueError(text)


def a_list(text: str) -> list[str]:
    """Read `a, b, c`; an item that holds a comma stands in double quotes.

    Raises ValueError for an item of more than a hundred thousand characters.
    """
    if not text.strip():
        return []
    import csv  # only what somebody typed needs it

    one_line = tidy(text).replace("\n", ",")
    try:
        (items,) = csv.reader([one_line], skipinitialspace=True)
    except csv.Error as error:
        raise ValueError(text) from error
    return [item.strip() for item in items if item.strip()]
