"""What the app advises is done with its own keys, and what a command advises with commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from keys_of_the_app import LISTS
from seat import Sit

from miljo_tui.cli.main import run
from miljo_tui.locale import Way, language
from miljo_tui.model import advice

KEYS = {
    key
    for declared in LISTS.values()
    for command in declared
    for key in command.key_names(language("en"))
}


def test_every_key_that_is_advised_is_one_of_the_apps() -> None:
    advised = [way for way in vars(advice).values() if isinstance(way, Way)]
    assert len(advised) >= 7
    assert {key for way in advised for key in way.keys.split(", ")} <= KEYS


async def test_nothing_to_undo_or_redo(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        for key, what, way in (("U", "undo", "another one: h, Enter, u"), ("R", "redo", "with: U")):
            await seat.press(key)
            said = " ".join("".join(part for part in seat.text if part not in "▌│").split())
            assert f"change of yours to {what}" in said and way in said
            assert "miljo-tui" not in said


async def test_an_area_that_is_referred_to(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(120, 40)) as seat:
        await seat.press("down", "down", "delete")
        assert "Ängar i tätorten refers to it: Areas. Remove it there first: e" in seat.text
        assert "miljo-tui" not in seat.text


def test_the_same_by_command(agreement: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["-C", str(agreement), "--lang", "en"]
    assert run([*arguments, "undo", "--reason", "x"]) == 2
    assert "Undo another one: miljo-tui log, then miljo-tui undo COMMIT" in capsys.readouterr().err
    assert run([*arguments, "remove", "pollinering", "--reason", "x"]) == 1
    assert "miljo-tui set agreement areas-=pollinering" in capsys.readouterr().err


async def test_the_help_is_grouped_and_hangs_in_the_readers_words(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement, lang="sv", size=(80, 60)) as seat:
        await seat.press("f1")
        lines = [line[5:75].strip(" │╮") for line in seat.lines]
        groups = ["Vanligast här", "Också här"]
        assert [line for line in lines if line in groups] == groups
        at = next(y for y, line in enumerate(lines) if line.startswith("U "))
        below = seat.lines[at + 1]
        begins = len(below) - len(below[5:].lstrip())
        assert "ändring" in below and begins == seat.lines[at].index("Ångra")
        assert "Mellanslag" in seat.text and "1, 2, 3" in seat.text


async def test_q_leaves_from_every_screen_without_a_line_to_type_in(
    agreement: Path, sit: Sit
) -> None:
    for keys in ((), ("h",), ("f",), ("o",)):
        async with sit(agreement) as seat:
            await seat.press(*keys, "q")
            assert not seat.app.is_running, keys
