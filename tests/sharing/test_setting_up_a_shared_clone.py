"""One clone, three users: what `setup shared` opens for a group, and each keeps of their own."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from people import TEAM, Person, place_to_share

from miljo_tui.cli.main import run

Git = Callable[..., str]
Said = Callable[..., tuple[int, str]]
NUMBERS = (61001, 61002, 61003)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Run a command in English; return its code and all that it said."""

    def call(*arguments: str) -> tuple[int, str]:
        code = run(["--lang", "en", *arguments])
        return code, "".join(capsys.readouterr())

    return call


def test_three_users_save_in_a_clone_that_one_of_them_has_shared(
    git: Git, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place_to_share() as place:
        monkeypatch.chdir(place)
        monkeypatch.delenv("XDG_STATE_HOME", raising=False)
        first, *others = [Person(each, place.parent / str(each)) for each in NUMBERS]
        folder = place / "avtal"
        with first.at_the_keyboard(0o077):
            assert said("init", "avtal")[0] == 0
        with others[0].at_the_keyboard():
            assert said("-C", "avtal", "add", "measure", "Ny", "--reason", "x")[0] != 0
            assert said("setup", "shared", "avtal", "--group", str(TEAM))[0] == 3
        with first.at_the_keyboard(0o077):
            code, told = said("setup", "shared", "avtal", "--group", str(TEAM))
            assert code == 0 and f"safe.directory {folder}" in told, told
            assert git(folder, "config", "core.sharedRepository").strip() == "group"
            again = said("setup", "shared", "avtal", "--group", str(TEAM))
            assert again[0] == 0 and "already" in again[1], again
        for turn, person in enumerate((first, *others, first)):
            with person.at_the_keyboard(0o077):
                code, told = said("-C", "avtal", "add", "measure", f"Ny {turn}", "--reason", "x")
                assert code == 0, told
        with first.at_the_keyboard():
            assert git(folder, "status", "--porcelain") == ""
            assert len(git(folder, "log", "--format=%an").split("\n")) == 6
        for path in (folder, *folder.rglob("*")):
            mode = path.stat().st_mode
            assert path.stat().st_gid == TEAM, path
            assert not mode & stat.S_IRUSR or mode & stat.S_IRGRP, path
            assert not path.is_dir() or mode & stat.S_ISGID, path
        for person in (first, *others):  # drafts stay with their owner
            for path in (person.home / ".local").rglob("*"):
                assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_a_link_in_the_clone_leads_nowhere(agreement: Path, said: Said, tmp_path: Path) -> None:
    outside = tmp_path / "utanför"
    outside.mkdir(mode=0o700)
    (agreement / "ut").symlink_to(outside)
    assert said("setup", "shared", str(agreement), "--group", str(os.getegid()))[0] == 0
    assert stat.S_IMODE(outside.stat().st_mode) == 0o700
    assert stat.S_IMODE((agreement / "measures").stat().st_mode) & 0o2070 == 0o2070


def test_what_cannot_be_is_told(agreement: Path, said: Said, tmp_path: Path) -> None:
    code, told = said("setup", "shared", str(agreement), "--group", "finns-inte")
    assert code == 2 and "There is no group finns-inte" in told
    assert said("setup", "shared", str(agreement))[0] == 2
    assert said("setup", "server", str(tmp_path / "s.git"), "--group", "x")[0] == 2
    (tmp_path / "tom").mkdir()
    own = str(os.getegid())
    assert said("setup", "shared", str(tmp_path / "tom"), "--group", own)[0] in (3, 4)
