"""The table as people see it: rows, header, cursor, keys and clicks."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from rich.text import Text
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from waiting import LONGEST

from miljo_tui.tui.columns import Column
from miljo_tui.tui.literal import cell
from miljo_tui.tui.table import Table

pytestmark = pytest.mark.asyncio

COLUMNS = (
    Column("status", "S", 1, priority=3),
    Column("title", "Title", None, priority=3),
    Column("responsible", "Responsible", 14, priority=1),
    Column("end", "End", 6, "right", priority=2),
)
ROWS = [f"m{number:04}" for number in range(2000)]


class OneTable(App[None]):
    """A screen with one table of made-up measures, which remembers what the table said."""

    def __init__(self, titles: dict[str, str] | None = None) -> None:
        super().__init__()
        self.titles = titles or {}
        self.said: list[Message] = []
        self.rendered: list[str] = []

    def compose(self) -> ComposeResult:
        yield Table(COLUMNS, id="table")

    def on_mount(self) -> None:
        self.table.focus()

    @property
    def table(self) -> Table:
        return self.query_one(Table)

    def row(self, row_id: str) -> Sequence[str | Text]:
        self.rendered.append(row_id)
        return [cell("G", "green"), self.titles.get(row_id, f"Title {row_id}"), "Miljö", "2025"]

    def on_table_highlighted(self, event: Table.Highlighted) -> None:
        self.said.append(event)

    def on_table_opened(self, event: Table.Opened) -> None:
        self.said.append(event)

    def on_table_sort_asked(self, event: Table.SortAsked) -> None:
        self.said.append(event)

    def lines(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    def last_highlighted(self) -> str | None:
        return [event for event in self.said if isinstance(event, Table.Highlighted)][-1].id


async def test_rows_stand_in_columns_under_the_header() -> None:
    app = OneTable()
    async with app.run_test(size=(50, 6)) as pilot:
        app.table.set_rows(ROWS[:3], app.row)
        app.table.set_sort("title", descending=True)
        await pilot.pause()
        assert app.lines() == [
            "  S ▼ Title                  Responsible       End",
            "▶ G Title m0000              Miljö            2025",
            "  G Title m0001              Miljö            2025",
            "  G Title m0002              Miljö            2025",
            "",
            "",
        ]


async def test_a_scrollbar_takes_a_column_only_when_rows_are_out_of_sight() -> None:
    app = OneTable()
    async with app.run_test(size=(50, 6)) as pilot:
        app.table.set_rows(ROWS, app.row)
        await pilot.pause()
        assert app.table.show_vertical_scrollbar
        assert app.lines()[1] == "▶ G Title m0000             Miljö            2025"
        app.table.set_rows(ROWS[:5], app.row)
        await pilot.pause()
        assert not app.table.show_vertical_scrollbar
        assert app.lines()[1] == "▶ G Title m0000              Miljö            2025"


async def test_only_rows_in_sight_are_rendered() -> None:
    app = OneTable()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.set_rows(ROWS, app.row)
        await pilot.pause()
        assert set(app.rendered) == set(ROWS[:23])
        app.rendered.clear()
        await pilot.press("down")
        assert set(app.rendered) == set(ROWS[:2])


async def test_keys_move_the_cursor_and_keep_it_in_sight() -> None:
    app = OneTable()
    async with app.run_test(size=(80, 11)) as pilot:
        app.table.set_rows(ROWS, app.row)
        await pilot.pause()
        for key, row_id in [
            ("j", "m0001"),
            ("k", "m0000"),
            ("up", "m0000"),
            ("pagedown", "m0009"),
            ("down", "m0010"),
            ("G", "m1999"),
            ("down", "m1999"),
            ("pageup", "m1990"),
            ("g", "m0000"),
            ("end", "m1999"),
            ("home", "m0000"),
        ]:
            await pilot.press(key)
            assert app.table.cursor_id == row_id, key
            assert [line[4:15].strip() for line in app.lines() if line[:1] == "▶"] == [
                f"Title {row_id}"
            ], key
        assert app.last_highlighted() == "m0000"
        assert len([event for event in app.said if isinstance(event, Table.Highlighted)]) == 10


async def test_the_cursor_stays_on_its_row_when_the_rows_change() -> None:
    app = OneTable()
    async with app.run_test(size=(80, 6)) as pilot:
        app.table.set_rows(ROWS[:9], app.row)
        assert app.table.move_to("m0004")
        assert not app.table.move_to("gone")
        await pilot.pause()
        app.said.clear()
        app.table.set_rows(list(reversed(ROWS[:9])), app.row)
        await pilot.pause()
        assert app.table.cursor_id == "m0004"
        assert app.said == []
        app.table.set_rows(["m0001", "m0002"], app.row)
        await pilot.pause()
        assert app.last_highlighted() == app.table.cursor_id == "m0002"
        assert app.lines()[2].startswith("▶ G Title m0002")
        app.table.set_rows([], app.row)
        await pilot.press("down", "enter", "G", "pageup")
        assert app.table.cursor_id is None
        assert app.last_highlighted() is None
        assert app.lines()[1:] == [""] * 5


async def test_a_short_list_after_a_long_one_is_shown_from_its_top() -> None:
    app = OneTable()
    async with app.run_test(size=(80, 12)) as pilot:
        app.table.set_rows(ROWS, app.row)
        await pilot.press("G")
        app.table.set_rows(ROWS[:5], app.row)
        await pilot.pause()
        assert app.lines()[1].startswith("  G Title m0000")
        assert app.lines()[5].startswith("▶ G Title m0004")


async def test_enter_and_a_second_click_open_a_row() -> None:
    app = OneTable()
    async with app.run_test(size=(80, 8)) as pilot:
        app.table.set_rows(ROWS[:3], app.row)
        await pilot.press("enter")
        assert isinstance(app.said[-1], Table.Opened) and app.said[-1].id == "m0000"
        await pilot.click(Table, offset=(10, 3))
        assert isinstance(app.said[-1], Table.Highlighted) and app.said[-1].id == "m0002"
        await pilot.click(Table, offset=(10, 3))
        assert isinstance(app.said[-1], Table.Opened) and app.said[-1].id == "m0002"
        count = len(app.said)
        await pilot.click(Table, offset=(10, 6))
        assert len(app.said) == count


async def test_a_click_in_the_header_asks_for_a_sort() -> None:
    app = OneTable()
    async with app.run_test(size=(80, 8)) as pilot:
        app.table.set_rows(ROWS, app.row)
        await pilot.press("G")
        for x, column_id in [(2, "status"), (6, "title"), (79 - 3, "end")]:
            await pilot.click(Table, offset=(x, 0))
            event = app.said[-1]
            assert isinstance(event, Table.SortAsked) and event.column_id == column_id
        assert app.table.cursor_id == "m1999"


async def resize(app: OneTable, pilot: Pilot[None], width: int, height: int) -> None:
    """Give the terminal another size, and wait until the table has it."""
    await pilot.resize_terminal(width, height)
    end = time.monotonic() + LONGEST
    while app.table.size != (width, height):
        assert time.monotonic() < end, app.table.size
        await pilot.pause()
    await pilot.pause()


async def test_at_40_columns_the_least_important_column_leaves() -> None:
    app = OneTable({"m0000": "Laddstolpar vid kommunens alla fastigheter"})
    async with app.run_test(size=(40, 4)) as pilot:
        app.table.set_rows(ROWS[:2], app.row)
        await pilot.pause()
        assert app.lines()[:2] == [
            "  S Title          Responsible       End",
            "▶ G Laddstolpar v… Miljö            2025",
        ]
        await resize(app, pilot, 36, 4)
        assert app.lines()[:2] == [
            "  S Title                        End",
            "▶ G Laddstolpar vid kommunen…   2025",
        ]
        await resize(app, pilot, 16, 4)
        assert app.lines()[:2] == ["  S Title", "▶ G Laddstolpar…"]


async def test_wide_characters_are_cut_by_their_cells() -> None:
    app = OneTable({"m0000": "漢字漢字漢字漢字漢字漢字漢字漢字"})
    async with app.run_test(size=(40, 4)) as pilot:
        app.table.set_rows(ROWS[:1], app.row)
        await pilot.pause()
        assert "漢字漢字" in app.lines()[1] and "…" in app.lines()[1]
        assert app.lines()[1].endswith(" Miljö            2025")
        assert cell(app.lines()[1]).cell_len == 40


async def test_values_are_never_markup_nor_escape_sequences() -> None:
    app = OneTable({"m0000": "Biogas [/x] [red]\x1b[31m", "m0001": "a\nb\u202e"})
    async with app.run_test(size=(80, 4)) as pilot:
        app.table.set_rows(ROWS[:2], app.row)
        await pilot.pause()
        assert "Biogas [/x] [red]\\x1b[31m" in app.lines()[1]
        assert "a⏎b\\u202e" in app.lines()[2]


async def test_a_text_that_did_not_pass_the_door_is_sent_through_it() -> None:
    app = OneTable()
    async with app.run_test(size=(80, 4)) as pilot:
        app.table.set_rows(["m"], lambda _: ["G", Text("x\x1b]0;y\u202e"), "", ""])
        await pilot.pause()
        assert "x\\x1b]0;y\\u202e" in app.lines()[1]


async def test_the_cursor_is_told_apart_without_colour() -> None:
    app = OneTable()
    async with app.run_test(size=(80, 4)) as pilot:
        app.table.set_rows(ROWS[:2], app.row)
        await pilot.pause()

        def reversed_lines() -> list[int]:
            strips = app.screen._compositor.render_strips()
            return [
                y
                for y, strip in enumerate(strips)
                if any(segment.style and segment.style.reverse for segment in strip)
            ]

        assert reversed_lines() == [1]
        app.screen.set_focus(None)
        await pilot.pause()
        assert reversed_lines() == []
        assert app.lines()[1].startswith("▶")


async def test_a_row_is_repainted_when_its_values_change() -> None:
    app = OneTable()
    async with app.run_test(size=(80, 6)) as pilot:
        app.table.set_rows(ROWS[:3], app.row)
        await pilot.pause()
        app.rendered.clear()
        app.titles["m0001"] = "Changed"
        app.table.refresh_row("m0001")
        app.table.refresh_row("gone")
        await pilot.pause()
        assert app.rendered == ["m0001"]
        assert "Changed" in app.lines()[2]
