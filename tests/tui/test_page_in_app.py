"""The page as it is looked at in the app before it goes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

import pytest
from seat import Sit

from miljo_tui.cli.main import run
from miljo_tui.publishing import drawn_page

Git = Callable[..., str]


async def test_the_text_of_the_newest_commit(agreement: Path, sit: Sit) -> None:
    file = agreement / "measures" / "atervinning.toml"
    file.write_text('title = "Hemligt utkast"\n', "utf-8")
    async with sit(agreement) as seat:
        await seat.press("p")
        assert "The page, as it was committed" in seat.lines[0]
        assert "Miljööverenskommelsen 2022–2025" in seat.text
        await seat.press("end")
        assert "Provkommunen" in seat.text and "Hemligt utkast" not in seat.text
        await seat.press("escape")
        assert "The page" not in seat.lines[0]


async def test_it_is_shown_as_a_reader_sees_it(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("p")
        assert "How far have we come?" in seat.text or "Hur långt har vi kommit?" in seat.text
        assert "▇▇▇" in seat.text and "────" in seat.text
        assert "#" not in seat.text and "**" not in seat.text
        before = [line for line in seat.lines if "Kort om" in line]
        await seat.pilot.resize_terminal(44, 30)
        await seat.settle()
        assert max(len(line.rstrip()) for line in seat.lines) <= 44
        assert before and "▇▇▇" in seat.text


async def test_it_is_drawn_aside_so_that_keys_are_heard_meanwhile(
    agreement: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[bool] = []

    def note(*arguments: Any) -> Any:
        drawn.append(current_thread() is main_thread())
        return drawn_page(*arguments)

    monkeypatch.setattr("miljo_tui.tui.screens.page.drawn_page", note)
    async with sit(agreement) as seat:
        await seat.press("p")
        await seat.pilot.resize_terminal(60, 24)
        await seat.settle()
        assert drawn == [False, False] and "▇▇▇" in seat.text


async def test_it_is_written_where_it_is_asked_for(
    agreement: Path, sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with sit(agreement) as seat:
        await seat.press("p", "w")
        assert "miljooverenskommelsen.html" in seat.text
        await seat.press("enter")
        written = tmp_path / "miljooverenskommelsen.html"
        assert written.read_text("utf-8").startswith("<!DOCTYPE html>")
        assert "Written: miljooverenskommelsen.html." in seat.text
        written.write_text("annat", "utf-8")
        await seat.press("w", "enter")
        assert "is there already" in seat.text
        await seat.press("enter")
        assert written.read_text("utf-8") == "annat"
        await seat.press("w", "enter", "ctrl+x")
        assert written.read_text("utf-8").startswith("<!DOCTYPE html>")
        await seat.press("w", "end")
        await seat.type(".pdf")
        await seat.press("enter")
        assert "no format" in seat.text and not list(tmp_path.glob("*.pdf"))


async def test_what_was_written_is_remembered_as_published(
    agreement: Path, sit: Sit, git: Git, tmp_path: Path
) -> None:
    async with sit(agreement) as seat:
        await seat.press("p", "r")
        assert "Write the page into a file first" in seat.text
        await seat.press("w")
        seat.app.screen.query_one("Line").value = str(tmp_path / "sida.md")
        await seat.press("enter")
        assert "published." in seat.text
        shown = git(agreement, "rev-parse", "HEAD")
        at = ["-C", str(agreement)]
        assert run([*at, "set", "angar", "end=2025", "--reason", "Förlängt"]) == 0
        await seat.press("r")
        name = f"publicerad/{date.today()}"
        assert f"Published as {name}" in seat.text
        assert git(agreement, "rev-parse", f"{name}^{{commit}}") == shown
        await seat.press("r", "c")
        assert "End: 2023 → 2025" in seat.text
    assert git(agreement, "tag", "--list").split() == [name], "it is remembered once"


async def test_what_has_changed_since_the_last_publication(
    agreement: Path, sit: Sit, tmp_path: Path
) -> None:
    async with sit(agreement) as seat:
        await seat.press("p", "c")
        assert "No publication has been tagged yet" in seat.text
        at = ["-C", str(agreement)]
        assert run([*at, "publish", "html", "--tag", "-o", str(tmp_path / "sida.html")]) == 0
        title = "title=Ängar i tätorten och vid skolorna, skötta som äng"
        assert run([*at, "set", "angar", "end=2025", title, "--reason", "Förlängt"]) == 0
        await seat.press("c")
        assert "Since publicerad/" in seat.text and "End: 2023 → 2025" in seat.text
        await seat.pilot.resize_terminal(40, 24)
        await seat.settle()
        said = " ".join(" ".join(seat.lines).split())
        assert "vid skolorna, skötta som äng" in said, "the lines are broken anew"
        await seat.press("t")
        assert "Miljööverenskommelsen 2022–2025" in seat.text


async def test_a_text_that_no_cell_holds_is_told(
    agreement: Path, sit: Sit, git: Git, tmp_path: Path
) -> None:
    file = agreement / "measures" / "lang.toml"
    file.write_text(f'title = "Lång"\ndescription = "{"a" * 40_000}"\n', "utf-8")
    git(agreement, "add", ".")
    git(agreement, "commit", "--quiet", "-m", "Lång")
    async with sit(agreement) as seat:
        await seat.press("p", "w")
        seat.app.screen.query_one("Line").value = str(tmp_path / "sida.xlsx")
        await seat.press("enter")
        said = " ".join(line.strip(" ▌│╮╯─") for line in seat.lines)
        assert "the last 7233 characters" in " ".join(said.split())
