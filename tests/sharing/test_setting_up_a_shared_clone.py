"""One clone, three users: what `setup shared` opens for a group, and each keeps of their own."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from people import TEAM, Person, place_to_share

from miljo_tui.cli.main import run
from miljo_tui.editing.draft import Draft
from miljo_tui.editing.drafts_of_others import FOLDER
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language

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


def test_others_see_how_many_drafts_there_are(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    def draft(folder: Path, end: int) -> Draft:
        workspace = Workspace(folder, language("sv"))
        (measure,) = workspace.folder.measures.values()
        made = workspace.draft(measure)
        made.put(("end",), end)
        return made

    with place_to_share() as place:
        monkeypatch.chdir(place)
        monkeypatch.delenv("XDG_STATE_HOME", raising=False)
        first, second, third = [Person(each, place.parent / str(each)) for each in NUMBERS]
        folder = place / "avtal"
        with first.at_the_keyboard(0o077):
            assert said("init", "avtal")[0] == 0
            add = said("-C", "avtal", "add", "measure", "Ny", "start=2022", "--reason", "x")
            assert add[0] == 0, add
            windows = [draft(folder, 2024)]
            assert not (folder / ".git" / FOLDER).exists(), "it is nobody else's clone yet"
            assert said("setup", "shared", "avtal", "--group", str(TEAM))[0] == 0
            windows.append(draft(folder, 2025))
        with second.at_the_keyboard(0o077):
            draft(folder, 2026)
        with third.at_the_keyboard():
            before = sorted(folder.rglob("*"))
            told = said("-C", "avtal", "status")[1].splitlines()
            assert f"{first.number} has 2 drafts in this folder" in told, told
            assert f"{second.number} has 1 draft in this folder" in told, told
            assert sorted(folder.rglob("*")) == before
            # What one says of another is not believed, and no link or pipe is followed.
            (mark,) = (folder / ".git" / FOLDER).glob(f"*.{first.number}")
            mark.with_suffix(".61009").write_text("7")
            mark.with_suffix(".61008").symlink_to("/dev/zero")
            os.mkfifo(mark.with_suffix(".61007"))
            assert said("-C", "avtal", "status")[1].splitlines() == told
        with first.at_the_keyboard():
            for each in windows:
                each.undo()
        with third.at_the_keyboard():
            others = json.loads(said("-C", "avtal", "status", "--json")[1])["others_drafts"]
            assert others == [{"user": str(second.number), "drafts": 1}]


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
