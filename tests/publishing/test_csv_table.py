"""CSV that a Swedish spreadsheet opens, that no spreadsheet obeys, and that import takes back."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from anything import FOLDERS, publication, published
from anything import agreement as made
from hypothesis import given, settings

from miljo_tui.editing.opening import Snapshot
from miljo_tui.model.folder import Folder
from miljo_tui.publishing.csv_table import separated, with_mark
from miljo_tui.spreadsheets.files.list_file import ListFile
from miljo_tui.spreadsheets.lists.import_plan import ImportChoices, plan_import

PERIOD = 'title = "Avtal"\nstart = 2022-01-01\nend = 2023-12-31\n'


def table(measure: str, agreement: str = PERIOD) -> dict[str, str]:
    """The cells of the one measure, by their headings."""
    text = separated(publication(measure, agreement)).decode()
    headings, cells = csv.reader(StringIO(text, newline=""), delimiter=";")
    return dict(zip(headings, cells, strict=True))


def test_a_measure_is_a_row() -> None:
    row = table(
        'title = "Ängar; och mer"\nareas = ["pollinering"]\nstart = 2022\nend = 2023-10-31\n'
        'objectives = [13, 16]\nparticipants = ["Fortum, Värmland"]\ncontinuous = true\n'
        'internal_note = "Hemligt"\n'
        '[[follow_ups]]\nyear = 2022\nstatus = "P"\ncomment = """\nRad ett\nRad två\n"""\n'
        'internal_note = "Hemligt"\nreported_by = "Anna"\n'
        '[[follow_ups]]\nyear = 2023\nstatus = "not_relevant"\n'
    )
    held = {heading: cell for heading, cell in row.items() if cell}
    assert held == {
        "Id": "angar",
        "Titel": "Ängar; och mer",
        "Områden": "Pollinering",
        "Medverkande": "Fortum, Värmland;",
        "Start": "2022",
        "Slut": "2023-10-31",
        "Löpande": "ja",
        "Miljökvalitetsmål": "13\n16",
        "Status 2022": "P (Påbörjad)",
        "Kommentar 2022": "Rad ett\nRad två",
        "Status 2023": "– (Ej relevant)",
        list(row)[-2]: "– (Ej relevant)",
        list(row)[-1]: "2024-03-01",
    }
    assert "Kommentar 2023" in row and "Intern anteckning" not in row


def test_of_several_reports_for_a_year_the_last_with_a_status_counts() -> None:
    row = table(
        'title = "Ä"\n[[follow_ups]]\nyear = 2022\nstatus = "P"\ncomment = "A"\n'
        '[[follow_ups]]\nyear = 2022\nstatus = "G"\ncomment = "B"\n'
        '[[follow_ups]]\nyear = 2022\ncomment = "C"\n'
    )
    assert (row["Status 2022"], row["Kommentar 2022"]) == ("G (Genomförd)", "B")


def test_the_mark_of_utf_8_is_only_there_when_it_is_wanted() -> None:
    shown = publication('title = "Ängar"\n')
    assert separated(shown).startswith(b"Id;Titel;")
    assert with_mark(shown) == b"\xef\xbb\xbf" + separated(shown)


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+46", "-x", "@SUM(A1)", "'=1", "''-x"),
        *("＝1+1", "＋46", "－x", "＠SUM(A1)", "'＝1"),
        *(" =1+1", "\u00a0=1+1", "\u3000＝1+1", "'  =1"),
    ],
)
def test_no_spreadsheet_obeys_a_text(text: str) -> None:
    assert table(f'title = "{text}"\n')["Titel"] == f"'{text}"


def test_control_characters_are_made_visible() -> None:
    row = table(r'title = "\u001b[2J\rx\u202e"')
    assert row["Titel"] == r"\x1b[2J\x0dx\u202e"


@settings(max_examples=60, derandomize=True, deadline=None)
@given(FOLDERS)
def test_an_agreement_of_anything_is_a_table_without_formulas(folder: Folder) -> None:
    text = separated(published(folder)).decode()
    headings, *rows = csv.reader(StringIO(text, newline=""), delimiter=";", strict=True)
    assert [row[0] for row in rows] == list(folder.measures)
    for row in rows:
        assert len(row) == len(headings)
        starts = ("=", "+", "@", "＝", "＋", "＠")
        assert not [cell for cell in row if cell.lstrip().startswith(starts)]
        assert not [cell for cell in row if cell.startswith(("\t", "\r", "\n"))]


def test_the_import_takes_it_back_exactly(agreement: Path) -> None:
    held = {
        "title": "＝Ängar; “och” mer",
        "areas": ["pollinering", "gronska"],
        "description": "+ Rad ett\n\n'- Rad två; slut\n",
        "responsible": "'@Parken",
        "contact": "＋46 563 187 00",
        "participants": ["Fortum, Värmland"],
        "start": 2022,
        "continuous": False,
        "objectives": [13],
        "local_goals": ["Ett, två", "tre; fyra"],
        "sources": ["https://example.org/a;b", "https://example.org/c"],
        "decision": {"body": "KS", "registry_number": "KS2022/1"},
        "follow_ups": [
            {"year": 2022, "status": "P", "comment": "-5 grader"},
            {"year": 2023, "status": "not_relevant"},
        ],
    }
    there = Snapshot.open(agreement).folder
    areas = {id: area.raw for id, area in there.areas.items()}
    file = agreement.parent / "ut.csv"
    file.write_bytes(separated(published(made(there.agreement.raw, areas, {"x": held}))))
    (back,) = plan_import(Snapshot.open(agreement), ListFile(file), ImportChoices()).made
    assert dict(back.proposal.record.raw) == held
