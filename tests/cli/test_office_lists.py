"""Lists as offices keep them: each comes in whole, or each cell that does not says why."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from miljo_tui.cli.main import run

Row = Sequence[Any]
Told = Callable[..., dict[str, Any]]
HEADINGS = ("Åtgärd", "Område")

PERIODS: list[tuple[str, dict[str, Any]]] = [
    ("2022—2025", {"start": 2022, "end": 2025}),
    ("2022-25", {"start": 2022, "end": 2025}),
    ("2022\u22122025", {"start": 2022, "end": 2025}),
    ("2022/23", {"start": 2022, "end": 2023}),
    ("2022–", {"start": 2022}),
    ("-2025", {"end": 2025}),
    ("2022 tom 2025", {"start": 2022, "end": 2025}),
    ("kv 2 2024", {"start": "2024-Q2", "end": "2024-Q2"}),
    ("våren 2023 – hösten 2024", {"start": "2023-vår", "end": "2024-höst"}),
    ("maj–oktober 2024", {"start": "2024-05", "end": "2024-10"}),
    ("2024-01-01--2024-12-31", {"start": date(2024, 1, 1), "end": date(2024, 12, 31)}),
    ("Årligen 2022–2025", {"start": 2022, "end": 2025, "continuous": True}),
    ("Löpande under avtalsperioden", {"continuous": True}),
    ("2022, 2023, 2024", {"start": 2022, "end": 2024}),
    ("2024.0", {"start": 2024, "end": 2024}),
    ("２０２４", {"start": 2024, "end": 2024}),
]
UNCLEAR_PERIODS = {
    "240501": "2024-05-01, 2001-05-24",
    "5/1/2024": "2024-01-05, 2024-05-01",
    "44927": "2023-01-01",
    "2024 (försenad)": "2024",
    "slutet av 2024": "2024",
    "v. 12 2024": "such as 2022–2025 or fr.o.m. 2022",
}


@pytest.fixture
def bring(agreement: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    """Import a list with the rows that are right, and return what the command says in JSON."""

    def call(file: Path, *arguments: str) -> dict[str, Any]:
        order = ("import", str(file), "--json", "--skip-errors", "--reason", "Listan")
        run(["-C", str(agreement), "--lang", "en", *order, *arguments])
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return answer

    return call


def measure(agreement: Path, id: str) -> dict[str, Any]:
    """Return a measure as it stands in its file."""
    return tomllib.loads((agreement / "measures" / f"{id}.toml").read_text("utf-8"))


def csv_file(folder: Path, *rows: Row, encoding: str = "utf-8") -> Path:
    """Write a list with semicolons, as a Swedish spreadsheet does."""
    file = folder / "lista.csv"
    text = "".join(";".join(map(str, row)) + "\r\n" for row in rows)
    file.write_bytes(text.encode(encoding))
    return file


def problems(answer: dict[str, Any]) -> dict[str, str]:
    """Return what is said of each cell."""
    return {
        each["cell"].partition("!")[2]: f"{each['message']} {each['remedy']}"
        for each in answer["problems"]
    }


def test_a_timetable_in_every_way_there_is(agreement: Path, tmp_path: Path, bring: Told) -> None:
    texts = [*(text for text, _ in PERIODS), *UNCLEAR_PERIODS]
    rows = [(f"Prov {number}", "Pollinering", text) for number, text in enumerate(texts, 1)]
    answer = bring(csv_file(tmp_path, (*HEADINGS, "Tidplan"), *rows))
    for number, (text, period) in enumerate(PERIODS, 1):
        held = measure(agreement, f"prov-{number}")
        found = {key: held[key] for key in ("start", "end", "continuous") if key in held}
        assert (text, found) == (text, period)
    told = problems(answer)
    first = len(PERIODS) + 2
    assert list(told) == [f"C{first + place}" for place in range(len(UNCLEAR_PERIODS))]
    for said, (text, meant) in zip(told.values(), UNCLEAR_PERIODS.items(), strict=True):
        assert text in said and meant in said


def test_a_list_in_an_old_encoding_with_amounts(
    agreement: Path, tmp_path: Path, bring: Told
) -> None:
    rows = [
        ("Åtgärd", "Område", "Finansiär", "Belopp"),
        ("Växthus på Älvstranden", "Grönska & Pollinering", "LONA", "1,2 mkr"),
        ("Ängsslåtter", "6", "Kommunen", "400 000:-"),
        ("Öppna diken", "pollinering", "Kommunen", "ca 50 000 kr"),
        ("Gröna tak", "POLLINERING", "Kommunen", "120.000"),
    ]
    answer = bring(csv_file(tmp_path, *rows, encoding="cp1252"))
    first = measure(agreement, "vaxthus-pa-alvstranden")
    assert first["areas"] == ["gronska", "pollinering"]
    assert first["funding"] == [{"source": "LONA", "amount": 1_200_000}]
    assert measure(agreement, "angsslatter")["funding"][0]["amount"] == 400_000
    told = problems(answer)
    assert set(told) == {"D4", "D5"}
    assert "SEK 50\u00a0000." in told["D4"]
    assert "SEK 120\u00a0000, SEK 120." in told["D5"]


def test_a_county_table_with_a_cover_and_the_years_side_by_side(
    agreement: Path, tmp_path: Path, bring: Told
) -> None:
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Försättsblad"
    cover["B2"] = "Uppföljning av miljööverenskommelsen"
    sheet = book.create_sheet("Åtgärder")
    sheet.append(["Sammanställning", None, None, None, None, None])
    sheet.append(["Åtgärd", "Område", "Status 2022", None, "Status 2023", None])
    sheet.append([None, None, "Status", "Kommentar", "Status", "Kommentar"])
    sheet.merge_cells("C2:D2")
    sheet.merge_cells("E2:F2")
    sheet["C2"], sheet["E2"] = 2022, 2023
    sheet.append(["Slåtter i parken", "Pollinering", "P", "Första året", "G", "Klart"])
    sheet.append(["Solceller på skolan", "Grönska", "ej påbörjat", None, "Pågår", None])
    sheet.append(["Totalt", None, None, None, "2", None])
    sheet.append(["Källa: enheternas svar", None, None, None, None, None])
    file = tmp_path / "lan.xlsx"
    book.save(file)
    answer = bring(file)
    assert answer["sheet"] == "Åtgärder" and answer["other_sheets"] == ["Försättsblad"]
    assert measure(agreement, "slatter-i-parken")["follow_ups"] == [
        {"year": 2022, "status": "P", "comment": "Första året"},
        {"year": 2023, "status": "G", "comment": "Klart"},
    ]
    assert [each["record"] for each in answer["records"]] == ["measures/slatter-i-parken"]
    assert list(problems(answer)) == ["E5"]
    assert "G (Done), H (Half or more), P (Started)" in problems(answer)["E5"]
    assert {each["cell"].partition("!")[2] for each in answer["unlikely"]} == {"A6", "A7"}


def test_a_million_empty_rows_cost_no_more_than_what_is_there(
    agreement: Path, tmp_path: Path, bring: Told
) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Lista")
    sheet.append(HEADINGS)
    sheet.append(("Slåtter i parken", "Pollinering"))
    file = tmp_path / "lang.xlsx"
    book.save(file)
    _claim_rows(file, 1_048_576)
    answer = bring(file)
    assert [each["record"] for each in answer["records"]] == ["measures/slatter-i-parken"]


def _claim_rows(file: Path, rows: int) -> None:
    """Say in the sheet that it is so many rows long, and style the last one, as Excel does."""
    import zipfile

    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    row = f'<row r="{rows}"><c r="B{rows}" s="0"/></row></sheetData>'.encode()
    parts[name] = parts[name].replace(b"</sheetData>", row)
    with zipfile.ZipFile(file, "w") as archive:
        for each, data in parts.items():
            archive.writestr(each, data)
