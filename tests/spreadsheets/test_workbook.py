"""XLSX: a sheet for each kind, typed cells, no formulas, and the same bytes for the same commit."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from anything import COMMIT, FOLDERS, publication, published
from hypothesis import given, settings

from miljo_tui.locale import LANGUAGES, language
from miljo_tui.model.folder import Folder
from miljo_tui.model.table_layouts import layouts
from miljo_tui.spreadsheets.published.sheets import headings
from miljo_tui.spreadsheets.published.workbook import short_workbook, workbook

ROOT = Path(__file__).resolve().parents[2]

MEASURE = """\
title = "Ängar"
areas = ["pollinering"]
start = 2022
end = 2023-10-31
internal_note = "Hemligt"
[[funding]]
source = "LONA"
amount = 120000
[[indicators]]
name = "Yta"
target = 2.5
[[indicators.values]]
year = 2022
value = 1.5
[[follow_ups]]
year = 2023
status = "H"
comment = "=1+1"
reported_by = "Anna"
internal_note = "Hemligt"
"""

PUBLISH = """
import sys
sys.path[:0] = sys.argv[1:]
from anything import publication
from test_workbook import MEASURE
from miljo_tui.spreadsheets.published.workbook import workbook
sys.stdout.buffer.write(workbook(publication(MEASURE)))
"""


def book(measure: str = MEASURE, **options: str) -> Any:
    """The workbook of one measure, as a spreadsheet opens it."""
    return openpyxl.load_workbook(BytesIO(workbook(publication(measure, **options))))


def rows(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet, each with what it holds by its headings."""
    names, *lines = sheet.iter_rows(values_only=True)
    return [
        {name: cell for name, cell in zip(names, line, strict=True) if cell is not None}
        for line in lines
    ]


def test_each_kind_has_its_sheet_and_each_cell_its_type() -> None:
    made = book()
    (measure,) = rows(made["Åtgärder"])
    assert {key: measure[key] for key in ("Id", "Titel", "Områden", "Start", "Slut")} == {
        "Id": "angar",
        "Titel": "Ängar",
        "Områden": "Pollinering",
        "Start": 2022,
        "Slut": datetime(2023, 10, 31),
    }
    assert "H (Till hälften eller mer)" in measure.values()
    (money,) = rows(made["Finansiering"])
    assert money["Id"] == "angar" and money["Belopp"] == 120000
    (value,) = rows(made["Värden"])
    assert list(value.values()) == ["angar", 1, 1, 2022, 1.5]
    (area,) = rows(made["Områden"])
    assert (area["Id"], area["Nummer"], area["Namn"]) == ("pollinering", 6, "Pollinering")
    assert "Hemligt" not in str([rows(sheet) for sheet in made])
    assert "Anna" not in str([rows(sheet) for sheet in made])


def test_reporters_have_a_column_where_they_are_public() -> None:
    made = book(agreement_text='title = "Avtal"\nreporters_public = true\n')
    assert "Anna" in rows(made["Uppföljningar"])[0].values()


def test_people_get_at_most_six_sheets_and_the_first_explains() -> None:
    made = openpyxl.load_workbook(BytesIO(short_workbook(publication(MEASURE))))
    first, *rest = made.sheetnames
    assert rest == ["Åtgärder", "Uppföljningar", "Delåtgärder", "Indikatorer", "Värden"]
    about = [cell for row in made[first].iter_rows(values_only=True) for cell in row if cell]
    assert ", ".join(rest) in about
    assert any("miljo-tui import" in str(cell) for cell in about)
    assert rows(made["Åtgärder"]) == rows(book()["Åtgärder"])


def test_a_text_is_never_a_formula() -> None:
    made = book(MEASURE.replace("Ängar", "-1 och =2").replace('"LONA"', '"#REF!"'))
    (follow_up,) = (row for row in made["Uppföljningar"].iter_rows(min_row=2))
    (cell,) = (cell for cell in follow_up if cell.value == "=1+1")
    assert cell.data_type == "s" and cell.quotePrefix
    assert rows(made["Åtgärder"])[0]["Titel"] == "-1 och =2"
    assert [cell.data_type for cell in made["Finansiering"][2] if cell.value == "#REF!"] == ["s"]


def test_it_is_made_to_be_worked_in() -> None:
    for sheet in book().worksheets[1:]:
        assert sheet.auto_filter.ref.startswith("A1:")
    sheet = book()["Uppföljningar"]
    (offered,) = sheet.data_validations.dataValidation
    assert "G (Genomförd),H (" in offered.formula1


def test_the_file_tells_which_commit_it_shows() -> None:
    made = book()
    (held,) = made.custom_doc_props.props
    assert held.value == f"miljo-tui-xlsx 1 sv {COMMIT}"
    about = [cell for row in made.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert COMMIT in about and held.value in about


def test_the_same_commit_is_the_same_bytes_in_every_process() -> None:
    made = [
        subprocess.run(
            [
                sys.executable,
                "-c",
                PUBLISH,
                str(ROOT),
                *(str(folder) for folder in Path(__file__).parents[:2]),
            ],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert made[0] == made[1] == workbook(publication(MEASURE))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_title_and_heading_is_one_that_a_spreadsheet_can_have(code: str) -> None:
    found = layouts(personal=True)
    titles = [layout.title(language(code)) for layout in found]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert not [title for title in titles if len(title) > 31 or set(title) & set("[]:*?/\\'")]
    for layout in found:
        names = [name.casefold() for name in headings(layout, language(code))]
        assert len(set(names)) == len(names)


@settings(max_examples=12, derandomize=True, deadline=None)
@given(FOLDERS)
def test_an_agreement_of_anything_is_a_workbook_without_formulas(folder: Folder) -> None:
    made = openpyxl.load_workbook(BytesIO(workbook(published(folder))))
    assert [row["Id"] for row in rows(made["Åtgärder"])] == list(folder.measures)
    types = {cell.data_type for sheet in made for row in sheet.iter_rows() for cell in row}
    assert types <= {"s", "inlineStr", "n", "d"}


def test_what_names_a_row_stays_in_sight_and_on_every_page_of_paper() -> None:
    made = book()
    measures, reports = made["Åtgärder"], made["Uppföljningar"]
    assert (measures["B1"].value, measures.freeze_panes) == ("Titel", "C2")
    assert (reports["C1"].value, reports.freeze_panes) == ("Avser år", "D2")
    assert (measures.print_title_rows, measures.print_title_cols) == ("$1:$1", "$A:$B")
    assert measures.page_setup.orientation == "landscape" and measures.page_setup.fitToHeight == 0
    assert measures.page_setup.fitToWidth > reports.page_setup.fitToWidth == 1


def test_a_row_is_as_high_as_its_longest_text_and_no_higher_than_spreadsheets_take() -> None:
    lines = "Ett stycke om vad som har gjorts.\\n" * 4
    sheet = book(f'title = "Ängar"\ndescription = "{lines}"\n')["Åtgärder"]
    assert sheet.row_dimensions[2].height == 60
    assert book(f'title = "{"Ängar " * 5000}"\n')["Åtgärder"].row_dimensions[2].height == 405
    assert book('title = "Ängar"\n')["Åtgärder"].row_dimensions[2].height is None
