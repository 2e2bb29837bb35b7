"""What was chosen for the screen is remembered, for one's own eyes, and never in the way."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from miljo_tui.editing.screen_choices import ScreenChoices
from miljo_tui.model.failures import BadState


def test_each_choice_stands_beside_the_others(tmp_path: Path) -> None:
    state = tmp_path / "state"
    environment = {"XDG_STATE_HOME": str(state)}
    assert ScreenChoices.remembered(environment) == ScreenChoices()
    assert not state.exists(), "reading writes nothing"
    ScreenChoices.remember(environment, theme="nord")
    ScreenChoices.remember(environment, sort="period", descending=True)
    assert ScreenChoices.remembered(environment) == ScreenChoices("nord", "period", True)
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in state.rglob("*")}
    assert modes == {"miljo-tui": 0o700, "screen.json": 0o600}


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"\xff", b'{"theme": 1, "descending": "yes"}', b"{" * 5000]
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "miljo-tui" / "screen.json"
    file.parent.mkdir()
    file.write_bytes(data)
    environment = {"XDG_STATE_HOME": str(tmp_path)}
    assert not ScreenChoices.remembered(environment).descending
    ScreenChoices.remember(environment, theme="nord")
    assert ScreenChoices.remembered(environment).theme == "nord"


def test_what_cannot_be_remembered_is_told(tmp_path: Path) -> None:
    (tmp_path / "miljo-tui").write_text("", "utf-8")
    with pytest.raises(BadState):
        ScreenChoices.remember({"XDG_STATE_HOME": str(tmp_path)}, theme="nord")
