"""Lists are read whatever separator, encoding or program they come from; nonsense is told."""

from __future__ import annotations

import re
import sys
import tracemalloc
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from miljo_tui.locale import language
from miljo_tui.model.failures import Failure, Missing, WrongUse
from miljo_tui.spreadsheets import recognise_workbook
from miljo_tui.spreadsheets.files import FORMULA, Sheet, column_name, list_file, xlsx_package
from miljo_tui.spreadsheets.files.list_file import ListFile
from miljo_tui.spreadsheets.files.list_reading import read_sheets

ROWS = [["Åtgärd", "Slut", "Belopp"], ["Ängar; blå", "2025", "1,5"]]


def written(tmp_path: Path, data: bytes | str, name: str = "lista.csv") -> Path:
    """Write a file and return it."""
    file = tmp_path / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def read_sheet(file: Path) -> Sheet:
    """Return the first sheet of a file."""
    return read_sheets(ListFile(file))[0]


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
    sheet = read_sheet(Path(__file__).parent / "libreoffice.xlsx")
    assert sheet.name == "Åtgärdslista" and len(sheet.rows) == 7
    assert sheet.rows[6][6].value == 60000 and sheet.rows[4][5].value == date(2024, 6, 30)


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
@pytest.mark.parametrize("newline", ["\r", "\n", "\r\n"])
def test_what_macs_and_dos_save(tmp_path: Path, encoding: str, newline: str) -> None:
    text = f"Namn;Tidplan{newline}Slåtter på Ängar;2022-2025{newline}Översyn i Åmål;2023{newline}"
    assert values(read_sheet(written(tmp_path, text.encode(encoding)))) == [
        ["Namn", "Tidplan"],
        ["Slåtter på Ängar", "2022-2025"],
        ["Översyn i Åmål", "2023"],
    ]


@pytest.mark.parametrize(
    ("word", "encoding"),
    [("”Ökad", "mac_roman"), ("MILJÖ–", "cp1252"), ("Łódź", "utf-8"), ("5 ≥ 3 €", "utf-8")],
)
def test_what_is_utf_8_only_by_accident(tmp_path: Path, word: str, encoding: str) -> None:
    assert values(read_sheet(written(tmp_path, f"Titel\n{word}\n".encode(encoding)))) == [
        ["Titel"],
        [word],
    ]


def test_what_windows_saves_with_names_and_marks_of_other_countries(tmp_path: Path) -> None:
    text = "Åtgärd;Kostnad\nMuñoz och Bø – “Ängar”, à la carte…;100 €\n"
    sheet = read_sheet(written(tmp_path, text.encode("cp1252")))
    assert values(sheet)[1] == ["Muñoz och Bø – “Ängar”, à la carte…", "100 €"]


@pytest.mark.parametrize(
    ("data", "cell", "byte"),
    [
        ("Titel;Vem\nÄngar;\n".encode() + "Ny tvåa;x".encode("cp1252"), "A3", "E5"),
        ("Titel;Vem\nÄngar på höjd;\nBiotopvård p".encode() + b"\xc3", "A3", "C3"),
        (b"\xef\xbb\xbfTitel;Vem\nx;\xe5\n", "B2", "E5"),
        (b"Titel;Vem\nBiotop p\xc3;x\n", "A2", "C3"),
        ("Titel\nSlåtter på ängar\n".encode("cp1252") + "Slåtter".encode("cp850"), "A3", "86"),
        ('Titel;Vem\n"Två\nrader på";x\n'.encode() + b"\xf6ar;y\n", "A3", "F6"),
        ("Titel\n…och".encode("cp1252"), "A2", "85"),
        ("Titel\n”Hur".encode("mac_roman"), "A2", "D3"),
        (b"Titel;Vem\nENK\x99;x\n", "A2", "99"),
    ],
)
def test_a_byte_that_fits_nowhere_is_named_with_its_row(
    tmp_path: Path, data: bytes, cell: str, byte: str
) -> None:
    with pytest.raises(WrongUse) as caught:
        read_sheet(written(tmp_path, data))
    said = language("en").say(caught.value.message)
    assert f"lista.csv!{cell}" in said and f"the byte {byte} " in said and caught.value.remedy


def test_the_last_byte_of_a_dos_file_is_no_row(tmp_path: Path) -> None:
    sheet = read_sheet(written(tmp_path, "Åtgärd;Slut\nÄngar;2025\n\x1a".encode("cp850")))
    assert values(sheet) == [["Åtgärd", "Slut"], ["Ängar", "2025"]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<html><table><tr><td>Titel</td></tr></table>", "a web page"),
        ("\n<!DOCTYPE html>\n<table>", "a web page"),
        ('<?xml version="1.0"?><Workbook>', "a web page"),
        ("MIME-Version: 1.0\nX-Document-Type: Workbook\n", "a web page"),
        ("%PDF-1.4\n1 0 obj;", "a PDF"),
        ("{\\rtf1\\ansi Titel;Vem}", "a text document"),
        ('[\n  {"Titel": "Ängar"}\n]', "JSON"),
    ],
)
def test_what_only_has_the_name_of_a_list_is_named(tmp_path: Path, text: str, kind: str) -> None:
    with pytest.raises(WrongUse) as caught:
        read_sheet(written(tmp_path, text, "lista.xls"))
    assert language("en").say(caught.value.message) == f"lista.xls is {kind}, not a list"
    assert "XLSX" in language("en").say(caught.value.remedy or "")


def test_hidden_sheets_stand_behind_the_others(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Dold"
    book.active.append(["Gammal"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Tom")
    book.create_sheet("Ny").append(["Åtgärd"])
    file = tmp_path / "lista.xlsx"
    book.save(file)
    found = [(sheet.name, sheet.is_hidden) for sheet in read_sheets(ListFile(file))]
    assert found == [("Ny", False), ("Dold", True)]


def test_rows_that_are_only_formatted_cost_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Åtgärd", None, "Slut"])
    sheet.append([None])
    sheet.append(["Ängar", None, 2025])
    sheet.merge_cells("A3:B3")
    for row in range(4, 40):
        for column in (1, 200):
            sheet.cell(row, column).number_format = "@"
    sheet.row_dimensions[1_048_576].height = 20
    file = tmp_path / "lista.xlsx"
    book.save(file)
    assert values(read_sheet(file)) == [["Åtgärd", None, "Slut"], [], ["Ängar", "Ängar", 2025]]


def test_a_long_sheet_needs_no_more_room_than_what_stands_in_it(tmp_path: Path) -> None:
    plain, padded = BytesIO(), tmp_path / "lista.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Åtgärd", "Slut"])
    book.active.append(["Ängar", 2025])
    book.save(plain)
    row = b'<row r="%d" spans="1:2"><c r="A%d" s="0"/><c r="B%d" s="0"></c></row>'
    rows = b"".join(row % (n, n, n) for n in range(3, 150_000))
    with (
        zipfile.ZipFile(plain) as before,
        zipfile.ZipFile(padded, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = before.read(name).replace(b"</sheetData>", rows + b"</sheetData>")
            after.writestr(name, part)
    read_sheets(ListFile(padded))  # what is imported for it counts for nothing
    tracemalloc.start()
    try:
        sheet = read_sheet(padded)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert values(sheet) == [["Åtgärd", "Slut"], ["Ängar", 2025]]
    assert len(rows) > 10_000_000 and peak < 7_000_000


@pytest.mark.parametrize("piece", [1, 37, 200, 250_000])
def test_what_stands_between_empty_rows_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    file = with_sheet(
        tmp_path,
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
        b'<row r="2"/><row r="3" s="1"><c r="A3" s="1"/></row><row r="4"></row>'
        b'<row r="5"><c r="A5" s="1"/><c r="B5"><v>1</v></c></row>'
        b'<row/><row><c><v>2</v></c></row><row r="8"/><row r="10"/>'
        b'<row r="12"><c r="A12"><f>1+1</f></c></row><row r="13"/>',
    )
    monkeypatch.setattr(xlsx_package, "_PIECE", piece)
    held = [["x", None], [], [], [], [None, 1], [], [2, None], *4 * [[]], [FORMULA, None]]
    assert values(read_sheet(file)) == held


def test_a_workbook_is_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = with_sheet(tmp_path, b'<row r="1"><c r="A1"><v>1</v></c></row>')
    calls: list[int] = []
    unpacked = xlsx_package.unpacked

    def counted(data: bytes) -> xlsx_package.Package:
        calls.append(len(data))
        return unpacked(data)

    monkeypatch.setattr(list_file, "unpacked", counted)
    file = ListFile(path)
    assert recognise_workbook(file) is None
    assert values(read_sheets(file)[0]) == [[1]]
    assert len(calls) == 1


def with_sheet(tmp_path: Path, rows: bytes) -> Path:
    """A workbook with one sheet of just these rows."""
    plain, file = BytesIO(), tmp_path / "lista.xlsx"
    openpyxl.Workbook().save(plain)
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            part = before.read(name).replace(b"<sheetData>", b"<sheetData>" + rows)
            after.writestr(name, part)
    return file


@pytest.mark.parametrize(("most", "sheets"), [(2_000, 10**6), (10**6, 20_000)])
def test_a_workbook_is_refused_that_is_too_large_without_its_empty_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, sheets: int
) -> None:
    file = tmp_path / "lista.xlsx"
    book = openpyxl.Workbook()
    for number in range(1_000):
        book.active.append([f"Åtgärd {number}"])
    book.save(file)
    assert len(read_sheet(file).rows) == 1_000
    monkeypatch.setattr(xlsx_package, "LARGEST_CONTENT", 30_000 + most)
    monkeypatch.setattr(xlsx_package, "LARGEST_SHEETS", sheets)
    with pytest.raises(WrongUse):
        read_sheets(ListFile(file))


def test_a_formula_without_a_value_is_seen_whatever_is_before_its_name(tmp_path: Path) -> None:
    plain, prefixed = BytesIO(), BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Åtgärd", "=1+1"])
    book.save(plain)
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(prefixed, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", part).replace(b" xmlns=", b" xmlns:x=")
            after.writestr(name, part)
    sheet = read_sheet(written(tmp_path, prefixed.getvalue(), "lista.xlsx"))
    assert values(sheet) == [["Åtgärd", FORMULA]]


def test_formulas_of_nothing_are_refused_before_they_are_read(tmp_path: Path) -> None:
    small, large = BytesIO(), BytesIO()
    openpyxl.Workbook().save(small)
    rows = b"".join(
        b'<row r="%d"><c r="A%d"><f>""</f></c></row>' % (n, n) for n in range(1, 300_002)
    )
    with zipfile.ZipFile(small) as before, zipfile.ZipFile(large, "w") as after:
        for name in before.namelist():
            part = before.read(name).replace(b"<sheetData>", b"<sheetData>" + rows)
            after.writestr(name, part)
    with pytest.raises(WrongUse) as caught:
        read_sheet(written(tmp_path, large.getvalue(), "lista.xlsx"))
    assert "has 300001 cells" in language("en").say(caught.value.message)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_no_list_is_read_as_what_it_is_not(tmp_path: Path, encoding: str) -> None:
    text = "Åtgärd på Ängar ”Ökad miljö–och ”Hur Östra slå å idé É: Bø 5 € § och kommun …är"
    words = text.split()
    random = Random(1)
    read = 0
    for _round in range(300):
        text = " ".join(random.choices(words, k=random.choice([1, 2, 5, 20])))
        data = f"Titel\nx {text}\n".encode(encoding, "ignore")
        try:
            sheet = read_sheet(written(tmp_path, data))
        except WrongUse:
            continue
        assert sheet.rows[1][0].text == data.decode(encoding).split("\n")[1].strip()
        read += 1
    assert read > 200


def test_an_open_document_is_named_whatever_it_is_called(tmp_path: Path) -> None:
    file = tmp_path / "lista.xlsx"
    with zipfile.ZipFile(file, "w") as document:
        document.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        document.writestr("content.xml", "<office:document-content/>")
    with pytest.raises(WrongUse) as caught:
        read_sheets(ListFile(file))
    assert "(.ods)" in language("en").say(caught.value.remedy or "")
