"""The review: what counts is told first and at once, and nothing lies over what is typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from seat import Seat, Sit
from textual.widget import Widget

Git = Callable[..., str]


async def change(seat: Seat) -> None:
    """Have the measure with most in it lie before the period, and go on to the review."""
    await seat.press("down", "down", "enter", "e", *["tab"] * 5)
    for key, year in (("start", "2019"), ("end", "2020")):
        await seat.press("tab")
        assert seat.app.screen.focused.path == (key,)
        await seat.press("end", *["backspace"] * 4)
        await seat.type(year)
    await seat.press("f2")


def long(agreement: Path) -> None:
    """Have the measure's review be longer than a screen."""
    file = agreement / "measures" / "angar.toml"
    years = [f'\n[[follow_ups]]\nyear = {year}\nstatus = "P"\n' for year in range(1980, 2020)]
    file.write_text(file.read_text("utf-8") + "".join(years), "utf-8")


async def test_warnings_stand_first_and_are_counted_in_the_title(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await change(seat)
        assert seat.lines[0].startswith(" Review · 1 warning · Ängar i tätorten")
        assert seat.lines[1].startswith(" ! ") and "2020" in seat.lines[1]
        assert seat.text.index("! ") < seat.text.index("• End: 2023 → 2020")


async def test_a_missing_reason_and_the_warnings_are_told_at_once(
    agreement: Path, sit: Sit, git: Git
) -> None:
    async with sit(agreement) as seat:
        await change(seat)
        await seat.press("f8")
        assert "Give a reason. 1 warning above: F8 once more" in seat.text
        await seat.press("f8")
        assert "Give a reason." in seat.text and "above" not in seat.text
        await seat.type("Beslut")
        await seat.press("f8")
        assert "Committed as" in seat.text
    assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"


async def test_a_commit_that_is_being_made_is_nobody_elses_change(
    agreement: Path, sit: Sit, tmp_path: Path, hook: Callable[[Path, str, str], Path]
) -> None:
    go = tmp_path / "go"
    hook(agreement, "pre-commit", f"until [ -e {go} ]; do sleep 0.05; done")
    file = agreement / "measures" / "angar.toml"
    before = file.read_bytes()
    async with sit(agreement) as seat:
        await change(seat)
        await seat.type("Beslut")
        for key in ("f8", "f8"):
            seat._send(key)
        assert await seat.until(lambda: file.read_bytes() != before)
        seat.app.screen.on_news()
        await seat.pilot.pause()
        assert "on disk" not in seat.text.lower() and "Saving" in seat.text
        go.touch()
        assert await seat.sees("Committed as")


async def test_errors_are_told_with_a_missing_reason(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "down", "delete", "f8")
        assert seat.lines[0].startswith(" Review · 3 errors · Pollinering")
        assert "Give a reason. 3 errors are in the way." in seat.text


async def test_what_was_wrong_before_stands_with_the_record_and_does_not_count(
    agreement: Path, sit: Sit
) -> None:
    file = agreement / "measures" / "angar.toml"
    file.write_text(
        file.read_text("utf-8").replace("2022\nend = 2023", "2019\nend = 2020"), "utf-8"
    )
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "e", "x", "f2")
        assert seat.lines[0].startswith(" Review · Ängar")
        assert seat.text.index("• Title") < seat.text.index("! ")


async def test_pages_turn_from_the_reason(agreement: Path, sit: Sit) -> None:
    long(agreement)
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "e", "x", "f2", "f4")
        first = seat.lines[1]
        await seat.press("pagedown")
        assert seat.lines[1] != first and seat.app.screen.focused.id == "reason"
        await seat.press("pageup")
        assert seat.lines[1] == first


@pytest.mark.parametrize("size", [(80, 24), (40, 24), (120, 40)])
async def test_no_message_lies_over_what_is_typed(
    agreement: Path, sit: Sit, size: tuple[int, int]
) -> None:
    async with sit(agreement, size=size) as seat:
        await change(seat)
        for told in ("Kort.", "En mening av flera rader. " * 8):
            seat.app.tell(told)
            await seat.settle()
            assert told[:9] in seat.text
            for widget in seat.app.screen.query("Line, #title, KeyLine"):
                assert is_free(seat, widget)
        await seat.press("escape")
        for _ in range(8):
            await seat.press("tab")
            seat.app.tell("En mening av flera rader. " * 4)
            await seat.settle()
            assert is_free(seat, seat.app.focused)
            seat.app.clear_notifications()


def is_free(seat: Seat, widget: Widget) -> bool:
    """Tell whether a widget is on the screen from end to end, and nothing lies over it."""
    on_screen, region = seat.app.screen.get_widget_at, widget.region
    corners = (region.offset, (region.right - 1, region.bottom - 1))
    return all(on_screen(x, y)[0] is widget for x, y in corners)
