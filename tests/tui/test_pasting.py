"""Pasted lines: nothing of them is dropped in any input, and none of them commits or loses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from seat import Seat, Sit
from textual import events
from textual.widgets import Input, TextArea

Git = Callable[..., str]

TEXT = "ett\r\ntvå\n\ntre"
INPUTS = {
    "palette": (["ctrl+p"], ["escape"]),
    "filter": (["slash"], ["escape"]),
    "question": (["n"], ["escape"]),
    "title": (["enter", "e"], []),
    "description": (["tab", "tab"], ["shift+tab"]),
    "picking": (["enter"], ["escape"]),
    "entry": (["f6", "plus"], ["escape"]),
    "reason": (["f2"], []),
    "case": (["tab"], []),
}
"""The keys that lead to each kind of input from the one before, and those that lead out of it."""


async def paste(seat: Seat, text: str) -> None:
    """Paste as a terminal with brackets does."""
    seat.app.post_message(events.Paste(text))
    await seat.settle()


def written(seat: Seat) -> str:
    """Return what is written in the input that has the focus."""
    where = seat.app.focused
    assert isinstance(where, Input | TextArea), where
    return where.value if isinstance(where, Input) else where.text


async def test_all_lines_come_in(sit: Sit, agreement: Path) -> None:
    async with sit(agreement) as seat:
        for name, (there, back) in INPUTS.items():
            await seat.press(*there)
            await paste(seat, TEXT)
            wanted = TEXT.replace("\r\n", "\n") if name == "description" else "ett två  tre"
            assert wanted in written(seat), name
            await seat.press(*back)


@pytest.mark.parametrize("name", ["filter", "palette", "question", "entry", "reason"])
async def test_lines_without_brackets_commit_nothing(
    sit: Sit, agreement: Path, git: Git, name: str
) -> None:
    before = {file: file.read_bytes() for file in agreement.rglob("*.toml")}
    form = ["tab", "enter", "e", "x"]
    first = {"entry": [*form, "f6"], "reason": form}.get(name, ["tab"])
    async with sit(agreement) as seat:
        await seat.press(*first, *INPUTS[name][0])
        await seat.type("sak\nd-\n")
        assert git(agreement, "rev-list", "--count", "HEAD") == "1\n"
    assert {file: file.read_bytes() for file in agreement.rglob("*.toml")} == before


async def test_a_hundred_kilobytes_come_in_whole(sit: Sit, agreement: Path) -> None:
    text = "\n".join(f"rad {number:05}" for number in range(10_000))
    async with sit(agreement) as seat:
        await seat.press("tab", "enter", "e")
        await paste(seat, text)
        assert written(seat).endswith(text.replace("\n", " "))
        await seat.press("tab", "tab")
        await paste(seat, text)
        assert written(seat).startswith(text)
        (draft,) = seat.app.workspace.drafts.unsaved()
        assert text in str(draft.value(("description",)))
