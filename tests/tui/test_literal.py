"""Values in widgets: brackets stay brackets and escape sequences stay text."""

from __future__ import annotations

import pytest
from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import Label

from miljo_tui.tui.literal import cell, label

NASTY = "Biogas [/x] [red] [GWh] [@click=app.quit]\x1b[31m\u202e"
SHOWN = "Biogas [/x] [red] [GWh] [@click=app.quit]\\x1b[31m\\u202e"


def test_a_label_holds_the_text_and_only_the_style_it_was_given() -> None:
    assert label(NASTY).plain == SHOWN
    assert label(NASTY).spans == []
    assert [(span.start, span.end) for span in label(NASTY, "bold").spans] == [(0, len(SHOWN))]


def test_a_label_may_keep_its_lines() -> None:
    assert label("a\nb").plain == "a⏎b"
    assert label("a\nb", lines=True).plain == "a\nb"


def test_a_cell_is_one_line() -> None:
    assert cell("a\nb " + NASTY).plain == "a⏎b " + SHOWN
    assert cell(NASTY, "green") == Text(SHOWN, style="green")


class OneLabel(App[None]):
    """A screen with one label."""

    def compose(self) -> ComposeResult:
        yield Label(label(NASTY))


@pytest.mark.asyncio
async def test_a_label_is_shown_as_written() -> None:
    app = OneLabel()
    async with app.run_test(size=(80, 3)):
        strips = app.screen._compositor.render_strips()
        assert strips[0].text.rstrip() == SHOWN
