"""A published file comes back into the app: a draft for each record, reviewed, one commit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rewriting import cell, edited
from seat import Seat, Sit

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.cli.main import run
from miljo_tui.locale import language
from miljo_tui.publishing.publish import publication
from miljo_tui.spreadsheets.published.workbook import workbook

Git = Callable[..., str]


@pytest.fixture
def file(agreement: Path) -> Path:
    """The agreement as it was published."""
    target = agreement.parent / "avtal.xlsx"
    with Chronicle.open(agreement) as chronicle:
        target.write_bytes(workbook(publication(chronicle, language("sv"))))
    return target


def edit(book: Any) -> None:
    """Change two records."""
    cell(book, "Åtgärder", "angar", "Slut").value = 2025
    cell(book, "Uppföljningar", "angar", "Status", 2).value = "G"
    cell(book, "Åtgärder", "okad-vaxtlighet", "Ansvarig").value = "Parken"


async def bring(seat: Seat, file: Path) -> None:
    """Ask for a file by its name."""
    await seat.press("i")
    seat.app.screen.query_one("Line").value = str(file)
    await seat.press("enter")
    await seat.settle()


async def test_from_the_file_to_the_commit(agreement: Path, sit: Sit, git: Git, file: Path) -> None:
    async with sit(agreement) as seat:
        await bring(seat, edited(file, edit))
        assert "2 records with changes · 0 cells with errors" in seat.lines[0]
        assert "Ökad växtlighet – Responsible: Planenheten → Parken" in seat.text
        assert any("Åtgärder!E4" in line and "Ökad" in line for line in seat.lines)
        await seat.press("f2")
        assert "Follow-up 2023: Status: Half or more → Done" in seat.text
        await seat.type("Bladet")
        await seat.press("f8")
        assert "Committed as" in seat.text
    log = git(agreement, "log", "-1", "--format=%B")
    assert log.count("Miljo-Record: ") == 2 and "\n\nBladet\n" in log
    assert "end = 2025" in (agreement / "measures" / "angar.toml").read_text("utf-8")


async def test_a_field_with_two_values_is_asked_about_and_the_choice_stays_as_a_draft(
    agreement: Path, sit: Sit, git: Git, file: Path
) -> None:
    meanwhile = ["end=2024", "follow_ups[2023].status=P", "title=Ängar och diken"]
    assert run(["-C", str(agreement), "set", "angar", *meanwhile, "--reason", "Nytt beslut"]) == 0
    async with sit(agreement, size=(120, 40)) as seat:
        await bring(seat, edited(file, edit))
        assert "2 records with changes · 0 cells with errors" in seat.lines[0]
        assert "? End: here stands 2025, but meanwhile it was made 2024" in seat.text
        await seat.press("f2")
        assert "Ängar och diken was changed by somebody else too" in seat.lines[0]
        assert next(" ".join(line.split()) for line in seat.lines if "▶" in line) == (
            "▶ End 2023 ○ 2024 ● 2025"
        )
        await seat.press("space", "f2")
        assert "Follow-up 2023: Status: Started → Done" in seat.text and "End" not in seat.text
        await seat.press("escape", "escape")
        assert "2 unsaved" in seat.lines[0], "what was chosen waits as drafts"
        assert git(agreement, "status", "--porcelain") == ""
        await seat.press("enter", "a", "f2")
        await seat.type("Bladet")
        await seat.press("f8")
        assert "Committed as" in seat.text
    text = (agreement / "measures" / "angar.toml").read_text("utf-8")
    assert 'title = "Ängar och diken"' in text and "end = 2024" in text
    assert git(agreement, "log", "-1", "--format=%B").count("Miljo-Record: ") == 2


async def test_a_draft_of_ones_own_is_not_lost_to_the_file(
    agreement: Path, sit: Sit, git: Git, file: Path
) -> None:
    async with sit(agreement, size=(120, 40)) as seat:
        workspace = seat.app.workspace
        own = workspace.draft(workspace.folder.measures["angar"])
        own.put(("contact",), "Egen text")
        await bring(seat, edited(file, edit))
        await seat.press("f2")
        assert "There is another draft of measures/angar in this window" in seat.text
        await seat.press("escape")
        assert workspace.drafts.unsaved() == [own] and own.value(("contact",)) == "Egen text"


async def test_errors_are_shown_by_cell_and_left_out_when_asked(
    agreement: Path, sit: Sit, git: Git, file: Path
) -> None:
    def wrong(book: Any) -> None:
        edit(book)
        cell(book, "Uppföljningar", "angar", "Status", 2).value = "Pågår"

    async with sit(agreement, size=(120, 40)) as seat:
        await bring(seat, edited(file, wrong))
        assert "Uppföljningar!D3" in seat.text and "“Pågår” is not clear" in seat.text
        await seat.press("f2")
        assert "with x" in seat.text
        await seat.press("x", "f2")
        await seat.type("Bladet")
        await seat.press("f8")
    assert git(agreement, "show", "--name-only", "--format=", "HEAD") == (
        "measures/okad-vaxtlighet.toml\n"
    )


async def test_without_an_edit_there_is_nothing_to_review(
    agreement: Path, sit: Sit, file: Path
) -> None:
    async with sit(agreement) as seat:
        await bring(seat, file)
        await seat.press("f2")
        assert "Nothing was changed in the file" in seat.text
        await seat.press("escape")
        assert "Name" in seat.text and not seat.app.workspace.drafts.unsaved()


async def test_escape_stops_the_reading(
    agreement: Path, sit: Sit, git: Git, tmp_path: Path
) -> None:
    listed = tmp_path / "lista.csv"
    rows = "".join(f"Åtgärd {number};2023\n" for number in range(20_000))
    listed.write_text(f"Åtgärd;Start\n{rows}", "utf-8")
    async with sit(agreement) as seat:
        await seat.pilot.press("i")
        await seat.pilot.pause()
        seat.app.screen.query_one("Line").value = str(listed)
        seat._send("enter")
        assert await seat.sees("Esc Stop")
        assert "lista.csv" in seat.lines[0] or "of 20000 rows" in seat.lines[0]
        await seat.press("escape")
        assert "Name" in seat.text and "new measure" not in seat.text
    assert git(agreement, "status", "--porcelain") == ""
