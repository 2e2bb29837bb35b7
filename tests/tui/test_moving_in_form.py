"""Moving in a form: what is typed goes into the field that is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from seat import Seat, Sit
from textual.geometry import Region

from miljo_tui.tui.forms.row import Row
from miljo_tui.tui.forms.rows import Rows

SIZES = [(80, 24), (120, 40), (40, 24)]


@pytest.fixture
def long(agreement: Path) -> Path:
    """An agreement whose measure has a long text, and more follow-ups than a screen has lines."""
    file = agreement / "measures" / "angar.toml"
    text = file.read_text("utf-8").replace("Gräset samlas upp.\n", "Gräset samlas upp.\n\n" * 40)
    years = [f'\n[[follow_ups]]\nyear = {year}\nstatus = "P"\n' for year in range(1980, 2022)]
    file.write_text(text + "".join(years), "utf-8")
    return agreement


async def open_form(seat: Seat) -> None:
    """Open the form of the measure with most in it."""
    await seat.press("down", "down", "enter", "e")


def here(seat: Seat) -> Row:
    """Return the row that has the focus."""
    row = seat.app.screen.query_one(Rows).row_here
    assert row is not None
    return row


def line_in_sight(seat: Seat, row: Row) -> bool:
    """Tell whether the line of a field that the cursor is on is on the screen."""
    line = Region(row.entry.region.x, row.entry.region.y + getattr(row.entry, "cursor_y", 0), 1, 1)
    return seat.app.screen.query_one(Rows).region.contains_region(line)


def go_to(seat: Seat, *path: str | int) -> None:
    """Put the focus on a field."""
    seat.app.screen.set_focus(field(seat, *path).entry)


def field(seat: Seat, *path: str | int) -> Row:
    """Return the row of a field."""
    return next(row for row in seat.app.screen.query(Row) if row.path == path)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_after_twelve_times_down_is_seen(
    agreement: Path, sit: Sit, size: tuple[int, int]
) -> None:
    async with sit(agreement, size=size) as seat:
        await seat.press("e", *["down"] * 12, "9")
        assert here(seat).path != ("title",) and line_in_sight(seat, here(seat))
        assert "title" not in str(seat.app.workspace.drafts["agreement"].edits)


async def test_down_and_up_come_to_every_field(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        every = [row.path for row in seat.app.screen.query(Row)]
        for key, paths in (("down", every), ("up", every[::-1])):
            reached = [here(seat).path]
            for _ in range(len(every) + 5):
                await seat.press(key)
                if here(seat).path != reached[-1]:
                    reached.append(here(seat).path)
                    assert line_in_sight(seat, here(seat)), here(seat).path
            assert reached == paths
        assert not seat.app.workspace.drafts.unsaved()


async def test_a_text_is_left_at_its_edges_only(agreement: Path, sit: Sit) -> None:
    file = agreement / "measures" / "angar.toml"
    file.write_text(file.read_text("utf-8").replace("äng.\nGräset", "äng.\n\nGräset"), "utf-8")
    async with sit(agreement) as seat:
        await open_form(seat)
        await seat.press("down", "down", "down", "down")
        assert here(seat).path == ("description",)
        await seat.type("x")
        assert here(seat).entry.text.split("\n")[2] == "xGräset samlas upp."
        await seat.press("down")
        assert here(seat).path == ("responsible",)
        await seat.press("up", "up", "up", "up")
        assert here(seat).path == ("areas",)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_line_of_the_cursor_is_in_sight_in_what_is_taller_than_the_screen(
    long: Path, sit: Sit, size: tuple[int, int]
) -> None:
    async with sit(long, size=size) as seat:
        await open_form(seat)
        for path in (("description",), ("follow_ups",)):
            go_to(seat, *path)
            await seat.settle()
            for _ in range(25):
                assert here(seat).path == path and line_in_sight(seat, here(seat))
                await seat.press("down")
            await seat.press("pagedown" if path == ("description",) else "end")
            assert line_in_sight(seat, here(seat))


async def test_a_page_down_takes_the_focus_along(long: Path, sit: Sit) -> None:
    async with sit(long) as seat:
        await open_form(seat)
        every = [row.path for row in seat.app.screen.query(Row)]
        for key, end in (("pagedown", every[-1]), ("pageup", every[0])):
            for _ in range(20):
                await seat.press(key)
                assert line_in_sight(seat, here(seat))
                if here(seat).path == end:
                    break
            assert here(seat).path == end


async def test_typing_scrolls_back_to_where_it_goes(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(80, 12)) as seat:
        await open_form(seat)
        rows = seat.app.screen.query_one(Rows)
        for path, key in ((("title",), "x"), (("continuous",), "left"), (("areas",), "shift")):
            go_to(seat, *path)
            await seat.settle()
            rows.scroll_end(animate=False)
            await seat.settle()
            assert not line_in_sight(seat, field(seat, *path))
            await seat.press(key)
            assert line_in_sight(seat, field(seat, *path))


async def test_a_text_that_grows_below_the_screen_scrolls_with_it(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        go_to(seat, "sources")
        await seat.settle()
        for number in range(6):
            await seat.type(f"a{number}\n")
            assert line_in_sight(seat, here(seat))


async def test_undo_goes_to_the_field_that_it_changes(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await seat.type("x")
        go_to(seat, "follow_ups")
        await seat.settle()
        await seat.press("ctrl+z")
        assert here(seat).path == ("title",) and line_in_sight(seat, here(seat))


async def test_in_the_round_a_letter_is_seen_where_it_goes(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(80, 16)) as seat:
        await seat.press("f", "enter", *["down"] * 9)
        assert here(seat).path[0] == "indicators" and line_in_sight(seat, here(seat))
        await seat.press("h")
        assert here(seat).path[-1] == "status" and line_in_sight(seat, here(seat))


async def test_what_enter_marks_in_a_list_to_pick_from_is_seen(agreement: Path, sit: Sit) -> None:
    for number in range(40):
        file = agreement / "areas" / f"o{number}.toml"
        file.write_text(f'number = {number + 10}\nname = "Område {number}"\n', "utf-8")
    async with sit(agreement) as seat:
        await open_form(seat)
        await seat.press("down", "enter", "pagedown", "pagedown")
        marked = next(line for line in seat.lines if "▶" in line)
        assert "Område" in marked
        seat.app.screen.query_one("Table").scroll_home(animate=False)
        await seat.settle()
        assert marked not in seat.lines
        await seat.press("enter")
        assert marked.replace("[ ]", "[x]") in seat.lines
