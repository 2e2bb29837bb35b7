"""The shipped texts say what the sources say: official lists verbatim, nothing unsourced added."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.model.times import first_day

SHIPPED = Path(__file__).resolve().parents[2] / "agreement"
FILES = sorted(SHIPPED.rglob("*.toml"))
MEASURES = sorted((SHIPPED / "measures").glob("*.toml"))
STATUSES = {"G", "H", "P", "E", "not_relevant"}

ORGANISATIONS_AND_PLACES = {
    "På Värmlands",
    "Klarälvens Vattenråd",
    "Länsstyrelsen Värmland",
    "Region Värmland",
    "Reningsverket Lappkärr",
    "Samverkansprojekt Värmullen",
    "Visit Värmland",
}
"""Runs of capitalised words in the data that are no person's name."""


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def texts(value: Any) -> Iterator[str]:
    """Yield every text inside a parsed value, web addresses left out."""
    if isinstance(value, str) and not value.startswith("http"):
        yield value
    for inner in value.values() if isinstance(value, dict) else ():
        yield from texts(inner)
    for inner in value if isinstance(value, list) else ():
        yield from texts(inner)


def ids(file: Path) -> str:
    return file.stem


def test_what_the_county_board_undertakes() -> None:
    assert read(SHIPPED / "agreement.toml")["county_commitments"] == [
        "stötta åtgärdsarbetet efter behov",
        "anordna kompetenshöjande aktiviteter och seminarium",
        "samordna och sammankalla arbetsgrupperna",
        "stötta sökande av extern finansiering av projektmedel",
        "ta fram riktlinjer för uppföljning och utvärdering",
        "kommunicera åtgärdsarbetet och resultaten",
    ]


def test_the_three_points_of_how_the_work_is_done() -> None:
    assert read(SHIPPED / "agreement.toml")["page"]["how_we_work"] == [
        "Under våren 2022 skulle arbetsgrupper som är kopplade till de prioriterade"
        " åtgärdsområdena starta.",
        "Åtgärder skulle beslutas och genomföras löpande i deltagande verksamheter under"
        " 2022–2025.",
        "Åtgärderna skulle följas upp en gång per år.",
    ]


def test_the_milestones_stand_in_time_order_each_with_a_source() -> None:
    milestones = read(SHIPPED / "agreement.toml")["milestones"]
    days = [first_day(each["date"]) for each in milestones]
    assert days == sorted(days)
    assert {date(2018, 2, 12), date(2018, 3, 20), date(2019, 5, 22), date(2022, 2, 22)} == {
        each["date"] for each in milestones if isinstance(each["date"], date)
    }
    assert all(each["sources"] for each in milestones)


def test_the_showing_is_an_activity_that_nobody_is_said_to_have_attended() -> None:
    (showing,) = read(SHIPPED / "areas" / "pollinering.toml")["meetings"]
    assert (showing["date"], showing["kind"]) == (date(2022, 8, 26), "activity")
    assert "attended" not in showing, "the source announces it, and tells nothing afterwards"
    assert "bjöd in" in showing["description"]


@pytest.mark.parametrize("file", MEASURES, ids=ids)
def test_statuses_are_on_the_scale(file: Path) -> None:
    measure = read(file)
    entries = measure.get("actions", []) + measure.get("follow_ups", [])
    assert {each["status"] for each in entries if "status" in each} <= STATUSES


@pytest.mark.parametrize("file", MEASURES, ids=ids)
def test_what_no_source_states_is_left_out_of_real_measures(file: Path) -> None:
    measure = read(file)
    if measure.get("example"):
        assert all("exempel" in measure[key].lower() for key in ("title", "description"))
        return
    unsourced = {"objectives", "global_goals", "responsible", "indicators", "criterion"}
    assert unsourced.isdisjoint(measure)
    assert all("amount" not in each for each in measure.get("funding", []))


def test_only_five_sub_actions_and_follow_ups_of_real_measures_have_a_reported_status() -> None:
    reported = {
        (file.stem, each.get("title", each.get("year")), each["status"])
        for file in MEASURES
        if not (measure := read(file)).get("example")
        for each in measure.get("actions", []) + measure.get("follow_ups", [])
        if "status" in each
    }
    assert reported == {
        ("okad-ekologisk-status-i-sjoar-och-vattendrag", "VA-planen utvärderas och revideras", "P"),
        ("okad-ekologisk-status-i-sjoar-och-vattendrag", "Åtgärdsprogram för Värmullen", "P"),
        ("okad-ekologisk-status-i-sjoar-och-vattendrag", 2019, "P"),
        ("forbattra-atervinning-av-avfall", 2019, "P"),
        ("pollinatorsprojekt", 2023, "G"),
    }


@pytest.mark.parametrize("file", FILES, ids=ids)
def test_no_person_is_named(file: Path) -> None:
    found = {
        run
        for text in texts(read(file))
        for run in re.findall(r"[A-ZÅÄÖ][a-zåäöé]+(?: [A-ZÅÄÖ][a-zåäöé]+)+", text)
    }
    assert found <= ORGANISATIONS_AND_PLACES
    assert not [text for text in texts(read(file)) if "landshövding" in text.lower()]


@pytest.mark.parametrize("file", FILES, ids=ids)
def test_long_texts_have_lines_that_fit_a_difference(file: Path) -> None:
    long = [text for text in texts(read(file)) if "\n" in text]
    assert all(text.endswith("\n") and not text.endswith("\n\n") for text in long)
    assert max((len(line) for text in long for line in text.splitlines()), default=0) <= 96


SITES = {
    "Arvika kommun": "arvika.se",
    "Karlstads kommun": "karlstad.se",
    "Storfors kommun": "storfors.se",
    "Säffle kommun": "saffle.se",
    "Årjängs kommun": "arjang.se",
}
"""The actors whose choice is known, each by a page of its own."""


def test_who_else_has_chosen_an_area_is_what_each_says_itself() -> None:
    chosen = {}
    for file in sorted((SHIPPED / "areas").glob("*.toml")):
        area = read(file)
        chosen[area["number"]] = "".join(actor[0] for actor in area["chosen_by"])
        for actor in area["chosen_by"]:
            assert any(SITES[actor] in source for source in area["sources"]), (file.stem, actor)
    assert chosen == {1: "AKSSÅ", 2: "AKS", 3: "AKS", 4: "AKSS", 5: "A", 6: "AKS", 7: "AKS"}
    storfors = {1, 2, 3, 4}
    assert storfors == {
        area["number"]
        for area in map(read, (SHIPPED / "areas").glob("*.toml"))
        if "Storfors kommun" in area["chosen_by"]
    }
