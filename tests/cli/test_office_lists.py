"""Lists as offices keep them: each comes in whole, or each cell that does not says why."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Sequence
from datetime import date, datetime
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


HALF_DONE = "Påbörjad men ännu inte gjort hälften"
GOES_ON = "Genomfört, eller pågår kontinuerligt"


def book(folder: Path, *rows: Row, title: str = "Blad1", merged: Sequence[str] = ()) -> Path:
    """Write a workbook with one sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    file = folder / "lista.xlsx"
    made.save(file)
    return file


def test_a_plan_with_a_title_above_units_in_its_headings_a_sum_and_a_note(
    agreement: Path, tmp_path: Path, bring: Told
) -> None:
    rows = [
        ("Handlingsplan för miljööverenskommelsen 2022–2025",),
        ("Uppdaterad 2024-03-01 av miljöenheten",),
        (),
        ("Nr", "Åtgärd\n(vad?)", "Ansvarig\nnämnd", "Tidplan", "Kostnad\n(tkr)", "Status\nGHPE"),
        (1, "Slåtter i parken", "KS", "2022–2025", 120, "P"),
        (2, "Träd vid torget", "SBN", "våren 2024", 1.5, "E"),
        (3, "Bänkar", "SBN", "2024", "50 000 kr", "E"),
        (None, "Summa", None, None, "=SUM(E5:E7)", None),
        (),
        ("* Finansieras av LONA",),
    ]
    answer = bring(book(tmp_path, *rows, title="Plan"))
    assert not answer["problems"]
    found = measure(agreement, "slatter-i-parken")
    assert found["funding"] == [{"source": "ej angivet", "amount": 120_000}]
    assert found["responsible"] == "KS" and found["follow_ups"][0]["status"] == "P"
    assert measure(agreement, "trad-vid-torget")["funding"][0]["amount"] == 1500
    assert measure(agreement, "trad-vid-torget")["start"] == "2024-vår"
    assert measure(agreement, "bankar")["funding"][0]["amount"] == 50_000
    assert [each["cell"] for each in answer["unlikely"]] == ["Plan!B8", "Plan!A10"]


@pytest.mark.parametrize(
    ("heading", "amount"),
    [
        ("Kostnad", 3),
        ("Kostnad (kr)", 3),
        ("Kostnad tkr", 3000),
        ("Belopp i tusen kronor", 3000),
        ("Budget [Mkr]", 3_000_000),
        ("Budget, miljoner kr", 3_000_000),
    ],
)
def test_what_the_heading_counts_amounts_in(
    agreement: Path, tmp_path: Path, bring: Told, heading: str, amount: int
) -> None:
    bring(csv_file(tmp_path, ("Åtgärd", heading), ("Slåtter", "3"), ("Träd", "3 kr")))
    assert measure(agreement, "slatter")["funding"][0]["amount"] == amount
    assert measure(agreement, "trad")["funding"][0]["amount"] == 3


def test_the_years_of_the_statuses_under_one_merged_heading(
    agreement: Path, tmp_path: Path, bring: Told
) -> None:
    rows = [
        ("Åtgärd", "Område", "Genomförandegrad"),
        (None, None, 2022, 2023, 2024, 2025),
        ("Slåtter i parken", "Pollinering", "E", "P", "H", "G"),
        ("Träd vid torget", "Grönska", None, None, "P", "–"),
    ]
    file = book(tmp_path, *rows, merged=("A1:A2", "B1:B2", "C1:F1"))
    answer = bring(file)
    assert not answer["problems"]
    assert measure(agreement, "slatter-i-parken")["follow_ups"] == [
        {"year": 2022, "status": "E"},
        {"year": 2023, "status": "P"},
        {"year": 2024, "status": "H"},
        {"year": 2025, "status": "G"},
    ]
    assert measure(agreement, "trad-vid-torget")["follow_ups"] == [{"year": 2024, "status": "P"}]


def test_a_row_for_each_year_of_a_measure(agreement: Path, tmp_path: Path, bring: Told) -> None:
    rows = [
        ("Åtgärd", "Område", "År", "Status", "Kommentar"),
        ("Slåtter i parken", "Pollinering", 2022, "P", "Började"),
        ("Slåtter i parken", "Pollinering", 2023, "G", "Klart"),
        ("Slåtter i parken", "Grönska", 2023, "E", "En annan"),
        ("Träd vid torget", "Grönska", 2022, "E", ""),
        ("Träd vid torget", "Grönska", 2022, "P", "Två svar för ett år"),
    ]
    answer = bring(csv_file(tmp_path, *rows))
    assert measure(agreement, "slatter-i-parken")["follow_ups"] == [
        {"year": 2022, "status": "P", "comment": "Började"},
        {"year": 2023, "status": "G", "comment": "Klart"},
    ]
    assert measure(agreement, "slatter-i-parken-2")["areas"] == ["gronska"]
    assert measure(agreement, "trad-vid-torget")["follow_ups"] == [{"year": 2022, "status": "E"}]
    assert list(problems(answer)) == ["C6"]
    again = bring(csv_file(tmp_path, *rows[:4]))
    assert not again["records"] and again["commit"] is None


def test_areas_that_are_merged_over_their_measures(
    agreement: Path, tmp_path: Path, bring: Told
) -> None:
    rows = [
        ("Åtgärdsområde", "Åtgärd", "Ansvarig"),
        ("Pollinering", "Slåtter i parken", "KS"),
        (None, "Frön", "KS"),
        ("Grönska", "Träd vid torget", "SBN"),
    ]
    bring(book(tmp_path, *rows, merged=("A2:A3",)))
    assert measure(agreement, "slatter-i-parken")["areas"] == ["pollinering"]
    assert measure(agreement, "fron")["areas"] == ["pollinering"]
    assert measure(agreement, "trad-vid-torget")["areas"] == ["gronska"]


def test_unicode_text_with_tabs(agreement: Path, tmp_path: Path, bring: Told) -> None:
    file = tmp_path / "lista.txt"
    text = (
        "Åtgärd\tOmråde\tStartdatum\tSlutdatum\tLöpande\r\n"
        "Slåtter i parken\tPollinering\t2022-05-01\t31/10 2025\tJa\r\n"
        "Träd vid torget\tGrönska\t2023\t\tNej\r\n"
    )
    file.write_bytes(text.encode("utf-16"))
    bring(file)
    assert measure(agreement, "slatter-i-parken") == {
        "title": "Slåtter i parken",
        "areas": ["pollinering"],
        "start": date(2022, 5, 1),
        "end": date(2025, 10, 31),
        "continuous": True,
    }
    assert measure(agreement, "trad-vid-torget")["continuous"] is False


def test_commas_and_quotation_marks(agreement: Path, tmp_path: Path, bring: Told) -> None:
    file = tmp_path / "lista.csv"
    file.write_text(
        '"Åtgärd","Område","Medverkande","Kostnad","Beskrivning"\n'
        '"Slåtter, etapp 2","Pollinering","Bolaget AB, Vattenrådet","1 500 000 kr","En\ntvå"\n'
        '"Träd vid torget","Grönska","","1,5 Mkr","Han sa ""nu"""\n',
        "utf-8",
    )
    bring(file)
    found = measure(agreement, "slatter-etapp-2")
    assert found["participants"] == ["Bolaget AB", "Vattenrådet"]
    assert found["description"].strip() == "En\ntvå"
    assert found["funding"][0]["amount"] == 1_500_000
    assert measure(agreement, "trad-vid-torget")["description"].strip() == 'Han sa "nu"'
    assert measure(agreement, "trad-vid-torget")["funding"][0]["amount"] == 1_500_000


def test_dates_numbers_and_truths_of_a_spreadsheet(
    agreement: Path, tmp_path: Path, bring: Told
) -> None:
    rows = [
        ("Åtgärd", "Start", "Slut", "Löpande", "Belopp", "Beslutsdatum", "Beslutad av", "Dnr"),
        ("Slåtter", datetime(2022, 5, 1), 2025, True, 1500000.0, datetime(2021, 11, 15), "KS", "–"),
        ("Träd", 2023.0, datetime(2024, 12, 31), False, 0.5, "november 2021", "KS", "KS2021/359"),
        ("Bänkar", "maj 2024", None, "nej", 5, "2021", None, 359),
    ]
    answer = bring(book(tmp_path, *rows))
    assert measure(agreement, "slatter") == {
        "title": "Slåtter",
        "start": date(2022, 5, 1),
        "end": 2025,
        "continuous": True,
        "decision": {"body": "KS", "date": date(2021, 11, 15)},
        "funding": [{"source": "ej angivet", "amount": 1_500_000}],
    }
    assert measure(agreement, "bankar")["decision"] == {"date": 2021, "registry_number": "359"}
    assert list(problems(answer)) == ["E3"] and "SEK 1" in problems(answer)["E3"]


def test_a_county_list_of_several_years_in_an_old_encoding(
    agreement: Path, tmp_path: Path, bring: Told
) -> None:
    rows = [
        ("Uppföljning av miljööverenskommelserna 2023", "", "", "", "", ""),
        ("", "", "", "", "", ""),
        ("Kommun", "Prioriterat område", "Åtgärd", "Status 2022", "Status 2023", "Text 2023"),
        ("Hagfors", "Pollinering", "Slåtter", HALF_DONE, GOES_ON, "Fyra ytor"),
        ("Hagfors", "Grönska", "Träd", "Inte påbörjad", "Delvis genomfört", ""),
        ("Hagfors", "Grönska", "Bänkar", "", "Påbörjat", ""),
        ("", "", "", "", "", ""),
        ("G = genomförd, H = hälften", "", "", "", "", ""),
    ]
    answer = bring(csv_file(tmp_path, *rows, encoding="cp1252"))
    assert measure(agreement, "slatter")["follow_ups"] == [
        {"year": 2022, "status": "P"},
        {"year": 2023, "status": "G"},
    ]
    assert measure(agreement, "bankar")["follow_ups"] == [{"year": 2023, "status": "P"}]
    assert measure(agreement, "bankar")["areas"] == ["gronska"]
    assert list(problems(answer)) == ["E5"] and "H (Half or more), P" in problems(answer)["E5"]
    left = [each["heading"] for each in answer["columns"] if each["key"] is None]
    assert left == ["Kommun", "Text 2023"]
    assert [each["title"] for each in answer["unlikely"]] == ["G = genomförd, H = hälften"]


def test_sub_actions_and_goals_in_one_cell(agreement: Path, tmp_path: Path, bring: Told) -> None:
    rows = [
        ("Åtgärd", "Delåtgärder", "Miljömål", "Agenda 2030", "Källa"),
        ("Ökad status", "VA-planen\nReningsverket", "8, 9", "6; 14", "https://example.org/a"),
        ("Frön", "• Sådd\n• Skötsel", "Ett rikt odlingslandskap", "15", None),
        ("Skyltar", None, "17", None, None),
    ]
    answer = bring(book(tmp_path, *rows))
    found = measure(agreement, "okad-status")
    assert found["actions"] == [{"title": "VA-planen"}, {"title": "Reningsverket"}]
    assert (found["objectives"], found["global_goals"]) == ([8, 9], [6, 14])
    assert found["sources"] == ["https://example.org/a"]
    assert measure(agreement, "fron")["actions"] == [{"title": "Sådd"}, {"title": "Skötsel"}]
    assert measure(agreement, "fron")["objectives"] == [13]
    assert list(problems(answer)) == ["C4"] and "1–16" in problems(answer)["C4"]


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
