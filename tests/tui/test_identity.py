"""Who is at the keyboard: asked with the first change, written after a yes, where it is theirs."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from seat import Seat, Sit

from miljo_tui.cli.main import run

Git = Callable[..., str]


@pytest.fixture
def settings(agreement: Path) -> Path:
    """The person's own settings, which do not say who they are."""
    file = Path(os.environ["GIT_CONFIG_GLOBAL"])
    file.write_text("[init]\n\tdefaultBranch = main\n", encoding="utf-8")
    return file


async def tell(seat: Seat, name: str) -> None:
    """Say a name and an address."""
    await seat.type(name)
    await seat.press("enter", *"anna", "at", *"example", "full_stop", *"org", "f8")


def said(git: Git, agreement: Path, *where: str) -> str:
    """The name in some settings, nothing where there is none."""
    try:
        return git(agreement, "config", *where, "user.name").strip()
    except subprocess.CalledProcessError:
        return ""


async def test_the_first_change_asks_and_goes_on(
    agreement: Path, sit: Sit, git: Git, settings: Path
) -> None:
    async with sit(agreement) as seat:
        assert "Git does not know who you are" in seat.text
        await seat.press("down", "down", "enter", "e")
        assert "Who are you?" in seat.text and "git config --local" in seat.text
        await seat.type("Anna")
        await seat.press("f8")
        assert "“Anna” and “” are no name and address" in " ".join(seat.text.split())
        await tell(seat, "")
        assert "measures/angar.toml" in seat.lines[0]
    assert said(git, agreement, "--local") == "Anna"
    assert said(git, agreement, "--global") == ""


async def test_nothing_is_written_without_a_yes(
    agreement: Path, sit: Sit, git: Git, settings: Path
) -> None:
    before = (agreement / ".git" / "config").read_bytes(), settings.read_bytes()
    async with sit(agreement, size=(40, 24)) as seat:
        await seat.press("n")
        assert "Who are you?" in seat.text and "Esc cancels" in seat.text
        await seat.type("Anna")
        await seat.press("enter", "enter", "escape")
        assert "Who are you?" not in seat.text
    assert before == ((agreement / ".git" / "config").read_bytes(), settings.read_bytes())


@pytest.mark.parametrize("sign", ["core.sharedRepository", "mode"])
async def test_in_a_shared_clone_only_the_own_settings_are_written(
    agreement: Path, sit: Sit, git: Git, settings: Path, sign: str
) -> None:
    if sign == "mode":
        (agreement / ".git").chmod(0o2777)
    else:
        git(agreement, "config", sign, "group")
    async with sit(agreement) as seat:
        await seat.press("U")
        assert "Other people use this clone too" in seat.text and "--global" in seat.text
        await tell(seat, "Anna")
        assert "There is no change of yours to undo" in seat.text
        assert "read-only" not in seat.lines[0]
    assert said(git, agreement, "--global") == "Anna"
    assert said(git, agreement, "--local") == ""


def test_by_command_the_remedy_can_be_pasted(
    agreement: Path, settings: Path, capsys: pytest.CaptureFixture[str], git: Git
) -> None:
    for lang in ("sv", "en"):
        arguments = ["-C", str(agreement), "--lang", lang, "set", "angar", "end=2025"]
        assert run([*arguments, "--reason", "x"]) == 4
        remedy = capsys.readouterr().err.splitlines()[-1]
        command = "git config" + remedy.partition("git config")[2]
        assert not set("“”‘’") & set(command)
        name, _and, email = command.partition(" && ")
        assert len(shlex.split(name)) == len(shlex.split(email)) == 5
        subprocess.run(command, shell=True, check=True)
        assert said(git, agreement, "--global") in ("Ditt Namn", "Your Name")
        settings.write_text("", encoding="utf-8")
