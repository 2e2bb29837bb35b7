"""Periods as people write them, `2022–2025` or `fr.o.m. våren 2022`, with any dash there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.kinds import not_clear, unreadable
from miljo_tui.model.parse_input import Unclear, even
from miljo_tui.model.read_times import a_time, part_names
from miljo_tui.model.times import TIME, Time, first_day, last_day, words

KEY, LABEL = "period", _("Period")
"""How a command names a period, and what people call it."""

HEADINGS = "tid, tidplan, tidsplan, tidsperiod, genomförs, genomförandetid"
"""What Swedish lists call a column of periods besides."""

EXPECTED = _("a period, such as 2022–2025 or fr.o.m. 2022")

_ALWAYS = (
    r"löpande|kontinuerligt?|pågående|fortlöpande|återkommande|årlig(?:en|t)?|varje år|"
    r"yearly|annually|every year|continuous(?:ly)?|ongoing"
)
_THE_PERIOD = r"(?:under )?(?:hela )?(?:avtals|överenskommelse)?perioden"
_CONTINUOUS = rf"(?P<before>.*?)[,;(]? ?\b(?:{_ALWAYS})\b\)?(?: {_THE_PERIOD})?[,;]? ?(?P<after>.*)"
_FROM = r"fr ?o ?m|fr\.? ?o\.? ?m\.?|from|från och med|från|start|since|with start"
_UNTIL = r"t ?o ?m|t\.? ?o\.? ?m\.?|till och med|till|senast|until|to|by|through"
_OPEN = rf"(?:(?P<first>{_FROM}) (?P<start>.+?)|(?P<last>{_UNTIL}|-) ?(?P<end>.+)|(?P<begun>.+) ?-)"
_BETWEEN = rf" ?--+ ?| ?- ?| (?:{_UNTIL}) | ?/ ?"
_YEARS = r"\d{4}(?:(?:, ?| och | and | & )\d{4})+"


@frozen
class Period:
    """A first and a last time, as far as they are told, and whether it goes on all the while."""

    start: Time | None = None
    end: Time | None = None
    continuous: bool = False

    @property
    def is_backward(self) -> bool:
        """Tell whether it ends before it begins, which is for a check to say."""
        if self.start is None or self.end is None:
            return False
        return last_day(self.end) < first_day(self.start)

    @property
    def words(self) -> str | Message:
        """What people call it, so that it can mean nothing else."""
        start, end = (None if each is None else words(each) for each in (self.start, self.end))
        if start is None or end is None:
            text = _("until {end}") if start is None else _("from {start}")
            return message(text, start=start, end=end)
        if self.start == self.end:
            return start
        dash = "–" if isinstance(self.start, int) and isinstance(self.end, int) else " – "
        return message("{start}{dash}{end}", start=start, dash=dash, end=end)


def read_period(text: str) -> Period:
    """Read what a person wrote as a period; of nothing, one of which nothing is told.

    Raises WrongUse where it cannot be understood.
    """
    if TIME.is_blank(text):
        return Period()
    try:
        return a_period(text)
    except Unclear as unclear:
        raise not_clear(text, LABEL, unclear.meanings) from None
    except ValueError:
        raise unreadable(text, LABEL, EXPECTED) from None


def a_period(text: str) -> Period:
    """Read a period; one time alone begins and ends it.

    Raises Unclear where it may be several, ValueError where it is none.
    """
    text = even(text).strip(" ,;")
    found = re.fullmatch(_CONTINUOUS, text)
    if found is None:
        return _read(text)
    rest = f"{found['before']} {found['after']}".strip(" ,;")
    if not rest:
        return Period(continuous=True)
    period = _read(rest)
    return Period(period.start, period.end, True)


def _read(text: str) -> Period:
    whole: tuple[Time, ...] = ()
    unclear: list[str | Message] = []
    try:
        whole = (a_time(text),)
    except Unclear as failure:
        unclear += failure.meanings
    except ValueError:
        pass
    closed = list(_closed(text))
    forward = [each for each in closed if not each.is_backward]
    meanings = [*(Period(time, time) for time in whole), *_open(text), *forward]
    meanings = list(dict.fromkeys(meanings)) or closed
    if len(meanings) == 1 and not (unclear and whole):
        return meanings[0]
    if meanings or unclear:
        raise Unclear([meaning.words for meaning in meanings] or unclear)
    raise ValueError(text)


def _open(text: str) -> Iterator[Period]:
    """Yield the period of which a text tells only the beginning or only the end."""
    found = re.fullmatch(_OPEN, text)
    if found is None:
        return
    if (end := _time(found["end"])) is not None:
        yield Period(end=end)
    elif (start := _time(found["start"] or found["begun"])) is not None:
        yield Period(start)


def _closed(text: str) -> Iterator[Period]:
    """Yield every period that a text may be, wherever its first part ends and its last begins."""
    if re.fullmatch(_YEARS, text):
        years = [int(year) for year in re.findall(r"\d{4}", text)]
        if years == list(range(years[0], years[-1] + 1)):
            yield Period(years[0], years[-1])
        return
    text = re.sub(rf"^(?:{_FROM}) ", "", text)
    for between in re.finditer(_BETWEEN, text):
        left, right = text[: between.start()], text[between.end() :]
        start = _time(left)
        if between[0].strip() == "/" and isinstance(start, str | None):
            continue  # a winter lies in two years
        end = _end(start, right)
        if start is None and end is not None:
            start = _with_year_of(end, left)
        if start is not None and end is not None:
            yield Period(start, end)


def _end(start: Time | None, text: str) -> Time | None:
    """Return the time that a period ends with; behind a year two digits are one, too."""
    if isinstance(start, int) and re.fullmatch(r"\d\d", text):
        return start - start % 100 + int(text)
    return _time(text)


def _with_year_of(end: Time, text: str) -> Time | None:
    """Return the time that begins a period such as `maj–oktober 2024` or `1/5–31/10 2024`."""
    if isinstance(end, date):
        start = _time(f"{text} {end.year}")
        return start if isinstance(start, date) else None
    if isinstance(end, int):
        return None
    part, other = part_names().get(text.strip()), end[5:]
    alike = part is not None and (part.isdigit(), part[0] == "Q") == (
        other.isdigit(),
        other[0] == "Q",
    )
    return f"{end[:4]}-{part}" if alike else None


def _time(text: str | None) -> Time | None:
    try:
        return a_time(text or "")
    except ValueError:
        return None
