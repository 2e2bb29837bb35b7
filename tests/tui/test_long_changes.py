"""Changes of texts that no screen has room for: their beginning, and how much there is more."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from seat import Sit

from miljo_tui.tui.hanging_text import HangingText

Git = Callable[..., str]


async def test_a_long_text_is_shown_by_its_beginning(agreement: Path, git: Git, sit: Sit) -> None:
    file = agreement / "measures" / "angar.toml"
    text = file.read_text("utf-8")
    reason = "Därför " * 20_000
    for word in ("lång ", "annan "):
        changed = f"{word * 100_000}\n" + f"{word}\n" * 3000
        file.write_text(text.replace("Fyra gräsytor", changed), "utf-8", newline="\n")
        (agreement.parent / "reason").write_text(f"{word}\n\n{reason}", "utf-8")
        git(agreement, "commit", "--quiet", "--all", "--file", str(agreement.parent / "reason"))
    async with sit(agreement, size=(80, 24)) as seat:
        await seat.press("h", "enter")
        await seat.press("pagedown", "pagedown")
        shown = seat.app.screen.query_one("#what").content.plain
        assert "{+annan annan" in shown and "[-lång lång" in shown
        assert re.findall(r"… \((\d+) more characters\)", shown) == ["508035", "611035", "130006"]
        assert "Reason: annan\n\nDärför Därför" in shown and len(shown) < 40_000
        await seat.press("f4")
        shown = seat.app.screen.query_one("#what").content.plain
        assert "\n-lång \n" in shown and shown.count("\n") < 2100
        assert " more lines)" in shown.splitlines()[-1]


async def test_a_record_with_a_long_text_can_be_read_on(agreement: Path, sit: Sit) -> None:
    file = agreement / "measures" / "angar.toml"
    long = "lång " * 400_000
    file.write_text(file.read_text("utf-8").replace("Fyra gräsytor", long), "utf-8", newline="\n")
    async with sit(agreement, size=(120, 40)) as seat:
        await seat.press("slash")
        await seat.type("tatorten")
        await seat.press("enter", "end")
        lines = seat.app.screen.query_one("RecordPanel HangingText", HangingText).lines
        shown = "\n".join(line.plain for line in lines or ())
        assert "(1990035 more characters)" in shown and "Follow-ups" in shown


async def test_a_long_text_is_reviewed_as_lines_of_its_file(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(80, 24)) as seat:
        workspace = seat.app.workspace
        workspace.draft(workspace.folder.measures["angar"]).put(("description",), "lång " * 400_000)
        await seat.press("slash")
        await seat.type("tatorten")
        await seat.press("enter", "f2", "f4")
        shown = seat.app.screen.query_one("#what").content.plain
        assert "-Fyra gräsytor" in shown and len(shown) < 40_000
        assert re.search(r"\+.*lång lång.*… \(\d+ more characters\)", shown)
