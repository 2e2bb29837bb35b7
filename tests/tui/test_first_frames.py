"""What is painted first: the whole window at once, and measures when all of them are known."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from seat import Seat, Sit
from textual.events import Key, MouseDown, MouseUp
from textual.screen import Screen
from waiting import LONGEST

from miljo_tui.editing import Snapshot, Workspace
from miljo_tui.locale import language
from miljo_tui.model.failures import Missing
from miljo_tui.tui.app import MiljoApp
from miljo_tui.tui.host import FEW
from miljo_tui.tui.panels.lists import MeasureList
from miljo_tui.tui.table import Table


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return every frame as it is painted."""
    painted: list[str] = []
    display = MiljoApp._display

    def watched(app: MiljoApp, screen: Screen[Any], renderable: Any) -> None:
        display(app, screen, renderable)
        strips = screen._compositor.render_strips()
        painted.append("\n".join("".join(part.text for part in strip) for strip in strips))

    monkeypatch.setattr(MiljoApp, "_display", watched)
    return painted


def more(agreement: Path, count: int) -> None:
    """Add so many measures whose titles stand the other way round than their file names."""
    for number in range(count):
        file = agreement / "measures" / f"nummer-{number:03}.toml"
        file.write_text(f'title = "Nummer {count - number:03}"\n', "utf-8")


async def test_the_first_frame_shows_where_all_stands_and_the_next_one_what(
    agreement: Path, sit: Sit, frames: list[str]
) -> None:
    async with sit(agreement, size=(120, 40)):
        top, *lines = frames[0].splitlines()[1:]
        assert "1 Areas" in top and top.count("╮") == 2
        assert any("2 Measures" in line for line in lines) and "F1 Help" in lines[-1]
        shown = next(frame for frame in frames if "3 Miljö" in frame)
        assert "Ängar i tätorten" in shown and "Pollinering" in shown


async def test_a_key_before_there_are_rows_is_for_these_and_a_click_for_nothing(
    agreement: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = MiljoApp.on_ready

    def late(app: MiljoApp) -> None:
        for kind in (MouseDown, MouseUp):  # on “n New…”, where there is nothing to add to yet
            app.post_message(kind(None, 24, 39, 0, 0, 1, False, False, False))
        for key, letter in (("2", "2"), ("down", None)):
            event = Key(key, letter)
            event.set_sender(app)
            app.post_message(event)
        app.set_timer(0.1, partial(ready, app))

    monkeypatch.setattr(MiljoApp, "on_ready", late)
    async with sit(agreement, size=(120, 40)) as seat:
        listed = seat.app.screen.query_one(MeasureList)
        assert await seat.until(lambda: listed.cursor_id in listed.row_ids[1:2])
        assert seat.app.screen.has_class("at-measures")


async def test_many_measures_come_after_the_first_frame_all_at_once_and_in_order(
    agreement: Path, sit: Sit, frames: list[str]
) -> None:
    more(agreement, FEW - 1)
    long = f'title = "{"Längre titel " * 9}"\n'
    (agreement / "measures" / "lang.toml").write_text(long, "utf-8")
    async with sit(agreement, size=(120, 40)) as seat:
        begun = next(frame for frame in frames if "3 Miljö" in frame)
        assert f"Reading: 0 of {FEW + 3} measures…" in begun
        first = next(frame for frame in frames if "Nummer" in frame)
        assert first.index("Nummer 001") < first.index("Nummer 020")
        assert f" {FEW + 3} " in first
        place = seat.lines[1].index("3 Miljö")
        assert begun.splitlines()[1].index("3 Miljö") == place
        assert frames[0].splitlines()[1].rindex("╭") == place - 3


async def test_it_is_told_how_far_a_long_reading_has_come(
    agreement: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("miljo_tui.tui.screens.live_reload.TOLD", 10)
    said: list[str] = []
    explain = Table.explain_empty

    def heard(table: Table, why: str) -> None:
        said.append(why)
        explain(table, why)

    monkeypatch.setattr(Table, "explain_empty", heard)
    more(agreement, FEW)
    async with sit(agreement, size=(120, 40)) as seat:
        whole = FEW + 3
        steps = [why for why in said if why]
        assert steps == [f"Reading: {done} of {whole} measures…" for done in range(0, whole, 10)]
        assert "Reading" not in seat.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("key", ["e", "h"])
async def test_what_a_key_opens_does_not_jump_after_its_first_frame(
    agreement: Path, sit: Sit, frames: list[str], size: tuple[int, int], key: str
) -> None:
    async with sit(agreement, size=size) as seat:
        borders = re.compile("[^─│╭╮╰╯\n]")
        frames.clear()
        await seat.press(key)
        first = next(frame for frame in frames if "3 Milj" not in frame)
        assert borders.sub(" ", first) == borders.sub(" ", seat.text)


async def test_keys_typed_ahead_wait_for_the_measures(
    agreement: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    more(agreement, FEW)
    asked, may_go_on = Event(), Event()
    read_anew = Workspace.read_anew

    def slow(workspace: Workspace, *told: Any) -> Snapshot:
        asked.set()
        may_go_on.wait(LONGEST)
        return read_anew(workspace, *told)

    monkeypatch.setattr(Workspace, "read_anew", slow)
    app = MiljoApp(agreement, language("en"))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        seat = Seat(app, pilot)
        assert await seat.until(asked.is_set)
        for key in ("2", "down", "down"):
            seat._send(key)
        assert await seat.until(lambda: seat.app.screen.has_class("at-measures"))
        await pilot.pause()
        may_go_on.set()
        listed = seat.app.screen.query_one(MeasureList)
        assert await seat.until(lambda: listed.cursor_id in listed.row_ids[2:3])


async def test_an_agreement_that_has_gone_ends_the_program_and_says_why(tmp_path: Path) -> None:
    app = MiljoApp(tmp_path, language("en"))
    async with app.run_test():
        pass
    assert isinstance(app.failure, Missing)


@pytest.mark.parametrize(
    ("there", "key"),
    [
        (["down", "enter"], "down"),  # the row, and the record below the list
        (["down", "enter", "e", "end"], "x"),  # the title, and the field
        (["down", "enter", "e"], "down"),  # the field, and what is said of it at the foot
    ],
)
async def test_all_that_a_key_changes_is_painted_at_once(
    agreement: Path, sit: Sit, frames: list[str], there: list[str], key: str
) -> None:
    async with sit(agreement) as seat:
        await seat.press(*there)
        before = frames[-1].splitlines()
        frames.clear()
        await seat.press(key)
        assert set(frames) == {frames[-1]}
        after = enumerate(zip(before, frames[-1].splitlines(), strict=True))
        changed = [place for place, (line, now) in after if line != now]
        assert len(changed) > 1
