"""Histories of which a part is missing or broken: said as that, and never taken for another."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from past import Past

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.history_cache import HistoryCache
from miljo_tui.repository.git_process import GitFailed

ANGAR = "measures/angar"
FILE = f"{ANGAR}.toml"


@pytest.fixture
def years(past: Past) -> Past:
    """The measure with three changes by Bo, the first of them through the program."""
    past.set("bo", "angar", "end=2024", reason="till 2024")
    for year in (2025, 2026):
        past.by_hand("bo", FILE, f"end = {year - 1}", f"end = {year}", f"till {year}")
    return past


def stored(past: Past, name: str) -> Path:
    """Return the file in which git keeps an object."""
    id = past.git("rev-parse", name)
    return past.folder / ".git" / "objects" / id[:2] / id[2:]


@pytest.mark.parametrize("lost", ["HEAD", "HEAD~1", "HEAD~1:measures"])
@pytest.mark.parametrize("how", ["missing", "empty"])
def test_a_damaged_history_is_not_an_empty_one(
    years: Past, capsys: pytest.CaptureFixture[str], lost: str, how: str
) -> None:
    file = stored(years, lost)
    file.unlink()
    if how == "empty":
        file.touch()
    for command in (["log"], ["log", "angar"], ["log", "--json"], ["blame", "angar"]):
        capsys.readouterr()
        assert years.app("anna", *command) == 3
        said = capsys.readouterr()
        assert said.out == ""
        assert f"miljo-tui: The history of {years.folder} is damaged: a part is" in said.err
        assert "  Get it back with: git fetch --refetch; git fsck tells" in said.err


@pytest.mark.parametrize("lost", ["HEAD~3", "HEAD~3:measures"])
def test_what_is_newer_than_the_damage_is_told(
    years: Past, capsys: pytest.CaptureFixture[str], lost: str
) -> None:
    stored(years, lost).unlink()
    capsys.readouterr()
    assert years.app("anna", "log") == 3
    said = capsys.readouterr()
    assert [line[4:] for line in said.out.splitlines() if "End: " in line] == [
        "End: 2025 → 2026",
        "End: 2024 → 2025",
    ]
    assert "is damaged" in said.err
    seen = HistoryCache()
    with Chronicle.open(years.folder) as chronicle, pytest.raises(GitFailed):
        for _shown in seen.read(chronicle):
            pass
    assert [entry.reason for entry in seen.entries] == ["till 2026", "till 2025"]


def test_a_branch_that_cannot_be_read_is_not_a_new_one(
    years: Past, capsys: pytest.CaptureFixture[str]
) -> None:
    (years.folder / ".git" / "refs" / "heads" / "main").write_text("skräp\n", "utf-8")
    assert years.app("anna", "log") == 3
    assert years.app("anna", "diff", "HEAD") == 3
    assert capsys.readouterr().err.count("is damaged") == 2


def test_a_partial_clone_says_how_to_get_the_rest(
    years: Past, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    years.git("mv", FILE, "measures/blommor.toml")
    years.by_hand("dan", "measures/blommor.toml", "end = 2026", "end = 2027", "Nytt namn")
    years.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "del"
    source = f"file://{years.folder}"
    years.git("clone", "--quiet", "--filter=blob:none", source, str(clone))
    capsys.readouterr()
    years.folder, whole = clone, years.folder
    assert years.app("anna", "log") == 3
    said = capsys.readouterr().err
    assert f"The clone {clone} holds only a part of the history; reading fetches nothing" in said
    remedy = next(line for line in said.splitlines() if "Fetch the rest with: " in line)
    subprocess.run(remedy.partition(": ")[2].split(), cwd=clone, check=True, capture_output=True)
    assert years.app("anna", "log", "blommor") == 0
    told = capsys.readouterr().out
    years.folder = whole
    assert years.app("anna", "log", "blommor") == 0
    assert told == capsys.readouterr().out and "End: 2026 → 2027" in told


def cloned(past: Past, folder: Path) -> None:
    """Go on in a clone that has none of the old versions."""
    past.git("config", "uploadpack.allowFilter", "true")
    source = f"file://{past.folder}"
    past.git("clone", "--quiet", "--filter=blob:none", source, str(folder))
    past.folder = folder


def test_a_version_that_is_not_here_is_not_called_broken(
    years: Past, capsys: pytest.CaptureFixture[str]
) -> None:
    stored(years, f"HEAD~1:{FILE}").unlink()
    assert years.app("anna", "log", "angar") == 0
    told = capsys.readouterr().out
    assert told.count("Changed; what it held is not in this clone") == 2
    assert "read" not in told and "End: 2023 → 2024" in told
    assert years.app("anna", "blame", "angar") == 0
    told = capsys.readouterr().out
    assert "Test Person  Title: Ängar i tätorten  Start" in told
    assert re.search(r"Bo +End: 2026  till 2026", told)
    assert f"! {years.head[:10]}: what was before this commit is not in this clone" in told


def test_nobody_lied_of_what_is_not_here(
    years: Past, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cloned(years, tmp_path / "del")
    assert years.app("anna", "log", "angar") == 0
    told = capsys.readouterr().out
    assert told.count("what it held is not in this clone") == 3
    assert "message states" not in told and "read" not in told
    assert years.app("anna", "verify") == 0
    assert f"({ANGAR} was changed; what it held is not in this clone)" in capsys.readouterr().out
    assert years.app("anna", "blame", "angar") == 0
    told = capsys.readouterr().out
    assert f"! {years.head[:10]}: what was before this commit is not in this clone" in told


def test_a_shallow_clone_does_not_say_who_began(
    years: Past, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clone = tmp_path / "grund"
    years.git("clone", "--quiet", "--depth=2", f"file://{years.folder}", str(clone))
    years.folder = clone
    capsys.readouterr()
    assert years.app("anna", "blame", "angar") == 0
    told = capsys.readouterr().out
    edge = years.git("rev-parse", "--short=10", "HEAD~1")
    assert f"! {edge}: what was before this commit is not in this clone" in told
    assert years.head[:10] not in told.partition("!")[2]


def test_a_merge_is_not_blamed_for_versions_that_are_not_here(
    years: Past, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    years.git("switch", "--quiet", "--create", "sida")
    years.by_hand("eva", FILE, "end = 2026", "end = 2030", "Deras")
    years.git("switch", "--quiet", "main")
    years.by_hand("anna", FILE, "Slåtter", "Slåtter i juli", "Våra")
    years.git("merge", "--quiet", "--no-edit", "sida", who="dan")
    cloned(years, tmp_path / "del")
    capsys.readouterr()
    assert years.app("anna", "verify") == 0
    assert "the merge itself changed" not in capsys.readouterr().out


def test_a_merge_that_took_the_side_that_is_not_broken_changed_nothing(
    past: Past, capsys: pytest.CaptureFixture[str]
) -> None:
    past.git("switch", "--quiet", "--create", "sida")
    past.by_hand("eva", FILE, 'title = "Ängar', "title = Ängar", "Trasig")
    past.git("switch", "--quiet", "main")
    past.by_hand("anna", FILE, "Slåtter", "Slåtter i juli", "Våra")
    past.git("merge", "--quiet", "--no-commit", "sida")
    past.by_hand("dan", FILE, "title = Ängar", 'title = "Ängar', "Sammanslaget")
    capsys.readouterr()
    assert past.app("anna", "log", "angar", "--json") == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    assert [entry["reason"] for entry in entries] == ["Våra", "Trasig", "Start"]


def test_a_clone_that_was_deepened_is_read_anew(past: Past, tmp_path: Path) -> None:
    past.set("anna", "angar", "end=2024", reason="x")
    past.set("bo", "angar", "end=2025", reason="y")
    clone = tmp_path / "grund"
    past.git("clone", "--quiet", "--depth=2", f"file://{past.folder}", str(clone))
    seen, told = HistoryCache(), []
    for _ in range(2):
        with Chronicle.open(clone) as chronicle:
            for _shown in seen.read(chronicle):
                pass
        told.append([(entry.reason, entry.is_cut) for entry in seen.entries])
        past.git("-C", str(clone), "fetch", "--quiet", "--depth=9")
    assert told == [[("y", False), ("x", True)], [("y", False), ("x", False), ("Start", False)]]
    assert not seen.was_rewritten
