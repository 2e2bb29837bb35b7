"""The drafts that an earlier window left: each beside the disk, the damaged ones told as such."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from seat import Sit

from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language


@pytest.fixture
def left(agreement: Path) -> Path:
    """The file of the draft that a window has left, with a new end and responsible."""
    workspace = Workspace(agreement, language("en"))
    draft = workspace.draft(workspace.folder.measures["angar"])
    draft.put(("end",), 2025)
    draft.put(("responsible",), "Gatan")
    (lock,) = workspace.drafts.journal.folder.glob("*.lock")
    lock.unlink()
    (file,) = workspace.drafts.journal.folder.glob("*.draft.json")
    return file


async def test_a_draft_is_seen_beside_what_is_on_disk_now(
    sit: Sit, agreement: Path, left: Path
) -> None:
    file = agreement / "measures" / "angar.toml"
    text = file.read_text("utf-8").replace("start = 2022", "start = 2021")
    file.write_text(text.replace("Parkenheten", "Vägen"), "utf-8")
    async with sit(agreement) as seat:
        assert "Drafts that were not committed" in seat.text
        assert "• End: 2023 → 2025" in seat.text
        assert "On disk since: Start: 2022 → 2021" in seat.text
        assert "Responsible was changed by both: on disk Vägen, in the draft Gatan" in seat.text
        await seat.press("enter")
        assert "1 unsaved" in seat.text
    assert not left.exists()


async def test_a_damaged_draft_is_told_and_thrown_away_only_when_asked(
    sit: Sit, agreement: Path, left: Path
) -> None:
    left.write_bytes(left.read_bytes()[:-1])
    async with sit(agreement) as seat:
        assert "The draft of measures/angar cannot be read" in seat.text
        assert left.name in "".join(line.strip() for line in seat.lines)
        await seat.press("enter", "delete", "enter")
        assert left.exists()
        await seat.press("delete", "ctrl+x")
        assert "Drafts that" not in seat.text
    assert not left.exists()


async def test_what_is_not_kept_stands_in_every_title_until_it_is(
    sit: Sit, agreement: Path, left: Path
) -> None:
    folder = left.parent
    async with sit(agreement, size=(100, 30)) as seat:
        await seat.press("escape")
        seat.app.go_to("measures/angar")
        elsewhere = folder.rename(folder.with_name("elsewhere"))
        folder.write_text("in the way")
        await seat.press("e")
        await seat.type("Nya")
        assert seat.lines[0].lstrip().startswith("drafts not kept · ")
        assert "Drafts are not kept just now" in seat.text and str(folder)[:20] in seat.text
        await seat.press("escape")
        assert seat.lines[0].lstrip().startswith("drafts not kept · 1 unsaved")
        folder.unlink()
        elsewhere.rename(folder)
        await seat.press("e", "x")
        assert "Drafts are kept again" in seat.text
        assert "drafts not kept" not in seat.lines[0]
        titles = [json.loads(file.read_bytes())["values"] for file in folder.glob("*.json")]
        assert [[["title"], '"Ängar i tätortenNyax"']] in titles


async def test_that_the_record_is_gone_stands_above_all_that_it_held(
    sit: Sit, agreement: Path, left: Path
) -> None:
    (agreement / "measures" / "angar.toml").unlink()
    async with sit(agreement) as seat:
        assert left.exists()
        assert "measures/angar.toml is gone from disk; if you go on, it is made again" in seat.text
        assert seat.text.index("gone from disk") < seat.text.index("• New: Measure")
