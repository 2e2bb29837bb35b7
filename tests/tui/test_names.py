"""Areas and records are called by their names, wherever the app or a command speaks of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from seat import Sit

from miljo_tui.cli.main import run
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language

Git = Callable[..., str]


def drafted(agreement: Path, address: str, areas: list[str]) -> None:
    """Leave the draft of a window that is gone, with other areas."""
    workspace = Workspace(agreement, language("en"))
    workspace.draft(workspace.agreement.record(address)).put(("areas",), areas)
    (lock,) = workspace.drafts.journal.folder.glob("*.lock")
    lock.unlink()


async def test_a_review_a_commit_and_the_history_name_the_area(
    agreement: Path, sit: Sit, git: Git
) -> None:
    drafted(agreement, "measures/angar", ["gronska"])
    said = "Areas: added Grönska i planeringen; removed Pollinering"
    async with sit(agreement, size=(120, 40)) as seat:
        assert "Ängar i tätorten" in seat.text and f"• {said}" in seat.text
        await seat.press("enter", "f2")
        assert f"• {said}" in seat.text and "gronska" not in seat.text
        await seat.type("Rätt")
        await seat.press("f8")
        await seat.press("h")
        assert said[:30] in seat.text
    told = git(agreement, "log", "-1", "--format=%B")
    subject = "angar: områden Pollinering → Grönska i planeringen"
    assert told.splitlines()[0] == subject
    assert 'Miljo-Change: areas = ["pollinering"] -> ["gronska"]' in told


async def test_the_draft_of_the_agreement_has_its_title(agreement: Path, sit: Sit) -> None:
    drafted(agreement, "agreement", ["gronska", "giftfri-vardag"])
    async with sit(agreement, size=(120, 40)) as seat:
        assert "Miljööverenskommelsen 2022–2025" in seat.lines[2]
        assert "added Giftfri vardag; removed Pollinering" in seat.text
        await seat.press("delete")
        assert "Discard the changes of Miljööverenskommelsen 2022–2025?" in seat.text


async def test_what_it_means_for_others_names_them(agreement: Path, sit: Sit) -> None:
    drafted(agreement, "agreement", ["gronska"])
    async with sit(agreement, size=(120, 40)) as seat:
        await seat.press("enter", "f2")
        assert "! Ängar i tätorten belongs to" in seat.text and "measures/angar" not in seat.text


def told(capsys: pytest.CaptureFixture[str], agreement: Path, *arguments: str) -> str:
    assert run(["-C", str(agreement), "--lang", "en", *arguments]) == 0
    return capsys.readouterr().out


def test_commands_name_the_area_and_json_its_id(
    agreement: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change = ("set", "angar", "areas=gronska", "--dry-run")
    assert "added Grönska i planeringen" in told(capsys, agreement, *change)
    data = json.loads(told(capsys, agreement, *change, "--json"))
    assert '["gronska"]' in json.dumps(data)
    assert "Areas: Pollinering" in told(capsys, agreement, "show", "angar")
    drafted(agreement, "measures/angar", ["gronska"])
    listed = told(capsys, agreement, "drafts")
    assert "Ängar i tätorten (measures/angar)" in listed
    shown = told(capsys, agreement, "drafts", "show", "angar")
    assert "added Grönska i planeringen" in shown


def test_an_area_that_there_is_not_keeps_its_id(
    agreement: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = agreement / "measures" / "angar.toml"
    file.write_text(
        file.read_text("utf-8").replace('"pollinering"', '"../../etc/passwd", "borta"'), "utf-8"
    )
    assert "Areas: ../../etc/passwd, borta" in told(capsys, agreement, "show", "angar")
