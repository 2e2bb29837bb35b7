"""Lists are read whatever separator, encoding or program they come from; nonsense is told."""

from __future__ import annotations

import sys
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from miljo_tui.locale import language
from miljo_tui.model.failures import Failure, Missing, WrongUse
from miljo_tui.store.sheets import FORMULA, Sheet, column_name, read_sheet

ROWS = [["Åtgärd", "Slut", "Belopp"], ["Ängar; blå", "2025", "1,5"]]


def written(tmp_path: Path, data: bytes | str, name: str = "lista.csv") -> Path:
    """Write a file and return it."""
    file = tmp_path / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def values(sheet: Sheet) -> list[list[Any]]:
    """Return what the cells hold."""
    return [[cell.value for cell in row] for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        'Åtgärd;Slut;Belopp\n"Ängar; blå";2025;1,5\n',
        'Åtgärd,Slut,Belopp\r\nÄngar; blå,2025,"1,5"\r\n',
        "Åtgärd\tSlut\tBelopp\nÄngar; blå\t2025\t1,5",
        'sep=;\nÅtgärd;Slut;Belopp\n"Ängar; blå";2025;1,5\n',
    ],
)
def test_any_separator_and_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    sheet = read_sheet(written(tmp_path, text.encode(encoding)))
    assert values(sheet) == ROWS
    first = 2 if text.startswith("sep") else 1
    assert sheet.rows[1][2].name == f"lista.csv!C{first + 1}"


def test_cells_of_several_lines_and_empty_rows(tmp_path: Path) -> None:
    text = 'Åtgärd;Kommentar\n"Två\nrader";x\n;;\n\nSist;  \n'
    sheet = read_sheet(written(tmp_path, text))
    assert values(sheet) == [["Åtgärd", "Kommentar"], ["Två\nrader", "x"], [], [], ["Sist", None]]
    assert sheet.rows[4][0].name == "lista.csv!A5"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.4\x00\xff\x00", "lista.csv"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "lista.xls"),
        (b"PK\x03\x04 nothing that can be unpacked", "lista.xlsx"),
        (b"a;b\n" + b"x" * 2_000_000 + b";y\n", "lista.csv"),
        (b'a;b\n1;"two\n3;4\n', "lista.csv"),
        (b'a;b\n1;"two\n3;"four\n', "lista.csv"),
        (b"a\x81\x8d;b\n", "lista.csv"),
        (b"\xff\xfea", "lista.csv"),
    ],
)
def test_nonsense_is_told_with_a_way_out(tmp_path: Path, data: bytes, name: str) -> None:
    with pytest.raises(WrongUse) as caught:
        read_sheet(written(tmp_path, data, name))
    assert name in language("en").say(caught.value.message) and caught.value.remedy


def test_no_file_and_no_file_but_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        read_sheet(tmp_path / "finns-inte.csv")
    with pytest.raises(Failure):
        read_sheet(tmp_path)


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert read_sheet(written(tmp_path, b"")).rows == ()


def workbook(tmp_path: Path) -> Path:
    """Make a workbook as offices do: an empty sheet first, merged headings, real dates."""
    book = openpyxl.Workbook()
    book.active.title = "Omslag"
    sheet = book.create_sheet("Åtgärder")
    sheet.append(["Miljööverenskommelsen", None, None, None])
    sheet.merge_cells("A1:D1")
    sheet.append(["Åtgärd", "Start", "Slut", "Löpande"])
    sheet.append(["Ängar", date(2022, 4, 1), 2025.0, True])
    sheet.append([None, None, None, None])
    sheet.append(["Vatten", datetime(2022, 4, 1, 13, 30), 2.5, "=1+1"])
    file = tmp_path / "lista.xlsx"
    book.save(file)
    return file


def test_a_workbook(tmp_path: Path) -> None:
    sheet = read_sheet(workbook(tmp_path))
    assert sheet.name == "Åtgärder"
    title = "Miljööverenskommelsen"
    assert values(sheet) == [
        [title, title, title, title],
        ["Åtgärd", "Start", "Slut", "Löpande"],
        ["Ängar", date(2022, 4, 1), 2025, True],
        [],
        ["Vatten", "2022-04-01 13:30:00", 2.5, FORMULA],
    ]
    assert [cell.repeats for cell in sheet.rows[0]] == [False, True, True, True]
    assert sheet.rows[2][1].name == "Åtgärder!B3"


def test_a_workbook_without_anything_in_it(tmp_path: Path) -> None:
    packed = BytesIO()
    openpyxl.Workbook().save(packed)
    with pytest.raises(WrongUse):
        read_sheet(written(tmp_path, packed.getvalue(), "tom.xlsx"))


def test_without_openpyxl_it_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workbook(tmp_path)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(Missing) as caught:
        read_sheet(file)
    assert "miljo-tui[xlsx]" in language("en").say(caught.value.remedy or "")


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_are_named_as_spreadsheets_do(index: int, name: str) -> None:
    assert column_name(index) == name


def test_only_line_breaks_end_a_row(tmp_path: Path) -> None:
    sheet = read_sheet(written(tmp_path, "a;b\nx\x0by;z\u2028å\nc;d\n"))
    assert [len(row) for row in sheet.rows] == [2, 2, 2]


def test_a_hidden_sheet_is_not_the_list(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Gammal"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Ny").append(["Åtgärd"])
    file = tmp_path / "lista.xlsx"
    book.save(file)
    assert read_sheet(file).name == "Ny"


def test_a_sheet_that_reaches_far_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Åtgärd", "x"
    file = tmp_path / "lista.xlsx"
    book.save(file)
    with pytest.raises(WrongUse) as caught:
        read_sheet(file)
    assert "XFD1048576" in language("en").say(caught.value.message)


def test_what_libreoffice_saves() -> None:
    sheet = read_sheet(Path(__file__).parents[1] / "session" / "lists" / "libreoffice.xlsx")
    assert sheet.name == "Åtgärdslista" and len(sheet.rows) == 7
    assert sheet.rows[6][6].value == 60000 and sheet.rows[4][5].value == date(2024, 6, 30)
