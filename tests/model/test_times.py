"""Times and periods: what people write is read, as one thing or not at all, and said back."""

from __future__ import annotations

from datetime import date

import pytest
from fuzzing import examples
from hypothesis import given
from hypothesis import strategies as st
from making import CHOSEN, ENGLISH, folder

from miljo_tui.locale import language
from miljo_tui.model.parse_input import DASHES, Unclear
from miljo_tui.model.periods import Period, a_period
from miljo_tui.model.query import sort
from miljo_tui.model.read_times import a_time
from miljo_tui.model.rules import check
from miljo_tui.model.times import FIRST_MONTHS, TIME, Time, first_day, last_day, words
from miljo_tui.model.values import same

SWEDISH = language("sv")

READ: list[tuple[str, Time]] = [
    ("2022", 2022),
    (" 2022. ", 2022),
    ("2022.0", 2022),
    ("２０２２", 2022),
    ("under 2022", 2022),
    ("2022-04-01", date(2022, 4, 1)),
    ("2022-4-1", date(2022, 4, 1)),
    ("2022/04/01", date(2022, 4, 1)),
    ("2022-04-01 00:00:00", date(2022, 4, 1)),
    ("2022-04-01T00:00:00", date(2022, 4, 1)),
    ("1 april 2022", date(2022, 4, 1)),
    ("den 1:a april 2022", date(2022, 4, 1)),
    ("1 apr. 2022", date(2022, 4, 1)),
    ("1/4 2022", date(2022, 4, 1)),
    ("1/4-2022", date(2022, 4, 1)),
    ("1/4 -22", date(2022, 4, 1)),
    ("1.4.2022", date(2022, 4, 1)),
    ("01.04.2022", date(2022, 4, 1)),
    ("20220401", date(2022, 4, 1)),
    ("31/12/2022", date(2022, 12, 31)),
    ("April 1, 2022", date(2022, 4, 1)),
    ("april 2021", "2021-04"),
    ("April 2021", "2021-04"),
    ("i april 2021", "2021-04"),
    ("apr -21", "2021-04"),
    ("apr-21", "2021-04"),
    ("apr ’21", "2021-04"),
    ("2021-04", "2021-04"),
    ("2021-4", "2021-04"),
    ("kv 2 2024", "2024-Q2"),
    ("kv2 2024", "2024-Q2"),
    ("kv. 2 2024", "2024-Q2"),
    ("kvartal 2 2024", "2024-Q2"),
    ("Q2 2024", "2024-Q2"),
    ("Q2-2024", "2024-Q2"),
    ("2024-q2", "2024-Q2"),
    ("andra kvartalet 2024", "2024-Q2"),
    ("2:a kvartalet 2024", "2024-Q2"),
    ("våren 2022", "2022-vår"),
    ("va\u030aren 2022", "2022-vår"),
    ("vår -22", "2022-vår"),
    ("vt 2022", "2022-vår"),
    ("under våren 2022", "2022-vår"),
    ("sommaren 2022", "2022-sommar"),
    ("HT 2022", "2022-höst"),
    ("autumn 2022", "2022-höst"),
    ("vintern 2022", "2022-vinter"),
    ("vintern 2022/23", "2022-vinter"),
    ("vintern 2022–2023", "2022-vinter"),
]

UNCLEAR = [
    ("5/1/2024", ["2024-01-05", "2024-05-01"]),
    ("24-05-01", ["2024-05-01", "2001-05-24"]),
    ("240501", ["2024-05-01", "2001-05-24"]),
    ("22/2 22", ["2022-02-22"]),
    ("apr 21", ["april 2021"]),
    ("vt22", ["våren 2022"]),
    ("44927", ["2023-01-01"]),
    ("ca 2024", ["2024"]),
    ("2024*", ["2024"]),
    ("2024 (försenad)", ["2024"]),
    ("2024-05-01 13:30:00", ["2024-05-01"]),
    ("före hösten 2024", ["hösten 2024"]),
]

UNREAD = ["okänd", "?", "n/a", "2024-13-01", "2024-02-30", "0", "1900-01-00", "maj", "v. 12 2024"]


@pytest.mark.parametrize(("text", "time"), READ)
def test_a_time_is_read_as_people_write_it(text: str, time: Time) -> None:
    assert same(a_time(text), time)


def told(unclear: Unclear) -> list[str]:
    return [SWEDISH.spell(meaning) for meaning in unclear.meanings]


@pytest.mark.parametrize(("text", "meanings"), UNCLEAR)
def test_what_may_mean_several_things_is_refused_with_what_it_may_mean(
    text: str, meanings: list[str]
) -> None:
    with pytest.raises(Unclear) as raised:
        a_time(text)
    assert told(raised.value) == meanings
    for meaning in meanings:
        a_time(meaning)  # each can be written


@pytest.mark.parametrize("text", [*UNREAD, "x" * 100_000, "1" * 100_000, "- " * 50_000])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        a_time(text)


TIMES = st.one_of(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.integers(1900, 2199),
    st.builds("{}-{}".format, st.integers(1900, 2199), st.sampled_from(list(FIRST_MONTHS))),
)


@examples(600)
@given(TIMES)
def test_what_is_written_and_what_is_said_is_read_again(time: Time) -> None:
    assert same(TIME.read(TIME.write(time), ""), time)
    assert not list(TIME.faults(time, ""))
    for speaker in (SWEDISH, ENGLISH):
        assert same(a_time(speaker.spell(words(time))), time)
        assert same(a_time(speaker.spell(words(time, short=True))), time)
    assert first_day(time) <= last_day(time)


PERIODS: list[tuple[str, Period]] = [
    *((f"2022{space}{dash}{space}2025", Period(2022, 2025)) for dash in DASHES for space in " "),
    *((f"2022{dash}2025", Period(2022, 2025)) for dash in [*DASHES, "\u00ad", "--", " till "]),
    ("2022/2023", Period(2022, 2023)),
    ("2022/23", Period(2022, 2023)),
    ("2022-25", Period(2022, 2025)),
    ("2022", Period(2022, 2022)),
    ("fr.o.m. 2022", Period(2022)),
    ("fr o m 2022", Period(2022)),
    ("från och med våren 2022", Period("2022-vår")),
    ("2022–", Period(2022)),
    ("t.o.m. 2025", Period(end=2025)),
    ("till och med 2025", Period(end=2025)),
    ("senast 2025", Period(end=2025)),
    ("–2025", Period(end=2025)),
    ("2022 t o m 2025", Period(2022, 2025)),
    ("2022 tom 2025", Period(2022, 2025)),
    ("fr.o.m. 2022 t.o.m. 2025", Period(2022, 2025)),
    ("årligen 2022–2025", Period(2022, 2025, True)),
    ("2022–2025, löpande", Period(2022, 2025, True)),
    ("löpande", Period(continuous=True)),
    ("årligen", Period(continuous=True)),
    ("Löpande under avtalsperioden", Period(continuous=True)),
    ("2022, 2023, 2024", Period(2022, 2024)),
    ("2022 och 2023", Period(2022, 2023)),
    ("våren 2023 – hösten 2024", Period("2023-vår", "2024-höst")),
    ("maj–oktober 2024", Period("2024-05", "2024-10")),
    ("1/5–31/10 2024", Period(date(2024, 5, 1), date(2024, 10, 31))),
    ("kv 1–kv 3 2024", Period("2024-Q1", "2024-Q3")),
    ("2024-01-01--2024-12-31", Period(date(2024, 1, 1), date(2024, 12, 31))),
    ("2024-05", Period("2024-05", "2024-05")),
    ("2025-2022", Period(2025, 2022)),
]


@pytest.mark.parametrize(("text", "period"), PERIODS)
def test_a_period_is_read_as_people_write_it(text: str, period: Period) -> None:
    assert a_period(text) == period


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("2010-12", ["december 2010", "2010–2012"]),
        ("vintern 2022–2023", ["vintern 2022/2023", "vintern 2022/2023 – 2023"]),
        ("2022 eller senare", ["2022"]),
    ],
)
def test_a_period_that_may_be_several_is_refused_with_them(text: str, meanings: list[str]) -> None:
    with pytest.raises(Unclear) as raised:
        a_period(text)
    assert told(raised.value) == meanings
    for meaning in meanings:
        a_period(meaning)


@pytest.mark.parametrize("text", ["2022, 2024", "okänt", "2022-2025-2027", "", "2022 2025"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".?"):
        a_period(text)


@examples(300)
@given(TIMES, TIMES)
def test_a_period_is_read_as_it_is_said(one: Time, other: Time) -> None:
    first, last = sorted((one, other), key=first_day)
    for speaker in (SWEDISH, ENGLISH):
        assert a_period(speaker.spell(Period(first, last).words)) == Period(first, last)


@pytest.mark.parametrize(
    ("time", "first", "last"),
    [
        (2022, date(2022, 1, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-Q2", date(2024, 4, 1), date(2024, 6, 30)),
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31)),
        ("2022-vår", date(2022, 3, 1), date(2022, 5, 31)),
        ("2022-sommar", date(2022, 6, 1), date(2022, 8, 31)),
        ("2022-höst", date(2022, 9, 1), date(2022, 11, 30)),
        ("2022-vinter", date(2022, 12, 1), date(2023, 2, 28)),
        ("9999-vinter", date(9999, 12, 1), date.max),
        ("0000-01", date(1, 1, 1), date(1, 1, 31)),
    ],
)
def test_a_time_counts_from_its_first_day_to_its_last(time: Time, first: date, last: date) -> None:
    assert (first_day(time), last_day(time)) == (first, last)


@pytest.mark.parametrize(
    ("time", "said", "short"),
    [
        ("2021-04", "april 2021", "apr 2021"),
        ("2024-Q2", "kvartal 2 2024", "kv 2 2024"),
        ("2022-vår", "våren 2022", "vår 2022"),
        ("2022-vinter", "vintern 2022/2023", "vinter 2022/23"),
        (date(2022, 2, 22), "2022-02-22", "2022-02-22"),
    ],
)
def test_a_time_is_said_in_words_and_short_in_tables(time: Time, said: str, short: str) -> None:
    assert SWEDISH.spell(words(time)) == said
    assert SWEDISH.spell(TIME.short(time)) == short


def test_the_check_compares_the_days_and_says_the_words() -> None:
    texts = {
        "a": 'title = "a"\nstart = "2022-höst"\nend = "2022-sommar"',
        "b": 'title = "b"\nstart = "2022-vår"\nend = "2022-03"',
        "c": 'title = "c"\nstart = "2026-vår"',
        "d": 'title = "d"\nstart = "april 2021"',
        "e": 'title = "e"\nstart = "1822-vår"',
    }
    found = check(folder(measures=texts, agreement=CHOSEN))
    said = {
        name: [(p.code, SWEDISH.say(p.message), SWEDISH.say(p.remedy)) for p in problems]
        for name, problems in found.items()
    }
    assert [code for code, _m, _r in said["measures/a"]] == ["end-before-start"]
    assert "sommaren 2022" in said["measures/a"][0][1]
    assert "measures/b" not in said
    assert said["measures/c"][0][0] == "outside-period"
    assert "våren 2026" in said["measures/c"][0][1]
    assert said["measures/d"][0][0] == "wrong-type"
    assert '"2021-04"' in said["measures/d"][0][2]
    assert said["measures/e"][0][0] == "out-of-range"


def test_measures_are_sorted_by_the_first_day_of_their_start() -> None:
    starts = ['"2022-höst"', "2022", '"2022-04"', '"2022-Q3"', "2022-03-15", '"2021-vinter"']
    measures = {f"m{n}": f'title = "m{n}"\nstart = {each}' for n, each in enumerate(starts)}
    ordered = sort(folder(measures=measures).measures.values(), "period")
    assert [record.raw["start"] for record in ordered] == [
        "2021-vinter",
        2022,
        date(2022, 3, 15),
        "2022-04",
        "2022-Q3",
        "2022-höst",
    ]
