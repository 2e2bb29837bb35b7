"""What comes into a field from elsewhere than a key is text that can be seen."""

from __future__ import annotations

from pathlib import Path

from hostile import COMMANDS, TEXTS, UNSEEN
from seat import Seat, Sit

from miljo_tui.editing.proposals import Why
from miljo_tui.model.escape_controls import visible
from miljo_tui.tui.forms.line import Line
from miljo_tui.tui.forms.row import Row
from miljo_tui.tui.forms.text_area import AreaField

HOSTILE = "".join((*COMMANDS, *UNSEEN))
TITLE = '"Ond \\u001b]0;HOSTILE\\u0007\u202e"'


async def open_form(seat: Seat) -> None:
    """Open the form of the measure with most in it."""
    await seat.press("down", "down", "enter", "e")


def plain(text: str) -> bool:
    """Tell whether nothing hidden is in a text."""
    return visible(text, lines=True) == text


async def test_the_title_to_copy(agreement: Path, sit: Sit) -> None:
    file = agreement / "measures" / "angar.toml"
    file.write_text(f"title = {TITLE}\n", encoding="utf-8")
    async with sit(agreement) as seat:
        await seat.press("down", "enter", "d")
        assert r"Ond \x1b]0;HOSTILE\x07\u202e" in seat.text
        assert plain(seat.app.screen.query_one(Line).value)


async def test_the_reason_of_a_draft(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await seat.type("x")
        seat.app.workspace.drafts.unsaved()[0].why = Why(HOSTILE, HOSTILE)
        await seat.press("f2")
        lines = list(seat.app.screen.query(Line))
        assert len(lines) == 2 and all(line.value and plain(line.value) for line in lines)


async def test_what_an_editor_or_a_value_brings(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        for row in seat.app.screen.query(Row):
            if isinstance(row.entry, AreaField):
                row.entry.text = "\n".join(TEXTS)
                assert plain(row.entry.text) and "[/x]" in row.entry.text
                row.entry.show(HOSTILE)
                assert plain(row.entry.text)
            elif isinstance(row.entry, Line):
                row.entry.value = HOSTILE
                assert plain(row.entry.value)


async def test_what_is_copied_can_be_seen(agreement: Path, sit: Sit) -> None:
    """It is pasted into fields and into shells, where an escape would be obeyed."""
    file = agreement / "measures" / "angar.toml"
    file.write_text(f'title = "{HOSTILE}"\nrest', encoding="utf-8")
    async with sit(agreement) as seat:
        await seat.press("down", "enter", "y")
        copied = seat.app.clipboard
        assert plain(copied) and r"\x1b]0;HOSTILE\x07" in copied and copied.endswith("\nrest")


async def test_a_branch_that_git_would_not_make(agreement: Path, sit: Sit) -> None:
    """The file that names the branch is read as it is."""
    branch = "".join(HOSTILE.splitlines())
    head = agreement / ".git" / "HEAD"
    head.write_text(f"ref: refs/heads/[/x]{branch}\n", encoding="utf-8")
    async with sit(agreement, size=(200, 24)) as seat:
        assert r"· [/x]\x1b]0;HOSTILE\x07" in seat.lines[0] and plain(seat.text)
