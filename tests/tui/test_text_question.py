"""Questions with a line to type in: what was typed is there until it has led somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from past import Past
from seat import Seat, Sit

from miljo_tui.tui.forms.line import Line
from miljo_tui.tui.screens.history import HistoryScreen
from miljo_tui.tui.screens.text_question import TextQuestionScreen
from miljo_tui.tui.table import Table


def typed(seat: Seat) -> str:
    """Return what stands in the line of the question on the screen."""
    assert isinstance(seat.app.screen, TextQuestionScreen), seat.text
    return seat.app.screen.query_one(Line).value


@pytest.mark.parametrize(
    ("keys", "text", "told"),
    [
        (["h", "c"], "igår ungefär", "igår ungefär"),
        (["n"], "...", "is no title"),
        (["i"], "/finns inte/lista.xlsx", "lista.xlsx"),
        (["i"], "~ingen-sadan/lista.csv", "lista.csv"),
        (["p", "w"], "/finns inte/sida.html", "sida.html"),
        (["p", "w"], "sida.doc", "sida.doc"),
        (["p", "w"], f"/{'a' * 300}.html", "aaa"),
    ],
)
async def test_what_leads_nowhere_is_told_and_stays(
    agreement: Path, sit: Sit, keys: list[str], text: str, told: str
) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", *keys)
        seat.app.screen.query_one(Line).value = text
        await seat.press("enter")
        assert await seat.sees("Esc cancels")
        assert typed(seat) == text and told in seat.text
        await seat.press("escape")
        assert not isinstance(seat.app.screen, TextQuestionScreen)


async def test_what_escape_leaves_is_there_when_the_same_is_asked_again(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "n")
        await seat.type("Solceller")
        await seat.press("escape", "d")
        assert typed(seat) == "Ängar i tätorten"
        await seat.press("escape", "n")
        assert typed(seat) == "Solceller"
        await seat.press("enter", "escape", "n")
        assert typed(seat) == ""


@pytest.mark.parametrize("key", ["d", "n"])
async def test_who_discards_a_new_measure_is_back_where_it_was_asked_for(
    agreement: Path, sit: Sit, key: str
) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "down", "down", "enter", "slash")
        await seat.type("okad")
        await seat.press("enter")
        before = seat.lines[1:-1]
        assert any("▶" in line and "Ökad" in line for line in before)
        await seat.press(key)
        await seat.type("Ny")
        await seat.press("enter", "f9", "ctrl+x")
        assert seat.lines[1:-1] == before


async def test_reading_the_history_anew_leaves_the_cursor_where_it_is(past: Past, sit: Sit) -> None:
    held = "Parkenheten"
    for number in range(40):
        new = f"Enhet {number}"
        past.by_hand("anna", "measures/angar.toml", held, new, f"Ändring {number}")
        held = new
    async with sit(past.folder) as seat:
        await seat.press("down", "down", "enter", "h")
        assert isinstance(seat.app.screen, HistoryScreen)
        table = seat.app.screen.query_one(Table)
        await seat.press("end", "up", "up")
        here = table.cursor_id
        assert here == table.row_ids[-3] and len(table.row_ids) > 40
        await seat.press("f5")
        assert table.cursor_id == here
        await seat.press("enter", "escape")
        assert table.cursor_id == here
