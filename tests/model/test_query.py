"""Filtering forgives, sorting is Swedish, and the state is that of the newest follow-up."""

from __future__ import annotations

import pytest
from making import ENGLISH, folder

from miljo_tui.model.progress import newest, status, tally
from miljo_tui.model.query import collate, fold, matches, search_text, sort


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        ("angar", "Ängar i tätorten"),
        ("ÄNGAR tatort", "Ängar i tätorten"),
        ("miljoverenskommelse", "Miljööverenskommelsen"),
        ("miljööverenskommelse", "miljöverenskommelsen"),
        ("cafe", "Café"),
        ("", "vad som helst"),
        ("a\u030angstrom", "Ångström"),
    ],
)
def test_terms_are_found_however_they_are_spelled(terms: str, text: str) -> None:
    assert matches(terms, fold(text))


def test_every_term_must_occur() -> None:
    assert not matches("ängar skog", fold("Ängar i tätorten"))


def test_swedish_order() -> None:
    words = ["Öst", "Zebra", "Ära", "Åsa", "ande", "Ände", "étude", "Etta", "Ytter", "über"]
    assert sorted(words, key=collate) == [
        "ande",
        "Etta",
        "étude",
        "über",
        "Ytter",
        "Zebra",
        "Åsa",
        "Ände",
        "Ära",
        "Öst",
    ]


REPORTED = """\
title = "Ängar"
areas = ["pollinering"]
responsible = "Parkenheten"
objectives = [13]
[[follow_ups]]
year = 2023
status = "H"
[[follow_ups]]
year = 2022
status = "G"
[[follow_ups]]
year = 2023
status = "P"
reported_by = "Planenheten"
[[follow_ups]]
year = 2024
"""


def test_the_status_is_that_of_the_latest_year_and_then_the_last_in_the_file() -> None:
    measure = folder(measures={"a": REPORTED}).measures["a"].value
    follow_up = newest(measure)
    assert follow_up is not None
    assert (follow_up.year, status(measure), follow_up.reported_by) == (2023, "P", "Planenheten")


def test_the_tally_counts_what_is_not_reported_too() -> None:
    measures = folder(measures={"a": REPORTED, "b": 'title = "x"'}).measures.values()
    assert tally(measures) == {"G": 0, "H": 0, "P": 1, "E": 0, "not_relevant": 0, "": 1}


def test_everything_of_a_record_is_searched_in_words() -> None:
    around = folder(measures={"a": REPORTED})
    text = search_text(around.measures["a"], around, ENGLISH)
    for terms in ("parkenheten", "agricultural", "planenheten", "2022", "started"):
        assert matches(terms, text), terms


def test_sorting_puts_what_is_missing_last_and_keeps_ties() -> None:
    measures = {
        "a": 'title = "Ö"\nresponsible = "B"\nstart = 2024',
        "b": 'title = "A"',
        "c": 'title = "Z"\nresponsible = "A"\nstart = 2023-05-01',
    }
    records = list(folder(measures=measures).measures.values())
    assert [record.id for record in sort(records, "title")] == ["b", "c", "a"]
    assert [record.id for record in sort(records, "responsible")] == ["c", "a", "b"]
    assert [record.id for record in sort(records, "period")] == ["c", "a", "b"]
    assert [record.id for record in sort(records, "status")] == ["b", "c", "a"]
    assert [record.id for record in sort(records, reverse=True)] == ["a", "c", "b"]
    assert [record.id for record in sort(records, "responsible", reverse=True)] == ["a", "c", "b"]
    assert [record.id for record in sort(records, "period", reverse=True)] == ["a", "c", "b"]


def test_titles_are_in_swedish_order() -> None:
    titles = ["Etapp 2", "etapp 10", "Idé", "idéer", "Zebra", "åkrar", "Åkrar", "ängar", "Öar"]
    measures = {f"m{at}": f"title = '{title}'" for at, title in enumerate(reversed(titles))}
    records = folder(measures=measures).measures.values()
    assert [record.name for record in sort(records)] == titles
