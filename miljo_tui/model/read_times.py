"""Times as people write them, in an office and in Swedish, read into what the files hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from miljo_tui.model.parse_input import MONTHS, Unclear, even
from miljo_tui.model.times import FIRST_MONTHS, Time, words

_YEAR = r"(?P<year>\d{4})"
_SHORT_YEAR = r"(?:[-'] ?(?P<short>\d\d))"
_ANY_YEAR = rf"(?:{_YEAR}|{_SHORT_YEAR})"
_MIDNIGHT = r"(?:[t ]00:00(?::00(?:\.0+)?)?)?"

_DAYS = (
    rf"{_YEAR}(?P<by>[-/.])(?P<month>\d\d?)(?P=by)(?P<day>\d\d?){_MIDNIGHT}",
    r"(?P<year>(?:19|20|21)\d\d)(?P<month>\d\d)(?P<day>\d\d)",
    rf"(?P<day>\d\d?) ?/ ?(?P<month>\d\d?)(?:[ -]? ?{_YEAR}| ?{_SHORT_YEAR})(?<!/\d{{4}})",
    rf"(?P<day>\d\d?)\. ?(?P<month>\d\d?)[. ] ?{_YEAR}",
    rf"(?:den )?(?P<day>\d\d?)(?::?[ae]|\.|st|nd|rd|th)? (?P<name>[a-zå-ö]+)\.?,? ?{_ANY_YEAR}",
    rf"(?P<name>[a-z]+)\.? (?P<day>\d\d?)(?:st|nd|rd|th)?,? {_YEAR}",
)
"""The ways to write a day that mean one thing only."""

_PARTS = (
    rf"{_YEAR}[-/ ](?P<month>\d\d?)",
    rf"(?P<month>\d\d?)[-/.]{_YEAR}",
    rf"(?P<name>[^\d].*?|\d[^\d].*?)(?: of)?(?:[ ,/-]*{_YEAR}|[ ,]*{_SHORT_YEAR})",
    rf"{_YEAR}[- ,]+(?P<name>[^\d-].*)",
)
"""The ways to write a month, a quarter or a season of a year."""

_EITHER_WAY = r"(?P<one>\d\d?)(?P<by>[-/.])(?P<two>\d\d?)(?P=by)(?P<three>\d\d|\d{4})"
_WITHOUT_MARKS = r"(?P<one>\d\d)(?P<by>)(?P<two>\d\d)(?P<three>\d\d|\d{4})"
_BARE_YEAR = r"(?P<before>.*[^\d'-].*?) ?(?P<short>\d\d)"
_WINTER = r"(?:vintern?|winter)(?: of)? (?P<year>\d{4})[-/](?P<after>\d\d|\d{4})"
_AROUND = (
    r"(?:(?:ca|cirka|omkring|runt|ungefär|about|around|prel|preliminärt|troligen|tidigast|före|"
    r"innan|efter|från|fr ?o ?m|fr\.o\.m|from|från och med|till|t ?o ?m|t\.o\.m|until|by|senast|"
    r"till och med|(?:i )?(?:slutet|början|mitten) (?:av|på))\.? )*"
    r"(?P<time>.*?)"
    r"(?: ?[*?]+| ?\(.*\)| (?:eller|och|or) (?:senare|later|framåt)|[t ]\d\d:\d\d.*)?"
)
_FILLED = r"(?:(?:under|i|år|year|in|during|hela) )*(?P<time>.*?)[ .;,]*"

_LONGEST = 80
"""Characters of a text that may be a time."""

_CENTURY_TURN = 70
"""A year of two digits from here on lies in the last century."""

_FIRST_SERIAL, _SERIALS = date(1899, 12, 30), range(30_000, 73_051)
"""The day that spreadsheets count from, and the counts that are likely days."""


def a_time(text: str) -> Time:
    """Read a date, a year or a part of one, such as `22/2 2022`, `april 2021`, `våren 2022`.

    Raises Unclear where it may mean several things, ValueError where it means none.
    """
    return _read(even(text))


def a_date(text: str) -> date:
    """Read a date, such as `2022-02-22`, `22/2 2022` or `22 februari 2022`.

    Raises Unclear where it may be several, ValueError where it is none.
    """
    found = a_time(text)
    if isinstance(found, date):
        return found
    raise ValueError(text)


def _read(text: str) -> Time:
    if len(text) > _LONGEST:
        raise ValueError(text)
    time = _certain(text)
    if time is not None:
        return time
    if meanings := list(dict.fromkeys(_likely(text))):
        raise Unclear([words(meaning) for meaning in meanings])
    raise ValueError(text)


def _certain(text: str) -> Time | None:
    """Return the one time that a text means, None where it means none or several."""
    filled = _match(_FILLED, text)
    text = filled["time"] if filled else text
    if found := _match(r"(\d{4})(?:\.0)?", text):
        return int(found[1])
    for pattern in _DAYS:
        if (found := _match(pattern, text)) and (day := _day(found)):
            return day
    if (found := _match(_EITHER_WAY, text)) and len(found["three"]) == 4:
        days = set(_either_way(found))
        if len(days) == 1:
            return days.pop()
    for pattern in _PARTS:
        if (found := _match(pattern, text)) and (part := _part(found)):
            return part
    if (found := _match(_WINTER, text)) and _follows(int(found["year"]), found["after"]):
        return f"{found['year']}-vinter"
    return None


def _day(found: re.Match[str]) -> date | None:
    named = found.groupdict()
    month = named.get("month") or month_of(named["name"])
    return _date(_year(found), int(month), int(named["day"])) if month else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(found: re.Match[str]) -> int:
    named = found.groupdict()
    return int(named["year"]) if named.get("year") else _whole_year(named["short"])


def _whole_year(digits: str) -> int:
    return int(digits) + (1900 if int(digits) >= _CENTURY_TURN else 2000)


def _follows(year: int, after: str) -> bool:
    return int(after) == (year + 1 if len(after) == 4 else (year + 1) % 100)


def _part(found: re.Match[str]) -> str | None:
    named = found.groupdict()
    if named.get("month"):
        part = f"{int(named['month']):02}"
    else:
        part = part_names().get(named["name"].rstrip(".").strip(), "")
    return f"{_year(found)}-{part}" if part in FIRST_MONTHS else None


def month_of(name: str) -> str:
    """Return the month that a word names, as `04`; an empty text where it names none."""
    part = part_names().get(name, "")
    return part if part.isdigit() else ""


@cache
def part_names() -> dict[str, str]:
    """Return the words for the parts of a year, in both languages, by which part they name."""
    names = {name: f"{number:02}" for number, each in enumerate(MONTHS, 1) for name in each}
    for quarter, ordinals in enumerate(
        (
            ("första", "1:a", "1a", "first", "1st"),
            ("andra", "2:a", "2a", "second", "2nd"),
            ("tredje", "3:e", "3e", "third", "3rd"),
            ("fjärde", "4:e", "4e", "fourth", "4th"),
        ),
        1,
    ):
        said = [f"{ordinal} {noun}" for ordinal in ordinals for noun in ("kvartalet", "quarter")]
        for short in ("q", "kv", "kv.", "kvartal", "quarter"):
            said += [f"{short} {quarter}", f"{short}{quarter}"]
        names |= dict.fromkeys(said, f"Q{quarter}")
    seasons = {
        "vår": "vår våren vt vårterminen spring",
        "sommar": "sommar sommaren summer",
        "höst": "höst hösten ht höstterminen autumn fall",
        "vinter": "vinter vintern winter",
    }
    for part, said_so in seasons.items():
        names |= dict.fromkeys(said_so.split(), part)
    return names


def _likely(text: str) -> Iterator[Time]:
    """Yield what a text may mean that is no clear time: what people must say themselves."""
    for pattern in (_EITHER_WAY, _WITHOUT_MARKS):
        if found := _match(pattern, text):
            yield from _either_way(found)
    if text.isdecimal() and int(text) in _SERIALS:
        yield _FIRST_SERIAL + timedelta(int(text))
    if found := _match(_BARE_YEAR, text):
        whole = _certain(f"{found['before'].strip()} {_whole_year(found['short'])}")
        yield from () if whole is None else (whole,)
    around = _match(_AROUND, text)
    if around and around["time"] != text:
        within = _certain(around["time"])
        yield from () if within is None else (within,)


def _either_way(found: re.Match[str]) -> Iterator[date]:
    one, two, three = (int(found[name]) for name in ("one", "two", "three"))
    orders = []
    if len(found["three"]) == 4:
        orders = [(three, two, one)]
        if found["by"] == "/":
            orders.append((three, one, two))
    else:
        orders = [(_whole_year(found["one"]), two, three)] if len(found["one"]) == 2 else []
        orders.append((_whole_year(found["three"]), two, one))
    for order in orders:
        if day := _date(*order):
            yield day


def _match(pattern: str, text: str) -> re.Match[str] | None:
    # `re` compiles a pattern when it is first used, and keeps it.
    return re.fullmatch(pattern, text)
