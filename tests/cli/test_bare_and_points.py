"""Commands that only read: at any point of the history, in a clone and in a bare repository."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.cli.main import run

Git = Callable[..., str]
Tell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    """Run a command on a folder, in English: its exit code, what it printed and complained of."""

    def call(folder: Path, *arguments: str) -> tuple[int, str, str]:
        code = run(["-C", str(folder), "--lang", "en", *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def changed(agreement: Path, git: Git) -> Path:
    """An agreement with three commits: as it began, with another end, and with a fault."""
    git(agreement, "tag", "begun")
    at = ["-C", str(agreement)]
    assert run([*at, "set", "angar", "end=2025", "--reason", "Förlängt"]) == 0
    git(agreement, "tag", "longer")
    (agreement / "measures" / "fel.toml").write_text('title = "Fel"\nstart = "hej"\n', "utf-8")
    git(agreement, "add", ".")
    git(agreement, "commit", "-qm", "Fel")
    return agreement


@pytest.fixture
def bare(changed: Path, tmp_path: Path, git: Git) -> Path:
    """A bare repository with the same history, and no clone beside it."""
    folder = tmp_path / "server.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(changed), str(folder))
    shutil.rmtree(changed)
    return folder


@pytest.fixture(params=["clone", "bare"])
def place(request: pytest.FixtureRequest) -> Any:
    """The clone, and the bare repository."""
    return request.getfixturevalue("changed" if request.param == "clone" else "bare")


def test_a_point_is_shown_in_place_of_the_files(place: Path, tell: Tell) -> None:
    for point, code, there in (("begun", 0, 2023), ("longer", 0, 2025), ("HEAD", 1, 2025)):
        assert tell(place, "check", "--at", point)[0] == code
        shown = json.loads(tell(place, "show", "angar", "--at", point, "--json")[1])
        assert shown["values"]["end"] == there
        listed = json.loads(tell(place, "list", "measures", "--at", point, "--json")[1])
        assert ("fel" in {row["id"] for row in listed["measures"]}) == (point == "HEAD")
        assert tell(place, "publish", "json", "--at", point)[0] == 0
    assert "measures/fel.toml:2:9: " in tell(place, "check", "--at", "HEAD")[1]
    assert tell(place, "check", "--at", "2001-01-01")[0] == 2


def test_the_files_are_not_looked_at(changed: Path, tell: Tell) -> None:
    file = changed / "measures" / "angar.toml"
    file.write_text("trasig", "utf-8")
    assert tell(changed, "check", "--at", "begun")[0] == 0
    assert tell(changed, "check")[0] == 1


def test_the_history_is_read_where_there_are_no_files(bare: Path, tell: Tell) -> None:
    code, told, _said = tell(bare, "log", "angar")
    assert code == 0 and "Förlängt" in told and "End: 2023 → 2025" in told
    code, told, _said = tell(bare, "diff", "begun")
    assert code == 0 and "End: 2023 → 2025" in told and "removed" not in told
    code, told, _said = tell(bare, "blame", "angar")
    assert code == 0 and "2025" in told
    assert tell(bare, "verify")[0] == 0
    assert tell(bare, "log", "nothing")[0] == 2


def test_the_agreement_is_found_in_a_folder_of_the_repository(
    bare: Path, tmp_path: Path, git: Git, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "inuti"
    git(tmp_path, "clone", "--quiet", str(bare), str(inside))
    for name in ("ett", "tva"):
        shutil.copytree(inside, inside / name, ignore=shutil.ignore_patterns(".git", "ett"))
    git(inside, "rm", "-rq", "agreement.toml", "areas", "measures")
    git(inside, "add", ".")
    git(inside, "commit", "-qm", "Två")
    git(inside, "push", "-q", "origin", "HEAD")
    code, _told, said = tell(bare, "check", "--at", "HEAD")
    assert code == 2 and f"{bare}/ett" in said and f"{bare}/tva" in said
    assert tell(bare / "ett", "list", "areas", "--at", "HEAD")[0] == 0
    monkeypatch.chdir(bare)
    assert run(["-C", "tva", "show", "angar", "--at", "HEAD"]) == 0


@pytest.mark.parametrize(
    "arguments", [["check"], ["list", "measures"], ["show", "angar"], ["set", "angar", "end=2030"]]
)
def test_what_wants_files_says_that_there_are_none(
    bare: Path, tell: Tell, git: Git, arguments: list[str]
) -> None:
    before = git(bare, "rev-parse", "HEAD")
    code, _told, said = tell(bare, *arguments)
    assert code == 3 and "bare git repository" in said and "--at HEAD" in said
    assert git(bare, "rev-parse", "HEAD") == before


def test_an_empty_bare_repository_holds_no_agreement(tmp_path: Path, git: Git, tell: Tell) -> None:
    folder = tmp_path / "tom.git"
    git(tmp_path, "init", "--quiet", "--bare", str(folder))
    assert tell(folder, "check", "--at", "HEAD")[0] == 4
