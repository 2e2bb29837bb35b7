"""A list is brought in from the app: file, columns, preview, review, one commit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from seat import Seat, Sit

Git = Callable[..., str]
LIST = """\
Nr;Åtgärd;Vem;Slut;Status
1;Laddstolpar;Tekniska enheten;2025;Påbörjat
2;Ängar i tätorten;;;
"""


@pytest.fixture
def office_list(tmp_path: Path) -> Path:
    """A list beside the agreement."""
    file = tmp_path / "lista.csv"
    file.write_text(LIST, "utf-8")
    return file


async def bring(seat: Seat, file: Path) -> None:
    """Ask for a list by its name."""
    await seat.press("i")
    seat.app.screen.query_one("Line").value = str(file)
    await seat.press("enter")
    await seat.settle()


async def test_from_the_file_to_the_commit(
    agreement: Path, sit: Sit, git: Git, office_list: Path
) -> None:
    async with sit(agreement) as seat:
        await bring(seat, office_list)
        assert "1 new measure · 1 there already · 0 rows with errors" in seat.lines[0]
        assert "Follow-ups: Status" in seat.text and "(left out)" in seat.text
        assert "Ängar i tätorten – there already as measures/angar" in seat.text
        await seat.press("down", "down", "enter")
        await seat.type("responsible")
        await seat.press("enter")
        assert any("Vem" in line and "Responsible" in line for line in seat.lines)
        await seat.press("f2")
        assert "Responsible: Tekniska enheten" in seat.text
        await seat.type("Listan")
        await seat.press("f8")
        assert "Committed as" in seat.text and "Bring" not in seat.lines[0]
        await seat.press("down", "enter")
        assert "Laddstolpar" in seat.text
    log = git(agreement, "log", "-1", "--format=%B")
    assert log.startswith("1 åtgärd hämtad från lista.csv\n\nListan\n")
    text = (agreement / "measures" / "laddstolpar.toml").read_text("utf-8")
    assert 'responsible = "Tekniska enheten"' in text


async def test_of_a_long_name_the_cell_is_in_sight(agreement: Path, sit: Sit) -> None:
    file = agreement.parent / "uppfoljning till länsstyrelsen.csv"
    file.write_text("Åtgärd;Slut\nÄngar i tätorten;2023\nNy väg;snart\n", "utf-8")
    async with sit(agreement) as seat:
        await bring(seat, file)
        assert any("uppfoljning …!B3" in line and "snart" in line for line in seat.lines)


async def test_a_known_measure_gets_the_follow_ups_it_has_none_for(
    agreement: Path, sit: Sit, git: Git, office_list: Path
) -> None:
    office_list.write_text("Åtgärd;Ansvarig;2023;2024\nÄngar i tätorten;Länet;H;G\n", "utf-8")
    async with sit(agreement, size=(120, 40)) as seat:
        await bring(seat, office_list)
        assert "0 rows with errors · 1 measure with new follow-ups" in seat.lines[0]
        assert "Ängar i tätorten – Follow-up 2024: added, Status Done" in seat.text
        assert "Responsible: measures/angar has “Parkenheten”; left out" in seat.text
        await seat.press("f2")
        await seat.type("Länets tabell")
        await seat.press("f8")
        assert "Committed as" in seat.text
    text = (agreement / "measures" / "angar.toml").read_text("utf-8")
    assert text.endswith('\n[[follow_ups]]\nyear = 2024\nstatus = "G"\n')
    log = git(agreement, "log", "-1", "--format=%s")
    assert log == "1 åtgärd med ny uppföljning från lista.csv\n"


async def test_errors_are_shown_by_cell_and_left_out_when_asked(
    agreement: Path, sit: Sit, git: Git, office_list: Path
) -> None:
    office_list.write_text(LIST + "3;Fel;;snart;Pågår\n", "utf-8")
    async with sit(agreement, size=(120, 40)) as seat:
        await bring(seat, office_list)
        assert "lista.csv!D4" in seat.text and "“snart” cannot be understood" in seat.text
        await seat.press("f2")
        assert "out with x" in seat.text
        await seat.press("x", "f2")
        await seat.type("Listan")
        await seat.press("f8")
    assert git(agreement, "show", "--name-only", "--format=", "HEAD") == (
        "measures/laddstolpar.toml\n"
    )


async def test_leaving_writes_nothing(agreement: Path, sit: Sit, office_list: Path) -> None:
    async with sit(agreement) as seat:
        await bring(seat, office_list)
        await seat.press("f2", "escape", "escape")
        assert "Name" in seat.text and not seat.app.workspace.drafts.unsaved()
    assert not (agreement / "measures" / "laddstolpar.toml").exists()


async def test_what_is_no_list_is_told(agreement: Path, sit: Sit, tmp_path: Path) -> None:
    async with sit(agreement) as seat:
        await bring(seat, tmp_path / "finns-inte.csv")
        assert "cannot be read" in " ".join(seat.text.replace("▌", " ").split())
        await bring(seat, agreement / "measures" / "angar.toml")
        assert "cannot be read as CSV" in " ".join(seat.text.replace("▌", " ").split())


async def test_a_heading_that_nobody_knows_is_given_its_meaning(
    agreement: Path, sit: Sit, office_list: Path
) -> None:
    office_list.write_text("Vad vi gör;Vem\nLaddstolpar;Parken\n", "utf-8")
    async with sit(agreement) as seat:
        await bring(seat, office_list)
        assert "holds the titles of measures" in seat.text
        await seat.press("enter")
        await seat.type("title")
        await seat.press("enter")
        assert "1 new measure" in seat.lines[0] and "Laddstolpar" in seat.text


async def test_a_meaning_moves_from_one_column_to_another(
    agreement: Path, sit: Sit, office_list: Path
) -> None:
    async with sit(agreement) as seat:
        await bring(seat, office_list)
        await seat.press("down", "down", "enter")
        await seat.type("title")
        await seat.press("enter")
        assert any("Vem" in line and "Title" in line for line in seat.lines)
        assert any("Åtgärd" in line and "(left out)" in line for line in seat.lines)
        assert "Tekniska enheten" in seat.text


async def test_the_year_of_a_comment_is_asked_for(
    agreement: Path, sit: Sit, office_list: Path
) -> None:
    office_list.write_text("Åtgärd;Status 2022;Status 2023;Kommentar\nSol;P;G;Klart\n", "utf-8")
    async with sit(agreement, size=(120, 40)) as seat:
        await bring(seat, office_list)
        assert "lista.csv!D1" in seat.text and "0 new measures" in seat.lines[0]
        assert "“Kommentar” names no year" in seat.text
        await seat.press("y")
        await seat.type("2023")
        await seat.press("enter")
        assert "1 new measure" in seat.lines[0]
        assert any("Kommentar" in line and "Comment 2023" in line for line in seat.lines)


async def test_rows_that_look_like_no_measure_are_shown_and_asked_for(
    agreement: Path, sit: Sit, office_list: Path
) -> None:
    office_list.write_text("Åtgärd;Ansvarig\nSol;Parken\nTotalt;1 st\n", "utf-8")
    async with sit(agreement) as seat:
        await bring(seat, office_list)
        assert "1 new measure" in seat.lines[0] and "1 doubtful" in seat.lines[0]
        assert "Totalt – looks like a total; left out" in seat.text
        await seat.press("a")
        assert "2 new measures" in seat.lines[0] and "looks like" not in seat.text
        await seat.press("a")
        assert "1 new measure" in seat.lines[0]


async def test_another_sheet_is_chosen(agreement: Path, sit: Sit, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Om"
    book.active.append(["Miljööverenskommelsen"])
    for name in ("2023", "2024"):
        page = book.create_sheet(name)
        page.append(["Åtgärd", "Ansvarig"])
        page.append([f"Ny {name}", "Parken"])
    file = tmp_path / "lista.xlsx"
    book.save(file)
    async with sit(agreement) as seat:
        await bring(seat, file)
        assert "2023!A2" in seat.text and "Ny 2023" in seat.text
        assert any("Om" in line and "Sheet that is left out" in line for line in seat.lines)
        await seat.press("s")
        await seat.type("2024")
        await seat.press("enter")
        assert "Ny 2024" in seat.text and "Ny 2023" not in seat.text


async def test_a_list_of_one_sheet_has_no_other(
    agreement: Path, sit: Sit, office_list: Path
) -> None:
    async with sit(agreement) as seat:
        await bring(seat, office_list)
        await seat.press("s")
        assert "nothing in any other sheet" in seat.text
        await seat.press("a")
        assert "Every row looks like a measure" in seat.text
