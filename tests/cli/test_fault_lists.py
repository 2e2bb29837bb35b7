"""Lists that were read wrongly once, byte for byte: each cell has its right value, or says why."""

from __future__ import annotations

import csv
import json
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.cli.main import run

Git = Callable[..., str]
FAULTS = Path(__file__).parent / "faults"
AREAS = {
    "drivmedel-och-laddning": (1, "Drivmedel och laddning"),
    "giftfri-vardag": (3, "Giftfri vardag"),
    "gronska": (4, "Grönska"),
    "skogen": (5, "Skogen"),
    "pollinering": (6, "Pollinering"),
}
NONE = "no value"
"""What a cell is said to hold where it is empty for the field."""


class Brought:
    """What came of an import."""

    def __init__(self, folder: Path, code: int, answer: dict[str, Any], told: str) -> None:
        self.code = code
        self.answer = answer
        self.told = told
        self.problems = {
            each["cell"].partition("!")[2]: f"{each['message']} {each['remedy']}"
            for each in answer.get("problems", [])
        }
        self.measures = {}
        for file in (folder / "measures").glob("*.toml"):
            raw = tomllib.loads(file.read_text("utf-8"))
            self.measures[raw.pop("title")] = raw


@pytest.fixture
def bring(tmp_path: Path, git: Git, capsys: pytest.CaptureFixture[str]) -> Callable[..., Brought]:
    """Import a list with the rows that are right into an agreement of five areas."""

    def call(name: str, known: str = "") -> Brought:
        folder = tmp_path / "avtal"
        for each in ("areas", "measures"):
            (folder / each).mkdir(parents=True)
        chosen = ", ".join(f'"{id}"' for id in AREAS)
        text = f'format = 1\ntitle = "Avtal"\nstart = 2022\nend = 2025\nareas = [{chosen}]\n'
        (folder / "agreement.toml").write_text(text, "utf-8")
        for id, (number, called) in AREAS.items():
            text = f'number = {number}\nname = "{called}"\n'
            (folder / f"areas/{id}.toml").write_text(text, "utf-8")
        if known:
            (folder / "measures/angar.toml").write_text(f'title = "{known}"\n', "utf-8")
        git(folder, "init", "--quiet")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", "Start")
        order = ("import", str(FAULTS / name), "--json", "--skip-errors", "--reason", "Listan")
        code = run(["-C", str(folder), "--lang", "sv", *order])
        said = capsys.readouterr()
        return Brought(folder, code, json.loads(said.out) if code < 2 else {}, said.err)

    return call


def alike(texts: Iterable[str], value: Any) -> dict[str, Any]:
    """Texts that all mean the same."""
    return dict.fromkeys(texts, value)


def years(first: Any, last: Any, **more: Any) -> dict[str, Any]:
    return {"start": first, "end": last, **more}


DAY = date(2024, 5, 1)
PERIODS: dict[str, dict[str, Any] | str] = {
    **alike(
        (
            *("2022–2025", "2022-2025", "2022—2025", "2022 - 2025", "2022-25", "2022 tom 2025"),
            *("2022 t o m 2025", "2022−2025", "2022‑2025", "2022\u00ad2025"),
        ),
        years(2022, 2025),
    ),
    **alike(("2022/2023", "2022/23", "2022 och 2023"), years(2022, 2023)),
    **alike(("2022–", "från 2022", "fr.o.m. 2022"), {"start": 2022}),
    **alike(("–2025", "-2025", "t.o.m. 2025", "senast 2025"), {"end": 2025}),
    **alike(("kv 2 2024", "Q2 2024", "kvartal 2 2024"), years("2024-Q2", "2024-Q2")),
    **alike(("hösten 2024", "HT 2024"), years("2024-höst", "2024-höst")),
    "våren 2023 – hösten 2024": years("2023-vår", "2024-höst"),
    "sommaren 2024": years("2024-sommar", "2024-sommar"),
    **alike(("2024-05", "maj 2024"), years("2024-05", "2024-05")),
    "maj–oktober 2024": years("2024-05", "2024-10"),
    "maj 2023 - dec 2024": years("2023-05", "2024-12"),
    **alike(
        (f"2024-01-01{dash}2024-12-31" for dash in (" – ", "--", " - ")),
        years(date(2024, 1, 1), date(2024, 12, 31)),
    ),
    **alike(("årligen", "löpande", "Löpande under avtalsperioden"), {"continuous": True}),
    "Årligen 2022–2025": years(2022, 2025, continuous=True),
    "2022, 2023, 2024": years(2022, 2024),
    **alike(("20240501", "1 maj 2024", "1.5.2024"), years(DAY, DAY)),
    "31/12/2024": years(date(2024, 12, 31), date(2024, 12, 31)),
    **alike(("2024.0", "under 2024", "２０２４"), years(2024, 2024)),
    "2022 eller senare": "2022.",
    **alike(("ca 2024", "2024*", "2024 (försenad)", "slutet av 2024"), "2024."),
    "före 2025": "2025.",
    "v. 12 2024": "2022–2025 eller fr.o.m. 2022",
    **alike(("240501", "24-05-01"), "2024-05-01, 2001-05-24"),
    "5/1/2024": "2024-01-05, 2024-05-01",
    "44927": "2023-01-01",
}

STARTS: dict[str, Any] = {
    **alike(("2024-05", "maj 2024"), "2024-05"),
    **alike(
        (
            *("01.05.2024", "2024/05/01", "1/5 -24", "1/5-2024", "2024-05-01 00:00:00"),
            *("2024-05-01T00:00:00", "den 1:a maj 2024", "2024-5-1"),
        ),
        DAY,
    ),
    "Q1 2024": "2024-Q1",
    "hösten 2024": "2024-höst",
    **alike(("2024", "2024."), 2024),
    **alike(("-", "–"), NONE),
}
NO_STARTS: dict[str, str] = {
    "44927": "2023-01-01",
    **alike(
        ("2024-13-01", "2024-02-30", "okänd", "?", "ej bestämt", "n/a", "1900-01-00", "0"),
        "ett kvartal (2024-Q2) eller en årstid (2022-vår)",
    ),
}

AMOUNTS: dict[str, Any] = {
    **alike(("1 234", "1 234 kr", "1 234:-", "1234 SEK", "1’234"), 1234),
    "120 tkr": 120_000,
    "1,2 mkr": 1_200_000,
    **alike(("120 000 kronor", "120000.00", "120000,00"), 120_000),
    "1.234.567": 1_234_567,
    "0": 0,
    "-": NONE,
    **alike(("kr 400 000", "400 000,-"), 400_000),
}
NO_AMOUNTS = {
    "1 234,50": "1 235 kr",
    **alike(("120.000", "120,000"), "120 000 kr, 120 kr"),
    "12 000 - 15 000": "12 000 kr, 15 000 kr",
    "ca 50 000 kr": "50 000 kr",
    "50%": "120 tkr eller 1,5 Mkr",
    "1E+05": "100 000 kr",
    "350000 kr/år": "350 000 kr",
    "5 000 kr (exkl. moms)": "5 000 kr",
}

STATUSES: dict[str, Any] = {
    **alike(
        ("G", "g", "G.", "Genomförd", "Klar", "Klart", "Färdig", "G - genomförd", "G: klar"), "G"
    ),
    "H": "H",
    "P (påbörjad)": "P",
    **alike(("E", "Ej påbörjad", "ej påbörjat"), "E"),
    "Ej aktuell längre": "not_relevant",
    **alike(("-", "–"), NONE),
}
NO_STATUSES = {
    **alike(("Pågår", "Pågående"), "G (Genomförd), H (Till hälften eller mer), P (Påbörjad)."),
    "Avslutad": "G (Genomförd), Ej relevant.",
    "Delvis": "H (Till hälften eller mer), P (Påbörjad).",
    "Påbörjad (försenad)": "avses: P (Påbörjad).",
    **alike(
        (
            *("100 %", "50%", "0,5", "1", "Försenad", "Grön", "🟢", "X", "x", "Ja"),
            *("Avbruten", "Vilande"),
        ),
        "Skriv ett av G (Genomförd), H (Till hälften eller mer), P (Påbörjad), E (Ej påbörjad), "
        "Ej relevant.",
    ),
    **alike(
        (
            *("#SAKNAS!", "#REFERENS!", "#VÄRDEFEL!", "#NAMN?", "#DIVISION/0!", "#NAME?"),
            *("#DIV/0!", "#OGILTIGT!", "#SPILL!", "#CALC!", "Err:502"),
        ),
        "Rätta formeln, eller skriv värdet.",
    ),
}

YES: dict[str, Any] = {
    **alike(("ja", "Ja", "X", "x", "✓", "☑", "TRUE", "SANT", "1", "J"), True),
    **alike(("FALSKT", "0", "nej", "☐"), False),
    "-": NONE,
}

BOTH = ["pollinering", "gronska"]
NAMES: dict[str, Any] = {
    **alike(
        (
            *("Pollinering, Grönska", "Pollinering/Grönska", "Pollinering & Grönska"),
            *("Pollinering och grönska", "Pollinering\nGrönska", "6, 4", "6,4"),
        ),
        BOTH,
    ),
    **alike(
        (
            *("6. Pollinering", "6", "POLLINERING", "pollinering", "Po\u00adllinering", "6.0"),
            *("Område 6: Pollinering", "6 Pollinering", "6 - Pollinering"),
        ),
        ["pollinering"],
    ),
    "Grönska": ["gronska"],
    **alike(("Drivmedel och laddning", "Drivmedel & laddning"), ["drivmedel-och-laddning"]),
}
NO_NAMES = {
    "Alla": "Skriv ett av",
    "Skogen; Gifttfri vardag": "”Gifttfri vardag” är inte entydigt Skriv det som avses: 3 Giftfri",
}


def _funding(raw: dict[str, Any]) -> Any:
    return raw["funding"][0]["amount"] if "funding" in raw else NONE


def _status(raw: dict[str, Any]) -> Any:
    return raw["follow_ups"][0]["status"] if "follow_ups" in raw else NONE


@pytest.mark.parametrize(
    ("name", "found", "read", "refused"),
    [
        (
            "14a-tidplan.csv",
            lambda raw: {key: raw[key] for key in ("start", "end", "continuous") if key in raw},
            {text: held for text, held in PERIODS.items() if not isinstance(held, str)},
            {text: held for text, held in PERIODS.items() if isinstance(held, str)},
        ),
        ("14b-start.csv", lambda raw: raw.get("start", NONE), STARTS, NO_STARTS),
        ("14c-belopp.csv", _funding, AMOUNTS, NO_AMOUNTS),
        ("14d-status.csv", _status, STATUSES, NO_STATUSES),
        (
            "14e-lopande.csv",
            lambda raw: raw.get("continuous", NONE),
            YES,
            {"årligen": "Skriv ja eller nej."},
        ),
        ("14f-omrade.csv", lambda raw: raw["areas"], NAMES, NO_NAMES),
    ],
)
def test_each_cell_is_read_or_says_what_it_could_be(
    bring: Callable[..., Brought],
    name: str,
    found: Callable[[dict[str, Any]], Any],
    read: dict[str, Any],
    refused: dict[str, str],
) -> None:
    brought = bring(name)
    with (FAULTS / name).open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = csv.reader(file, delimiter=";")
    column = "ABC"[len(headings) - 1]
    for number, row in enumerate(rows, 2):
        lines = unicodedata.normalize("NFC", row[-1]).split("\n")
        text = "\n".join(" ".join(line.split()) for line in lines)
        if text in refused:
            said = brought.problems.pop(f"{column}{number}")
            assert refused[text].replace("\xa0", " ") in said.replace("\xa0", " "), text
            assert row[0] not in brought.measures, text
        else:
            assert (text, found(brought.measures[row[0]])) == (text, read[text])
    assert not brought.problems


@pytest.mark.parametrize(
    ("name", "title", "held"),
    [
        ("04a-macroman.csv", "Slåtter på ängar", {"responsible": "Samhällsbyggnad, Råda"}),
        ("04b-cp850.csv", "Slåtter på ängar", {"responsible": "Samhällsbyggnad, Råda"}),
        (
            "04e-macroman-cr-refused.csv",
            "Ängsyta i Råda",
            {
                **years(2022, 2025),
                "follow_ups": [{"year": 2025, "status": "P", "comment": "Går bra, å ä ö"}],
            },
        ),
        (
            "06a-status-with-year-comment-without.csv",
            "Ängar",
            {"follow_ups": [{"year": 2023, "status": "G", "comment": "Klart i maj"}]},
        ),
        (
            "06b-comment-with-year-status-without.csv",
            "Ängar",
            {"follow_ups": [{"year": 2023, "status": "G", "comment": "Klart"}]},
        ),
        ("07a-notes-and-total.csv", "Ängar", {"responsible": "K"}),
        ("07b-source-line.csv", "Ängar", {"responsible": "K"}),
        ("07c-area-as-row.xlsx", "Träd", {"areas": ["gronska"], "responsible": "K"}),
        ("07d-sum-row.csv", "Ängar", {"areas": ["pollinering"]}),
        (
            "11a-two-sheets.xlsx",
            "Ängar",
            {
                "areas": ["pollinering"],
                "responsible": "Tekniska",
                **years(date(2024, 5, 1), 2025),
                "follow_ups": [{"year": 2023, "status": "G"}],
            },
        ),
        ("11b-cover-sheet-first.xlsx", "Ängar", {"responsible": "Tekniska"}),
        ("21-soft-hyphen-in-heading.csv", "Ängsyta i Råda", years(2022, 2025)),
        (
            "25-headings-with-marks.csv",
            "Ängar",
            {
                "areas": ["pollinering"],
                "responsible": "KS",
                **years(2023, 2025),
                "follow_ups": [{"year": 2025, "status": "G"}],
            },
        ),
    ],
)
def test_a_list_comes_in_with_the_right_values(
    bring: Callable[..., Brought], name: str, title: str, held: dict[str, Any]
) -> None:
    brought = bring(name)
    assert brought.code == 0 and not brought.problems
    found = brought.measures.pop(title)
    assert {key: found[key] for key in held} == held
    assert set(brought.measures) <= {"Ängar"}, "only what is a measure came in"


@pytest.mark.parametrize(
    ("name", "cell", "byte"),
    [("04c-mixed-utf8-cp1252.csv", "A3", "E5"), ("04d-utf8-cut-in-a-letter.csv", "A4", "C3")],
)
def test_a_letter_that_was_lost_is_named_with_its_cell(
    bring: Callable[..., Brought], name: str, cell: str, byte: str
) -> None:
    brought = bring(name)
    assert brought.code == 2 and not brought.measures
    assert f"{name}!{cell}: byten {byte} passar inte i någon teckenkodning" in brought.told


@pytest.mark.parametrize(
    ("name", "cells"),
    [("06c-two-years-one-comment.csv", ["E1", "F1"]), ("06d-refused-with-wrong-cell.csv", ["E1"])],
)
def test_a_heading_that_may_be_of_two_years_is_asked_about(
    bring: Callable[..., Brought], name: str, cells: list[str]
) -> None:
    brought = bring(name)
    assert list(brought.problems) == cells and not brought.measures
    assert "anger inget år" in brought.problems["E1"] and "--year ÅR" in brought.problems["E1"]


@pytest.mark.parametrize("name", ["08a-nfd-title-known.csv", "08b-invisible-in-title.csv"])
def test_a_title_that_is_there_is_known_again(bring: Callable[..., Brought], name: str) -> None:
    brought = bring(name, known="Ängar")
    assert set(brought.measures) == {"Ängar"} and brought.answer["commit"] is None
    assert brought.answer["known"][0]["record"] == "measures/angar"
