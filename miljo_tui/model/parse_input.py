"""Values as people write them, in an office and in Swedish, read into what the files hold."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from math import isfinite

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

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_SLASH = re.compile(r"(\d{1,2})/(\d{1,2})[ -](\d{4})", re.ASCII)
_NAMED = re.compile(r"(?:den )?(\d{1,2}) ([a-zå-ö]+)\.? (\d{4})")
_YEAR = re.compile(r"\d{4}", re.ASCII)
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009")


def tidy(text: str) -> str:
    """Return the text with composed letters (NFC) and Unix line ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def a_date(text: str) -> date:
    """Read `2022-02-22`, `22/2 2022` or `22 februari 2022`; raise ValueError for anything else."""
    text = text.strip().casefold()
    if found := _ISO.fullmatch(text):
        return date(*map(int, found.groups()))
    if found := _SLASH.fullmatch(text):
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    if found := _NAMED.fullmatch(text):
        for number, names in enumerate(MONTHS, 1):
            if found[2] in names:
                return date(int(found[3]), number, int(found[1]))
    raise ValueError(text)


def a_year(text: str) -> int:
    """Read a year of four digits; raise ValueError for anything else."""
    if _YEAR.fullmatch(text.strip()):
        return int(text)
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


def an_amount(text: str) -> int:
    """Read whole kronor, `120 000 kr` or `120000`; raise ValueError for anything else."""
    return a_whole_number(re.sub(r"(?i)\s*(kr|kronor|sek)\.?$", "", text.strip()))


def a_yes_or_no(text: str) -> bool:
    """Read ja/nej, yes/no or true/false; raise ValueError for anything else."""
    word = text.strip().casefold()
    if word in ("ja", "yes", "true"):
        return True
    if word in ("nej", "no", "false"):
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
